/**
 * The product photo in the browser. One formula with the server's mock-up: photo × lerp(white, colour, tint mask); the
 * design goes into its quad, cut by the area's mask; the shading map is multiplied over the design alone.
 */

/** The parts of one view, decoded once. */
export interface ViewPictures {
  readonly photo: ImageBitmap;
  readonly tintMask: ImageBitmap | null;
  readonly shadingMap: ImageBitmap | null;
}

export async function loadBitmap(url: string): Promise<ImageBitmap> {
  const response = await fetch(url, { credentials: "omit" });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return createImageBitmap(await response.blob());
}

/** A canvas for pixels that are read back, kept on the CPU. */
function pixelCanvas(width: number, height: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas in this browser");
  return [canvas, context];
}

function pixelsOf(picture: ImageBitmap, width: number, height: number): Uint8ClampedArray {
  const [, context] = pixelCanvas(width, height);
  context.drawImage(picture, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}

/** The photo in the chosen colour. Without a colour or a mask it is the photo itself. */
export function tintedPhoto({ photo, tintMask }: ViewPictures, colour: string | null): HTMLCanvasElement {
  const [canvas, context] = pixelCanvas(photo.width, photo.height);
  context.drawImage(photo, 0, 0);
  if (!colour || !tintMask) return canvas;
  const mask = pixelsOf(tintMask, photo.width, photo.height);
  const picture = context.getImageData(0, 0, photo.width, photo.height);
  multiplyTint(picture.data, mask, rgbOf(colour));
  context.putImageData(picture, 0, 0);
  return canvas;
}

/** pixel × (1 − mask + mask × colour), in place; both are RGBA bytes, the mask's red counts. */
export function multiplyTint(
  pixels: Uint8ClampedArray,
  mask: Uint8ClampedArray,
  colour: readonly [number, number, number],
): void {
  const [red, green, blue] = colour.map((channel) => channel / 255 - 1) as [number, number, number];
  for (let at = 0; at < pixels.length; at += 4) {
    const strength = (mask[at] as number) / 255;
    if (strength === 0) continue;
    pixels[at] = (pixels[at] as number) * (1 + strength * red);
    pixels[at + 1] = (pixels[at + 1] as number) * (1 + strength * green);
    pixels[at + 2] = (pixels[at + 2] as number) * (1 + strength * blue);
  }
}

export function rgbOf(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/**
 * The shading map as black of growing cover: drawn "source-atop", black of cover 1 − s leaves design × s and does not
 * touch the design's own cover.
 */
export function shadeOf(map: ImageBitmap): HTMLCanvasElement {
  return remapped(map, (grey) => [0, 255 - grey]);
}

/** A greyscale mask as white of that cover, for "destination-in". */
export function coverOf(mask: ImageBitmap): HTMLCanvasElement {
  return remapped(mask, (grey) => [255, grey]);
}

function remapped(
  picture: ImageBitmap,
  map: (grey: number) => [grey: number, cover: number],
): HTMLCanvasElement {
  const [canvas, context] = pixelCanvas(picture.width, picture.height);
  context.drawImage(picture, 0, 0);
  const image = context.getImageData(0, 0, picture.width, picture.height);
  const table = Array.from({ length: 256 }, (_, grey) => map(grey));
  for (let at = 0; at < image.data.length; at += 4) {
    const [grey, cover] = table[image.data[at] as number] as [number, number];
    image.data[at] = grey;
    image.data[at + 1] = grey;
    image.data[at + 2] = grey;
    image.data[at + 3] = cover;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

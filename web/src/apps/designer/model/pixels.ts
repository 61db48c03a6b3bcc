/** Looking into pictures: small copies, the colour at a point, the colours along the edges. */
import type { Crop, Filter } from "../../../document/types";
import { adjustments } from "../../../layout/adjustments";
import { adjust } from "../../../view2d/tone";

/** Channels are taken as one colour when they fall into the same of this many steps. */
const STEPS = 12;
const MOST_EDGE_COLOURS = 5;
const SAMPLE = 64;

/** Draws the part of a picture that shows over the whole canvas, cut to fill it, in another tone. */
export function paintThumbnail(
  canvas: HTMLCanvasElement,
  picture: ImageBitmap,
  crop: Crop,
  filters: readonly Filter[],
): void {
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return;
  const { width, height } = canvas;
  const across = crop.width * picture.width;
  const down = crop.height * picture.height;
  const scale = Math.max(width / across, height / down);
  const [part, tall] = [width / scale, height / scale];
  const x = crop.x * picture.width + (across - part) / 2;
  const y = crop.y * picture.height + (down - tall) / 2;
  pen.clearRect(0, 0, width, height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, x, y, part, tall, 0, 0, width, height);
  const steps = adjustments(filters);
  if (steps.length === 0) return;
  const pixels = pen.getImageData(0, 0, width, height);
  adjust(pixels.data, steps);
  pen.putImageData(pixels, 0, 0);
}

/** The colour of a canvas at a point of its pixels, as `#rrggbb`; null where it is see-through or outside. */
export function colourAt(canvas: HTMLCanvasElement, x: number, y: number): string | null {
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen || x < 0 || y < 0 || x >= canvas.width || y >= canvas.height) return null;
  const [red = 0, green = 0, blue = 0, cover = 0] = pen.getImageData(Math.floor(x), Math.floor(y), 1, 1).data;
  return cover < 128 ? null : hex(red, green, blue);
}

/** The commonest colours along a picture's edges, the commonest first. */
export function edgeColours(picture: ImageBitmap): readonly string[] {
  const canvas = document.createElement("canvas");
  canvas.width = SAMPLE;
  canvas.height = SAMPLE;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return [];
  pen.drawImage(picture, 0, 0, SAMPLE, SAMPLE);
  return commonestOnEdges(pen.getImageData(0, 0, SAMPLE, SAMPLE).data, SAMPLE, SAMPLE);
}

/** Of straight RGBA. Nearly equal colours count as one, under their mean. */
export function commonestOnEdges(pixels: Uint8ClampedArray, width: number, height: number): string[] {
  const groups = new Map<string, [count: number, red: number, green: number, blue: number]>();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (x > 0 && y > 0 && x < width - 1 && y < height - 1) continue;
      const at = (y * width + x) * 4;
      const [red = 0, green = 0, blue = 0, cover = 0] = pixels.subarray(at, at + 4);
      if (cover < 128) continue;
      const key = [red, green, blue].map((channel) => Math.floor((channel / 256) * STEPS)).join();
      const sum = groups.get(key) ?? [0, 0, 0, 0];
      groups.set(key, [sum[0] + 1, sum[1] + red, sum[2] + green, sum[3] + blue]);
    }
  }
  return [...groups.values()]
    .sort((one, other) => other[0] - one[0])
    .slice(0, MOST_EDGE_COLOURS)
    .map(([count, red, green, blue]) => hex(red / count, green / count, blue / count));
}

function hex(...channels: readonly number[]): string {
  return `#${channels.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("")}`;
}

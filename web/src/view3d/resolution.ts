/** How finely the design is drawn for a product of a certain size on the screen. */

/** Of texels to a device pixel: a little more than one, or slanted letters blur. */
const TEXELS_PER_PIXEL = 1.15;
/** The steps in which it changes: a texture of another size has to be made anew. */
const STEP = 1.3;

export interface TextureLimits {
  /** Pixels that one side may have. */
  readonly side: number;
  /** Pixels that it may have in all: each takes four bytes, and a third more for the smaller copies. */
  readonly pixels: number;
}

/** What a graphics card and a device bear. `gigabytes`: the device's memory, where the browser tells. */
export function textureLimits(largestSide: number, gigabytes: number | undefined): TextureLimits {
  return { side: Math.min(largestSide, 8192), pixels: (gigabytes ?? 8) < 4 ? 2 ** 22 : 2 ** 23 };
}

/** Texels to a millimetre, so that one device pixel sees about one, within the limits. */
export function texelsPerMillimetre(
  pixelsPerMillimetre: number,
  width: number,
  height: number,
  limits: TextureLimits,
): number {
  const wanted = STEP ** Math.ceil(Math.log(pixelsPerMillimetre * TEXELS_PER_PIXEL) / Math.log(STEP));
  const most = Math.min(
    limits.side / width,
    limits.side / height,
    Math.sqrt(limits.pixels / (width * height)),
  );
  return Math.min(wanted, most);
}

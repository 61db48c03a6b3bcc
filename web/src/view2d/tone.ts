/**
 * Changes of a picture's tone. The same arithmetic in the same order as `monogram/rendering/tone.py`: a threshold turns
 * a difference in the last bit of a luma into black for white.
 */

import type { Adjustment } from "../layout/operations";

/** Changes straight RGBA in place, one adjustment after the other. */
export function adjust(pixels: Uint8ClampedArray, adjustments: readonly Adjustment[]): void {
  for (const { matrix, threshold } of adjustments) {
    if (matrix) byMatrix(pixels, matrix);
    else if (threshold !== null) byThreshold(pixels, threshold);
  }
}

/** Rounds half up; the array itself rounds to even, but keeps within 0…255. */
function byMatrix(pixels: Uint8ClampedArray, matrix: readonly number[]): void {
  const [a, b, c, d, e, f, g, h, i, j, k, l] = matrix as Twelve;
  for (let at = 0; at < pixels.length; at += 4) {
    const red = pixels[at] as number;
    const green = pixels[at + 1] as number;
    const blue = pixels[at + 2] as number;
    pixels[at] = Math.floor(a * red + b * green + c * blue + d + 0.5);
    pixels[at + 1] = Math.floor(e * red + f * green + g * blue + h + 0.5);
    pixels[at + 2] = Math.floor(i * red + j * green + k * blue + l + 0.5);
  }
}

type Twelve = [
  ...[number, number, number, number],
  ...[number, number, number, number],
  ...[number, number, number, number],
];

function byThreshold(pixels: Uint8ClampedArray, level: number): void {
  for (let at = 0; at < pixels.length; at += 4) {
    const red = 0.2126 * (pixels[at] as number);
    const green = 0.7152 * (pixels[at + 1] as number);
    const blue = 0.0722 * (pixels[at + 2] as number);
    const tone = red + green + blue >= level ? 255 : 0;
    pixels[at] = tone;
    pixels[at + 1] = tone;
    pixels[at + 2] = tone;
  }
}

/** From a print area's millimetres to the product photo's pixels. */
import type { Matrix } from "../geometry/matrix";

export type Quad = readonly [Corner, Corner, Corner, Corner];
type Corner = readonly [number, number];

/**
 * The affine map that takes the area's rectangle nearest to the four corners (top-left, top-right, bottom-right,
 * bottom-left) in the least-squares sense: exact for every parallelogram, which is what a camera straight above gives.
 */
export function areaToPhoto(quad: Quad, width: number, height: number): Matrix {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = quad;
  const across = [(x1 + x2 - x0 - x3) / (2 * width), (y1 + y2 - y0 - y3) / (2 * width)] as const;
  const down = [(x2 + x3 - x0 - x1) / (2 * height), (y2 + y3 - y0 - y1) / (2 * height)] as const;
  const centre = [(x0 + x1 + x2 + x3) / 4, (y0 + y1 + y2 + y3) / 4] as const;
  return [
    across[0],
    across[1],
    down[0],
    down[1],
    centre[0] - (across[0] * width + down[0] * height) / 2,
    centre[1] - (across[1] * width + down[1] * height) / 2,
  ];
}

/** A quad for a photo that came without one: the area as large as fits, in the middle. */
export function middleQuad(photoWidth: number, photoHeight: number, width: number, height: number): Quad {
  const scale = Math.min((photoWidth * 0.6) / width, (photoHeight * 0.6) / height);
  const left = (photoWidth - width * scale) / 2;
  const top = (photoHeight - height * scale) / 2;
  const right = left + width * scale;
  const bottom = top + height * scale;
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

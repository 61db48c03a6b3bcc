/**
 * A group's shadow: a blurred silhouette of its sheet, drawn beneath it.
 *
 * A canvas's own shadow is Skia's Gaussian in Chromium, the server's to the bit, and every browser has it (Safari has
 * no `filter`). Below a standard deviation of two pixels it is not to be had: Chromium replaces it by boxes of whole
 * pixels (up to 12/255 off) and below 0.8 by nothing, so that a small shadow would jump as one zooms. There we blur
 * the alpha ourselves, with the same kernel as the server's.
 */

import { type Box, type Context2D, type PixelShadow, release, type Sheet, takeSheet } from "./sheets";
import { drawFinely } from "./working";

const LEAST_OWN_BLUR = 2;
/** Skia blurs by less as if by nothing. */
const NO_BLUR = 0.03;

/** Draws the sheet, which holds the content of `box`, with its shadow beneath it. `colour`: `#rrggbbaa`. */
export function drawShaded(
  target: Context2D,
  sheet: Sheet,
  box: Box,
  shadow: PixelShadow,
  colour: string,
): void {
  const { x, y, width, height } = box;
  target.save();
  if (shadow.sigma >= LEAST_OWN_BLUR) {
    target.shadowColor = colour;
    target.shadowBlur = 2 * shadow.sigma;
    target.shadowOffsetX = shadow.dx;
    target.shadowOffsetY = shadow.dy;
  } else {
    const reach = reachOf(shadow.sigma);
    const [across, down] = [width + 2 * reach, height + 2 * reach];
    const soft = takeSheet(across, down);
    soft.putImageData(silhouette(sheet, box, shadow.sigma, colour), 0, 0);
    const [left, top] = [x - reach + shadow.dx, y - reach + shadow.dy];
    drawFinely(target, soft.canvas, { x: left, y: top, width: across, height: down }, [across, down]);
    release(soft);
  }
  target.drawImage(sheet.canvas, 0, 0, width, height, x, y, width, height);
  target.restore();
}

function reachOf(sigma: number): number {
  return sigma < NO_BLUR ? 0 : Math.ceil(3 * sigma);
}

/** The sheet's alpha, blurred and in one colour, with room for the blur on all sides. */
function silhouette(sheet: Sheet, { width, height }: Box, sigma: number, colour: string): ImageData {
  const reach = reachOf(sigma);
  const alpha = blurred(alphaOf(sheet, width, height, reach), width + 2 * reach, height + 2 * reach, sigma);
  const shade = new ImageData(width + 2 * reach, height + 2 * reach);
  const [red, green, blue, opacity] = [1, 3, 5, 7].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const share = (opacity as number) / 255;
  for (let at = 0; at < alpha.length; at++) {
    shade.data[4 * at] = red as number;
    shade.data[4 * at + 1] = green as number;
    shade.data[4 * at + 2] = blue as number;
    shade.data[4 * at + 3] = (alpha[at] as number) * share;
  }
  return shade;
}

/** Alpha, 0…255, with an empty border. */
function alphaOf(sheet: Sheet, width: number, height: number, border: number): Float32Array {
  const { data } = sheet.getImageData(0, 0, width, height);
  const across = width + 2 * border;
  const alpha = new Float32Array(across * (height + 2 * border));
  for (let y = 0; y < height; y++) {
    const row = (y + border) * across + border;
    for (let x = 0; x < width; x++) alpha[row + x] = data[4 * (y * width + x) + 3] as number;
  }
  return alpha;
}

/** A Gaussian blur, first across, then down; what lies beyond the edges counts as empty. */
export function blurred(values: Float32Array, width: number, height: number, sigma: number): Float32Array {
  const kernel = gaussian(sigma);
  return convolved(convolved(values, kernel, width, height, 1), kernel, height, width, width);
}

/** Along lines of `length` values that lie `step` apart; there are `lines` of them. */
function convolved(
  values: Float32Array,
  kernel: readonly number[],
  length: number,
  lines: number,
  step: number,
): Float32Array {
  const reach = (kernel.length - 1) / 2;
  const lineStep = step === 1 ? length : 1;
  const result = new Float32Array(values.length);
  for (let line = 0; line < lines; line++) {
    for (let at = 0; at < length; at++) {
      let sum = 0;
      const first = Math.max(-reach, -at);
      const last = Math.min(reach, length - 1 - at);
      for (let by = first; by <= last; by++) {
        sum += (kernel[by + reach] as number) * (values[line * lineStep + (at + by) * step] as number);
      }
      result[line * lineStep + at * step] = sum;
    }
  }
  return result;
}

/** Skia's kernel: the Gaussian at whole pixels as far as three standard deviations, with a sum of one. */
export function gaussian(sigma: number): number[] {
  const reach = reachOf(sigma);
  if (reach === 0) return [1];
  const weights = Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * sigma * sigma)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

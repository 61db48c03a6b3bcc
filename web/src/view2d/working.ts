/** Working copies of pictures as they are drawn from: adjusted in their tone, then halved as often as they bear. */

import type { Adjustment } from "../layout/operations";
import { Recent } from "../recent";
import { type Box, type Context2D, openCanvas } from "./sheets";
import { adjust } from "./tone";

const KEPT_TONES = 4;
const MOST_HALVINGS = 16;
/** What is a hair less than twice the size drawn counts as twice, in case the server finds it a hair more. */
const HAIR = 1e-4;

/** So little that a picture of 10,000 pixels is bent by a thousandth of one. */
export const BEND = 1e-7;

/**
 * Readies the context for a picture over the unit square. Chromium weighs the pixels of an upright picture in
 * sixteenths (up to 16/255 off) and moves its edges to whole pixels; of a picture that is bent, however little, in
 * full precision and with its edges where they are, as the server does.
 */
export function sampleFinely(context: Context2D): void {
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "low";
  context.transform(1, BEND, 0, 1, 0, 0);
}

/** Draws a picture over a box, in full precision. `part`: how much of it, from its top left corner. */
export function drawFinely(
  context: Context2D,
  picture: CanvasImageSource,
  place: Box,
  part: readonly [width: number, height: number] = sizeOf(picture),
): void {
  context.save();
  context.transform(place.width, 0, 0, place.height, place.x, place.y);
  sampleFinely(context);
  context.drawImage(picture, 0, 0, ...part, 0, 0, 1, 1);
  context.restore();
}

export function sizeOf(picture: CanvasImageSource): [number, number] {
  if ("naturalWidth" in picture) return [picture.naturalWidth, picture.naturalHeight];
  if ("videoWidth" in picture) return [picture.videoWidth, picture.videoHeight];
  if ("displayWidth" in picture) return [picture.displayWidth, picture.displayHeight];
  const { width, height } = picture;
  return typeof width === "number" && typeof height === "number" ? [width, height] : [0, 0];
}

/** How often a picture may be halved and still have a pixel for every pixel that is drawn. `reduction`: its own to those. */
export function halvings(reduction: number): number {
  return Math.max(0, Math.min(MOST_HALVINGS, Math.floor(Math.log2(reduction) + HAIR)));
}

const halves = new WeakMap<CanvasImageSource, HTMLCanvasElement>();

/** The picture at 1/2^times of its size; each halving averages two by two pixels, and is kept. */
export function halved(picture: CanvasImageSource, times: number): CanvasImageSource {
  const [across, down] = sizeOf(picture);
  if (times === 0 || across < 2 || down < 2) return picture;
  let half = halves.get(picture);
  if (!half) {
    const context = openCanvas(Math.ceil(across / 2), Math.ceil(down / 2));
    half = context.canvas;
    drawFinely(context, picture, { x: 0, y: 0, width: half.width, height: half.height });
    halves.set(picture, half);
  }
  return halved(half, times - 1);
}

const tones = new WeakMap<CanvasImageSource, Recent<string, HTMLCanvasElement>>();

/**
 * The picture in another tone, kept for the next frame. It is adjusted at its full size and halved afterwards: a
 * threshold of what has been averaged would be another picture.
 */
export function toned(picture: CanvasImageSource, adjustments: readonly Adjustment[]): CanvasImageSource {
  if (adjustments.length === 0) return picture;
  let known = tones.get(picture);
  if (!known) {
    known = new Recent(KEPT_TONES);
    tones.set(picture, known);
  }
  return known.get(JSON.stringify(adjustments), () => {
    const [width, height] = sizeOf(picture);
    const context = openCanvas(width, height);
    context.drawImage(picture, 0, 0);
    const pixels = context.getImageData(0, 0, width, height);
    adjust(pixels.data, adjustments);
    context.putImageData(pixels, 0, 0);
    return context.canvas;
  });
}

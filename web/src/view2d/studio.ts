/** The product photo on the stage, and the studio around it: the photo's edges, softened and drawn out to all sides. */

import type { Photo } from "./photo";

interface Edge {
  readonly strip: HTMLCanvasElement;
  /** The studio's own tone along this edge, taken at its two ends where no product's shadow falls. */
  readonly tone: readonly [number, number, number];
}

interface Edges {
  readonly left: Edge;
  readonly right: Edge;
  readonly top: Edge;
  readonly bottom: Edge;
}

/** How many samples stand for an edge: enough for a studio's gradients, too few for grain to make streaks. */
const SAMPLES = 32;
/** The part of the photo's side that counts as its edge. */
const EDGE = 0.012;
/** How far above or below the photo, as a part of its height, a shadow that leaves it has faded. */
const FADE = 0.25;

const known = new WeakMap<Photo, Edges>();

function edgesOf(photo: Photo): Edges {
  let edges = known.get(photo);
  if (!edges) {
    const { width, height } = photo;
    const across = Math.max(1, Math.round(width * EDGE));
    const down = Math.max(1, Math.round(height * EDGE));
    edges = {
      left: sampled(photo, [0, 0, across, height], 1, SAMPLES),
      right: sampled(photo, [width - across, 0, across, height], 1, SAMPLES),
      top: sampled(photo, [0, 0, width, down], SAMPLES, 1),
      bottom: sampled(photo, [0, height - down, width, down], SAMPLES, 1),
    };
    known.set(photo, edges);
  }
  return edges;
}

function sampled(
  photo: Photo,
  [x, y, across, down]: readonly [number, number, number, number],
  width: number,
  height: number,
): Edge {
  const strip = document.createElement("canvas");
  strip.width = width;
  strip.height = height;
  const context = strip.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas in this browser");
  context.imageSmoothingQuality = "high";
  context.drawImage(photo, x, y, across, down, 0, 0, width, height);
  const pixels = context.getImageData(0, 0, width, height).data;
  const mean = (channel: number) =>
    Math.round(((pixels[channel] as number) + (pixels[pixels.length - 4 + channel] as number)) / 2);
  return { strip, tone: [mean(0), mean(1), mean(2)] };
}

/** Paints the photo into the box from the origin to `width` and `height`, and its studio around it. */
export function paintStudio(
  pen: CanvasRenderingContext2D,
  photo: Photo,
  width: number,
  height: number,
): void {
  const { left, right, top, bottom } = edgesOf(photo);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(left.strip, -width, 0, width + 1, height);
  pen.drawImage(right.strip, width - 1, 0, width + 1, height);
  pen.drawImage(top.strip, 0, -height, width, height + 1);
  pen.drawImage(bottom.strip, 0, height - 1, width, height + 1);
  fade(pen, top.tone, width, 0, -height);
  fade(pen, bottom.tone, width, height, height);
  pen.drawImage(photo, 0, 0, width, height);
}

/** From clear at `start` to the tone and on, over `length` upwards or downwards. */
function fade(
  pen: CanvasRenderingContext2D,
  tone: Edge["tone"],
  width: number,
  start: number,
  length: number,
): void {
  const colour = tone.join(" ");
  const gradient = pen.createLinearGradient(0, start, 0, start + length * FADE);
  gradient.addColorStop(0, `rgb(${colour} / 0)`);
  gradient.addColorStop(1, `rgb(${colour})`);
  pen.fillStyle = gradient;
  pen.fillRect(0, Math.min(start, start + length), width, Math.abs(length));
}

/** One layer by itself, for lists: as large as the canvas allows, in the middle. */
import type { Operation } from "../layout/operations";
import { createGlyphCache } from "./outline";
import { playOperations } from "./play";

const glyphCache = createGlyphCache();
/** The share of the canvas that stays free on each side. */
const MARGIN = 0.08;

/** Paints operations about a layer's own origin, which take `width` × `height` mm. What was there before is gone. */
export function paintLayer(
  canvas: HTMLCanvasElement,
  operations: readonly Operation[],
  { width, height }: { width: number; height: number },
  images: ReadonlyMap<string, CanvasImageSource>,
): void {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  const room = 1 - 2 * MARGIN;
  const scale = Math.min(
    (canvas.width * room) / Math.max(width, 1),
    (canvas.height * room) / Math.max(height, 1),
  );
  context.setTransform(scale, 0, 0, scale, canvas.width / 2, canvas.height / 2);
  playOperations(context, operations, { images, pixelsPerMillimetre: scale, glyphCache });
}

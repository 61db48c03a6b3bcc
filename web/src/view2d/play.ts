/**
 * Plays layout's operations into a Canvas2D context, by the rules of `monogram/layout/operations.py`.
 *
 * Ask for the context with `{ willReadFrequently: true }`: a canvas on the CPU anti-aliases as the server does
 * (Chromium: text within 2/255, no glyph moved), one on the GPU draws other edges.
 *
 * Pictures are sampled bilinearly (`imageSmoothingQuality = "low"`), which in Chromium is the server's preview to the
 * bit as long as a working copy is drawn at half its size or larger. Below that, bilinear sampling skips pixels, and
 * what "medium" and "high" do about it differs between browsers; so we draw from a copy that we have halved ourselves.
 */

import type { Path } from "../geometry/path";
import { groups, type ImageOperation, type Operation, type PathOperation } from "../layout/operations";

export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
/** Outlines already handed to the browser. A glyph's path is one object for good, so glyphs are kept too. */
export type PathCache = WeakMap<Path, Path2D>;

export interface PlayOptions {
  /** Working copies by image id. A picture that is not there yet is left out. */
  readonly images: ReadonlyMap<string, CanvasImageSource>;
  /** Device pixels to a millimetre: tells how far pictures are reduced. It does not scale the drawing. */
  readonly pixelsPerMillimetre: number;
  readonly glyphCache?: PathCache;
}

/** A cache of its own for a view that comes and goes; without one, all players share theirs. */
export function createGlyphCache(): PathCache {
  return new WeakMap();
}

const commonCache = createGlyphCache();

/**
 * Draws the operations. The context's present transform maps the print area's millimetres to the canvas; transform,
 * clip and alpha are built upon and left as they were. Clipping to the print area is the caller's part, since it
 * alone knows the bleed or the product's mask.
 */
export function playOperations(
  context: Context2D,
  operations: readonly Operation[],
  options: PlayOptions,
): void {
  context.save();
  for (const group of groups(operations)) {
    if (group.opacity === 0) continue;
    if (group.opacity === 1 || isSingleInk(group.operations)) {
      context.save();
      context.globalAlpha *= group.opacity;
      for (const operation of group.operations) play(context, operation, options);
      context.restore();
    } else playBlended(context, group.operations, group.opacity, options);
  }
  context.restore();
}

/** Whether a group puts ink down only once, so that its opacity may be given to the ink itself. */
function isSingleInk(operations: readonly Operation[]): boolean {
  const [only] = operations;
  if (operations.length !== 1 || !only) return false;
  return only.kind === "image" || only.fill === null || only.stroke === null;
}

/** Draws a group opaque on a sheet of its own and lays the sheet down with the group's opacity. */
function playBlended(
  context: Context2D,
  operations: readonly Operation[],
  opacity: number,
  options: PlayOptions,
): void {
  const sheet = sheetLike(context);
  sheet.setTransform(context.getTransform());
  for (const operation of operations) play(sheet, operation, options);
  context.save();
  context.resetTransform();
  context.globalAlpha *= opacity;
  context.drawImage(sheet.canvas, 0, 0);
  context.restore();
}

let commonSheet: OffscreenCanvasRenderingContext2D | undefined;

/** An empty CPU canvas as large as the context's; always the same one while the size stays. */
function sheetLike(context: Context2D): OffscreenCanvasRenderingContext2D {
  const { width, height } = context.canvas;
  if (commonSheet?.canvas.width === width && commonSheet.canvas.height === height) {
    commonSheet.resetTransform();
    commonSheet.clearRect(0, 0, width, height);
    return commonSheet;
  }
  commonSheet = openCanvas(width, height);
  return commonSheet;
}

function openCanvas(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("This browser gives no canvas to draw on");
  return context;
}

function play(context: Context2D, operation: Operation, options: PlayOptions): void {
  context.save();
  context.transform(...operation.matrix);
  const cache = options.glyphCache ?? commonCache;
  if (operation.kind === "path") playPath(context, operation, cache);
  else playImage(context, operation, options, cache);
  context.restore();
}

function playPath(context: Context2D, operation: PathOperation, cache: PathCache): void {
  const path = outline(operation.path, cache);
  if (operation.fill !== null) {
    context.fillStyle = operation.fill;
    context.fill(path);
  }
  if (operation.stroke !== null) {
    context.strokeStyle = operation.stroke.colour;
    context.lineWidth = operation.stroke.width;
    context.lineJoin = "round";
    context.lineCap = "round";
    // Skia's and SVG's limit; Canvas2D begins with 10.
    context.miterLimit = 4;
    context.stroke(path);
  }
}

function playImage(
  context: Context2D,
  operation: ImageOperation,
  options: PlayOptions,
  cache: PathCache,
): void {
  const original = options.images.get(operation.image);
  if (!original) return;
  if (operation.mask) context.clip(outline(operation.mask, cache));
  const picture = halved(original, halvings(operation, original, options.pixelsPerMillimetre));
  const [across, down] = sizeOf(picture);
  const [x, y, width, height] = operation.crop;
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "low";
  context.drawImage(picture, x * across, y * down, width * across, height * down, 0, 0, 1, 1);
}

/** The browser's form of a path, made once. */
export function outline(path: Path, cache: PathCache = commonCache): Path2D {
  let made = cache.get(path);
  if (!made) {
    made = new Path2D();
    for (const segment of path) addSegment(made, segment);
    cache.set(path, made);
  }
  return made;
}

function addSegment(target: Path2D, segment: Path[number]): void {
  if (segment[0] === "M") target.moveTo(segment[1], segment[2]);
  else if (segment[0] === "L") target.lineTo(segment[1], segment[2]);
  else if (segment[0] === "Q") target.quadraticCurveTo(segment[1], segment[2], segment[3], segment[4]);
  else if (segment[0] === "C")
    target.bezierCurveTo(segment[1], segment[2], segment[3], segment[4], segment[5], segment[6]);
  else target.closePath();
}

function sizeOf(picture: CanvasImageSource): [number, number] {
  if ("naturalWidth" in picture) return [picture.naturalWidth, picture.naturalHeight];
  if ("videoWidth" in picture) return [picture.videoWidth, picture.videoHeight];
  if ("displayWidth" in picture) return [picture.displayWidth, picture.displayHeight];
  const { width, height } = picture;
  return typeof width === "number" && typeof height === "number" ? [width, height] : [0, 0];
}

/** How often the picture may be halved and still have a pixel for every pixel that is drawn. */
function halvings(
  operation: ImageOperation,
  picture: CanvasImageSource,
  pixelsPerMillimetre: number,
): number {
  const [a, b, c, d] = operation.matrix;
  const [, , width, height] = operation.crop;
  const [across, down] = sizeOf(picture);
  const drawnAcross = Math.hypot(a, b) * pixelsPerMillimetre;
  const drawnDown = Math.hypot(c, d) * pixelsPerMillimetre;
  const reduction = Math.min((across * width) / drawnAcross, (down * height) / drawnDown);
  return Math.max(0, Math.min(16, Math.floor(Math.log2(reduction))));
}

const halves = new WeakMap<CanvasImageSource, OffscreenCanvas>();

/** The picture at 1/2^times of its size; each halving averages two by two pixels, and is kept. */
function halved(picture: CanvasImageSource, times: number): CanvasImageSource {
  const [across, down] = sizeOf(picture);
  if (times === 0 || across < 2 || down < 2) return picture;
  let half = halves.get(picture);
  if (!half) {
    const context = openCanvas(Math.ceil(across / 2), Math.ceil(down / 2));
    context.imageSmoothingQuality = "low";
    context.drawImage(picture, 0, 0, context.canvas.width, context.canvas.height);
    half = context.canvas;
    halves.set(picture, half);
  }
  return halved(half, times - 1);
}

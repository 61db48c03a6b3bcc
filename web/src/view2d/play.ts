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

import { type Matrix, multiply, translation } from "../geometry/matrix";
import type {
  Blend,
  GroupOperation,
  ImageOperation,
  Operation,
  Paint,
  PathOperation,
} from "../layout/operations";
import { type Bounds, commonCache, outline, type PathCache } from "./outline";
import { fillPath, type Palette, strokePath, withOpacity } from "./paint";
import { drawShaded } from "./shadow";
import {
  type Box,
  type Context2D,
  covered,
  coveredByMembers,
  needsSheet,
  release,
  type Sheet,
  shadowInPixels,
  shownWithin,
  takeSheet,
  visible,
  visibleWithShadow,
  withShadow,
} from "./sheets";
import { drawFinely, halved, halvings, sampleFinely, sizeOf, toned } from "./working";

const MOST_FINE_PIXELS = 2 ** 24;

export interface PlayOptions {
  /** Working copies by image id. A picture that is not there yet is left out. */
  readonly images: ReadonlyMap<string, CanvasImageSource>;
  /** Device pixels to a millimetre: tells how far pictures are reduced. It does not scale the drawing. */
  readonly pixelsPerMillimetre: number;
  readonly glyphCache?: PathCache;
  /**
   * Maps the print area's millimetres to the canvas where the context's present transform does not: that of a layer
   * drawn in its own millimetres. Shadows are measured by it, since they do not turn with their layer.
   */
  readonly areaToCanvas?: Matrix;
}

interface Stage {
  readonly images: ReadonlyMap<string, CanvasImageSource>;
  readonly pixelsPerMillimetre: number;
  readonly cache: PathCache;
  readonly areaToCanvas: Matrix;
  /**
   * Draw as the server's previews are, to the bit. Only a canvas on the CPU can; and only there it is wanted, since it
   * takes two to three times as long.
   */
  readonly isExact: boolean;
  /** The pixels that what is drawn can reach: the canvas, less what clips cut away. Sheets are no larger. */
  readonly shown: Bounds;
}

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
  const { images, pixelsPerMillimetre, glyphCache: cache = commonCache } = options;
  const areaToCanvas = options.areaToCanvas ?? transformOf(context);
  const isExact =
    "getContextAttributes" in context && context.getContextAttributes().willReadFrequently === true;
  const shown: Bounds = [0, 0, context.canvas.width, context.canvas.height];
  context.save();
  playAll(context, operations, { images, pixelsPerMillimetre, cache, areaToCanvas, isExact, shown });
  context.restore();
}

function transformOf(context: Context2D): Matrix {
  const { a, b, c, d, e, f } = context.getTransform();
  return [a, b, c, d, e, f];
}

function playAll(context: Context2D, operations: readonly Operation[], stage: Stage): void {
  for (const operation of operations) {
    if (operation.kind === "group") playGroup(context, operation, stage);
    else if (operation.opacity <= 0) continue;
    else if (stage.isExact && (operation.opacity < 1 || showsPicture(operation)))
      playAlone(context, operation, stage);
    else playLeaf(context, operation, stage);
  }
}

/**
 * Exactly: what may be see-through lies on a sheet of its own, where it meets nothing. Pictures are drawn at several
 * times the resolution and halved until they fit, so that they look as they will be printed: bilinear sampling alone
 * blurs what it hardly reduces, and skips pixels of what it nearly halves. A stage that moves has no time for it.
 */
function playAlone(context: Context2D, operation: PathOperation | ImageOperation, stage: Stage): void {
  const toCanvas = transformOf(context);
  const box = visible(covered([operation], toCanvas, stage.areaToCanvas), stage.shown);
  if (isEmpty(box)) return;
  const scale = showsPicture(operation) ? (16 * box.width * box.height <= MOST_FINE_PIXELS ? 4 : 2) : 1;
  let sheet = takeSheet(scale * box.width, scale * box.height);
  sheet.setTransform(...multiply([scale, 0, 0, scale, -scale * box.x, -scale * box.y], toCanvas));
  const pixelsPerMillimetre = scale * stage.pixelsPerMillimetre;
  playLeaf(sheet, { ...operation, opacity: 1 }, { ...stage, pixelsPerMillimetre });
  for (let size = scale; size > 1; size /= 2) sheet = halfOf(sheet, size * box.width, size * box.height);
  sheet.resetTransform();
  layDown(context, sheet, box, operation.opacity, "normal", stage);
  release(sheet);
}

function halfOf(sheet: Sheet, width: number, height: number): Sheet {
  const half = takeSheet(width / 2, height / 2);
  drawFinely(half, sheet.canvas, { x: 0, y: 0, width: width / 2, height: height / 2 }, [width, height]);
  release(sheet);
  return half;
}

function showsPicture(operation: PathOperation | ImageOperation): boolean {
  return (
    operation.kind === "image" || isPattern(operation.fill) || isPattern(operation.stroke?.paint ?? null)
  );
}

function isPattern(paint: Paint | null): boolean {
  return paint !== null && typeof paint !== "string" && paint.kind === "pattern";
}

function playLeaf(context: Context2D, operation: PathOperation | ImageOperation, stage: Stage): void {
  context.save();
  context.transform(...operation.matrix);
  context.globalAlpha *= operation.opacity;
  if (operation.kind === "path") playPath(context, operation, stage);
  else playImage(context, operation, stage);
  context.restore();
}

function playPath(context: Context2D, operation: PathOperation, stage: Stage): void {
  const { images, cache, isExact, pixelsPerMillimetre: scale } = stage;
  const palette: Palette = {
    images,
    cache,
    isExact,
    toPixels: multiply([scale, 0, 0, scale, 0, 0], operation.matrix),
  };
  if (operation.fill !== null) fillPath(context, operation.path, operation.fill, operation.even_odd, palette);
  if (operation.stroke !== null) strokePath(context, operation.path, operation.stroke, palette);
}

function playImage(context: Context2D, operation: ImageOperation, stage: Stage): void {
  const original = stage.images.get(operation.image);
  if (!original) return;
  if (operation.mask) context.clip(outline(operation.mask, stage.cache));
  const full = toned(original, operation.adjustments);
  const picture = halved(full, halvings(reductionOf(operation, full, stage.pixelsPerMillimetre)));
  const [across, down] = sizeOf(picture);
  const [x, y, width, height] = operation.crop;
  sampleFinely(context);
  context.drawImage(picture, x * across, y * down, width * across, height * down, 0, 0, 1, 1);
}

/** Picture pixels to a device pixel, along the side where they are fewer. */
function reductionOf(
  operation: ImageOperation,
  picture: CanvasImageSource,
  pixelsPerMillimetre: number,
): number {
  const [a, b, c, d] = operation.matrix;
  const [, , width, height] = operation.crop;
  const [across, down] = sizeOf(picture);
  const drawnAcross = Math.hypot(a, b) * pixelsPerMillimetre;
  const drawnDown = Math.hypot(c, d) * pixelsPerMillimetre;
  return Math.min((across * width) / drawnAcross, (down * height) / drawnDown);
}

/** The members on a sheet of their own, laid down once; without the sheet where that comes to the same. */
function playGroup(context: Context2D, group: GroupOperation, stage: Stage): void {
  if (group.opacity <= 0) return;
  if (!needsSheet(group)) {
    context.save();
    playMembers(context, group, stage);
    context.restore();
    return;
  }
  const toCanvas = transformOf(context);
  const content = coveredByMembers(group, toCanvas, stage.areaToCanvas);
  if (group.shadow) {
    playShaded(context, group, content, stage);
    return;
  }
  const box = visible(content, stage.shown);
  if (isEmpty(box)) return;
  const sheet = membersOn(box, group, toCanvas, stage);
  layDown(context, sheet, box, group.opacity, group.blend, stage);
  release(sheet);
}

function playMembers(context: Context2D, { clip, operations }: GroupOperation, stage: Stage): void {
  if (!clip) {
    playAll(context, operations, stage);
    return;
  }
  const toCanvas = transformOf(context);
  context.transform(...clip.matrix);
  context.clip(outline(clip.path, stage.cache), clip.even_odd ? "evenodd" : "nonzero");
  context.setTransform(...toCanvas);
  playAll(context, operations, { ...stage, shown: shownWithin(stage.shown, clip, toCanvas) });
}

/** The members, drawn as they would be on the canvas, on a sheet that holds the canvas's `box`. */
function membersOn(box: Box, group: GroupOperation, toCanvas: Matrix, stage: Stage): Sheet {
  const sheet = takeSheet(box.width, box.height);
  const move = translation(-box.x, -box.y);
  const areaToCanvas = multiply(move, stage.areaToCanvas);
  sheet.save();
  sheet.setTransform(...multiply(move, toCanvas));
  playMembers(sheet, group, { ...stage, areaToCanvas, shown: [0, 0, box.width, box.height] });
  sheet.restore();
  return sheet;
}

/**
 * A group with its shadow. The two are laid down as one: drawn at once where nothing else is asked, else first on a
 * second sheet.
 */
function playShaded(context: Context2D, group: GroupOperation, content: Bounds, stage: Stage): void {
  if (!group.shadow) return;
  const shadow = shadowInPixels(group.shadow, stage.areaToCanvas);
  const colour = withOpacity(group.shadow.colour, group.shadow.opacity);
  const box = visibleWithShadow(content, stage.shown, shadow);
  if (isEmpty(box)) return;
  const sheet = membersOn(box, group, transformOf(context), stage);
  if (!stage.isExact && context.globalAlpha * group.opacity === 1 && group.blend === "normal") {
    context.save();
    context.resetTransform();
    drawShaded(context, sheet, box, shadow, colour);
    context.restore();
  } else {
    const whole = visible(withShadow(content, shadow), stage.shown);
    const both = takeSheet(whole.width, whole.height);
    drawShaded(both, sheet, { ...box, x: box.x - whole.x, y: box.y - whole.y }, shadow, colour);
    layDown(context, both, whole, group.opacity, group.blend, stage);
    release(both);
  }
  release(sheet);
}

/**
 * Lays a sheet over the canvas's `box`. To be exact, it is faded first and then drawn through a map that is bent a hair:
 * Chromium's short cut for upright pictures rounds otherwise than the server.
 */
function layDown(
  context: Context2D,
  sheet: Sheet,
  box: Box,
  opacity: number,
  blend: Blend,
  stage: Stage,
): void {
  const { x, y, width, height } = box;
  context.save();
  context.resetTransform();
  context.globalCompositeOperation = blend === "normal" ? "source-over" : blend;
  if (stage.isExact) {
    fade(sheet, context.globalAlpha * opacity);
    context.globalAlpha = 1;
    drawFinely(context, sheet.canvas, box, [width, height]);
  } else {
    context.globalAlpha *= opacity;
    context.drawImage(sheet.canvas, 0, 0, width, height, x, y, width, height);
  }
  context.restore();
}

/** Makes a sheet see-through, so that it can be laid down as it is. */
function fade(sheet: Sheet, opacity: number): void {
  if (opacity === 1) return;
  sheet.globalCompositeOperation = "destination-in";
  sheet.fillStyle = `rgb(0 0 0 / ${opacity})`;
  sheet.fillRect(0, 0, sheet.canvas.width, sheet.canvas.height);
}

function isEmpty({ width, height }: Box): boolean {
  return width <= 0 || height <= 0;
}

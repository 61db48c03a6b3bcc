/**
 * Layout's paints on a canvas. The same rules as `monogram/rendering/paints.py`, which are Canvas2D's own where it has
 * any: straight interpolation of stops, nothing from a gradient without length, opacities of 8 bits.
 */

import {
  determinant,
  invert,
  type Matrix,
  multiply,
  scaling,
  transformPoint,
  translation,
} from "../geometry/matrix";
import type { Path } from "../geometry/path";
import type {
  Arrangement,
  LinearGradient,
  Paint,
  PatternPaint,
  RadialGradient,
  StrokePen,
} from "../layout/operations";
import { Recent } from "../recent";
import { outline, type PathCache } from "./outline";
import { type Context2D, openCanvas, release, takeSheet } from "./sheets";
import { BEND, drawFinely, halved, halvings, sizeOf, toned } from "./working";

const KEPT_CELLS = 4;
const KEPT_COLOURS = 64;
const MOST_CELL_PIXELS = 2 ** 25;
const MOST_HALVINGS = 16;
/**
 * Pixels by which a cell is moved. Where a pattern lies pixel on pixel, Skia's repeated samples fall on either side of a
 * pixel's edge as rounding will have it, and with all their weight.
 */
const NUDGE = 1 / 512;

/** What a paint may need besides itself. */
export interface Palette {
  readonly images: ReadonlyMap<string, CanvasImageSource>;
  /** Maps the units of the path to device pixels, wherever those begin. */
  readonly toPixels: Matrix;
  readonly cache: PathCache;
  /** Draw as the server does, to the bit. */
  readonly isExact: boolean;
}

/** `#rrggbb` with its opacity, rounded half up as the server rounds it. */
export function withOpacity(colour: string, opacity: number): string {
  return (
    colour +
    Math.floor(opacity * 255 + 0.5)
      .toString(16)
      .padStart(2, "0")
  );
}

/** Fills a path of the context's present units. */
export function fillPath(
  context: Context2D,
  path: Path,
  paint: Paint,
  isEvenOdd: boolean,
  palette: Palette,
): void {
  const rule = isEvenOdd ? "evenodd" : "nonzero";
  if (isOval(paint)) {
    context.save();
    context.transform(...paint.matrix);
    context.fillStyle = radial(context, paint, paint.centre, paint.radius);
    context.fill(bent(outline(path, palette.cache), invert(paint.matrix)), rule);
    context.restore();
    return;
  }
  const style = styleOf(context, paint, palette);
  if (style === null) return;
  context.fillStyle = style;
  context.fill(outline(path, palette.cache), rule);
}

/** Strokes a path of the context's present units. */
export function strokePath(context: Context2D, path: Path, pen: StrokePen, palette: Palette): void {
  if (isOval(pen.paint)) {
    strokeOval(context, path, pen, pen.paint, palette);
    return;
  }
  const style = styleOf(context, pen.paint, palette);
  if (style === null) return;
  context.strokeStyle = style;
  context.lineWidth = pen.width;
  context.lineJoin = pen.join;
  context.lineCap = pen.cap;
  context.miterLimit = pen.miter_limit;
  context.stroke(outline(path, palette.cache));
}

/** A pen's width would be bent with the circle. So the stroke is drawn first, and the gradient where it lies. */
function strokeOval(
  context: Context2D,
  path: Path,
  pen: StrokePen,
  paint: RadialGradient,
  palette: Palette,
): void {
  const { width, height } = context.canvas;
  const sheet = takeSheet(width, height);
  sheet.setTransform(context.getTransform());
  strokePath(sheet, path, { ...pen, paint: "#000000" }, palette);
  sheet.globalCompositeOperation = "source-in";
  sheet.transform(...paint.matrix);
  sheet.fillStyle = radial(sheet, paint, paint.centre, paint.radius);
  const whole = new Path2D();
  whole.rect(0, 0, width, height);
  const { a, b, c, d, e, f } = sheet.getTransform();
  sheet.fill(bent(whole, invert([a, b, c, d, e, f])));
  context.save();
  context.resetTransform();
  context.drawImage(sheet.canvas, 0, 0, width, height, 0, 0, width, height);
  context.restore();
  release(sheet);
}

function bent(path: Path2D, matrix: Matrix): Path2D {
  const [a, b, c, d, e, f] = matrix;
  const made = new Path2D();
  made.addPath(path, { a, b, c, d, e, f });
  return made;
}

/** What a canvas fills or strokes with; null where it would paint nothing. */
function styleOf(
  context: Context2D,
  paint: Paint,
  palette: Palette,
): string | CanvasGradient | CanvasPattern | null {
  if (typeof paint === "string") {
    return palette.isExact && context.globalAlpha === 1 ? solid(context, paint) : paint;
  }
  if (determinant(paint.matrix) === 0) return null;
  if (paint.kind === "linear") return linear(context, paint);
  if (paint.kind === "pattern") return pattern(context, paint, palette);
  const [a, b] = paint.matrix;
  return radial(
    context,
    paint,
    transformPoint(paint.matrix, ...paint.centre),
    paint.radius * Math.hypot(a, b),
  );
}

const solids = new Recent<string, CanvasGradient>(KEPT_COLOURS);

/** A colour as a gradient: Chromium then blends it in Skia's general pipeline, where the server rounds alike. */
function solid(context: Context2D, colour: string): CanvasGradient {
  return solids.get(colour, () => {
    const gradient = context.createLinearGradient(0, 0, 1, 0);
    gradient.addColorStop(0, colour);
    gradient.addColorStop(1, colour);
    return gradient;
  });
}

/** A gradient whose circles are ellipses in the path's space, where a canvas draws circles alone. */
function isOval(paint: Paint): paint is RadialGradient {
  if (typeof paint === "string" || paint.kind !== "radial" || determinant(paint.matrix) === 0) return false;
  const [a, b, c, d] = paint.matrix;
  const size = a * a + b * b;
  return Math.abs(size - c * c - d * d) > 1e-9 * size || Math.abs(a * c + b * d) > 1e-9 * size;
}

function radial(
  context: Context2D,
  paint: RadialGradient,
  [x, y]: readonly [number, number],
  radius: number,
): CanvasGradient {
  return withStops(context.createRadialGradient(x, y, 0, x, y, radius), paint);
}

/**
 * The line whose perpendiculars are the gradient's lines of one colour. Those are mapped by the matrix, but what
 * stands upright on them is not.
 */
function linear(context: Context2D, paint: LinearGradient): CanvasGradient {
  const [x, y] = transformPoint(paint.matrix, ...paint.start);
  const along = [paint.end[0] - paint.start[0], paint.end[1] - paint.start[1]] as const;
  const length = along[0] ** 2 + along[1] ** 2;
  if (length === 0) return withStops(context.createLinearGradient(x, y, x, y), paint);
  const [a, b, c, d] = invert(paint.matrix);
  const rise = [(a * along[0] + b * along[1]) / length, (c * along[0] + d * along[1]) / length] as const;
  const steepness = rise[0] ** 2 + rise[1] ** 2;
  return withStops(
    context.createLinearGradient(x, y, x + rise[0] / steepness, y + rise[1] / steepness),
    paint,
  );
}

function withStops(gradient: CanvasGradient, { stops }: LinearGradient | RadialGradient): CanvasGradient {
  for (const { offset, colour, opacity } of stops)
    gradient.addColorStop(offset, withOpacity(colour, opacity));
  return gradient;
}

const cells = new WeakMap<CanvasImageSource, Recent<string, HTMLCanvasElement>>();

/** The picture again and again; null while it is not there yet. */
function pattern(context: Context2D, paint: PatternPaint, palette: Palette): CanvasPattern | null {
  const original = palette.images.get(paint.image);
  if (!original) return null;
  const cell = cellFor(original, paint, multiply(palette.toPixels, paint.matrix));
  const made = context.createPattern(cell, "repeat");
  const [columns, rows] = picturesInCell(paint.arrangement);
  const stretch = scaling(
    (columns * (1 + paint.gap[0])) / cell.width,
    (rows * (1 + paint.gap[1])) / cell.height,
  );
  const bent = multiply(multiply(paint.matrix, [1, BEND, 0, 1, 0, 0]), stretch);
  const [a, b, c, d, e, f] = multiply(bent, translation(NUDGE, NUDGE));
  made?.setTransform({ a, b, c, d, e, f });
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "low";
  return made;
}

function cellFor(original: CanvasImageSource, paint: PatternPaint, [a, b, c, d]: Matrix): HTMLCanvasElement {
  const full = toned(original, paint.adjustments);
  const [across, down] = sizeOf(full);
  let times = halvings(Math.min(across / Math.hypot(a, b), down / Math.hypot(c, d)));
  while (times < MOST_HALVINGS && cellPixels(halved(full, times), paint) > MOST_CELL_PIXELS) times++;
  const picture = halved(full, times);
  let known = cells.get(picture);
  if (!known) {
    known = new Recent(KEPT_CELLS);
    cells.set(picture, known);
  }
  return known.get(JSON.stringify([paint.gap, paint.arrangement]), () => composed(picture, paint));
}

/** How many pictures lie side by side and above each other before all repeats. */
function picturesInCell(arrangement: Arrangement): readonly [number, number] {
  return arrangement === "grid" ? [1, 1] : arrangement === "brick" ? [1, 2] : [2, 1];
}

/** From one picture to the next, in whole pixels. */
function stepOf(picture: CanvasImageSource, gap: readonly [number, number]): [number, number] {
  const [width, height] = sizeOf(picture);
  return [width + Math.floor(width * gap[0] + 0.5), height + Math.floor(height * gap[1] + 0.5)];
}

function cellPixels(picture: CanvasImageSource, { gap, arrangement }: PatternPaint): number {
  const [across, down] = stepOf(picture, gap);
  const [columns, rows] = picturesInCell(arrangement);
  return across * columns * down * rows;
}

/** One cell. The picture that is shifted by half a step is drawn twice, since it reaches over the cell's edge. */
function composed(picture: CanvasImageSource, { gap, arrangement }: PatternPaint): HTMLCanvasElement {
  const [across, down] = stepOf(picture, gap);
  const [columns, rows] = picturesInCell(arrangement);
  const context = openCanvas(across * columns, down * rows);
  const size = { width: across / (1 + gap[0]), height: down / (1 + gap[1]) };
  // Added, since half a step may be half a pixel: two pictures then share a row, half of it each.
  context.globalCompositeOperation = "lighter";
  drawFinely(context, picture, { x: 0, y: 0, ...size });
  if (arrangement === "brick") {
    drawFinely(context, picture, { x: across / 2, y: down, ...size });
    drawFinely(context, picture, { x: -across / 2, y: down, ...size });
  } else if (arrangement === "half-drop") {
    drawFinely(context, picture, { x: across, y: down / 2, ...size });
    drawFinely(context, picture, { x: across, y: -down / 2, ...size });
  }
  return context.canvas;
}

/** What a design puts on a print area: every path and picture with the ink that lays it down and the box it fills. */

import { IDENTITY, type Matrix, transformPoint } from "../geometry/matrix";
import { type Bounds, outlineBounds, type Path } from "../geometry/path";
import type {
  Clip,
  ImageOperation,
  Ink,
  Operation,
  Paint,
  PathOperation,
  PatternPaint,
} from "../layout/operations";

/** A path or a picture of a layer, with what its groups make of it. */
export interface Mark {
  readonly operation: PathOperation | ImageOperation;
  readonly ink: Ink;
  /** The box outside which nothing of it is drawn, in mm of the area. */
  readonly clip: Bounds | null;
}

/** What an unmasked picture fills. */
const SQUARE: Path = [["M", 0, 0], ["L", 1, 0], ["L", 1, 1], ["L", 0, 1], ["Z"]];
const NOTHING: Bounds = [0, 0, 0, 0];

/** Every path and picture, however deep, in drawing order. */
function marksOf(operations: readonly Operation[], ink: Ink = "process", clip: Bounds | null = null): Mark[] {
  return operations.flatMap((operation) => {
    if (operation.kind !== "group") return [{ operation, ink, clip }];
    const inner = operation.ink === "process" ? ink : operation.ink;
    return marksOf(operation.operations, inner, clipped(clip, operation.clip));
  });
}

/** What a path is painted with. */
export function paintsOf({ fill, stroke }: PathOperation): Paint[] {
  return [fill, stroke?.paint ?? null].filter((paint) => paint !== null);
}

export function isPattern(paint: Paint): paint is PatternPaint {
  return typeof paint === "object" && paint.kind === "pattern";
}

/** All marks of one layer, members of groups each for themselves; of the background where `layer` is empty. */
export interface Piece {
  readonly layer: string;
  readonly marks: readonly Mark[];
  /** What lays it down. */
  readonly ink: Ink;
  /** In mm of the area, pens included; null where nothing shows. */
  readonly box: Bounds | null;
  /** Its colour, where it is nothing but a plain rectangle. */
  readonly sheet: string | null;
}

/** By layer, in drawing order. */
export function piecesOf(operations: readonly Operation[]): Map<string, Piece> {
  const byLayer = new Map<string, Mark[]>();
  for (const mark of marksOf(operations)) {
    const marks = byLayer.get(mark.operation.layer);
    if (marks) marks.push(mark);
    else byLayer.set(mark.operation.layer, [mark]);
  }
  const pieces = [...byLayer].map(([layer, marks]): [string, Piece] => {
    const ink = marks[0]?.ink ?? "process";
    return [layer, { layer, marks, ink, box: boxAround(marks), sheet: sheetColour(marks) }];
  });
  return new Map(pieces);
}

function sheetColour([mark, ...others]: readonly Mark[]): string | null {
  if (others.length > 0 || mark?.operation.kind !== "path" || !isQuad(mark.operation.path)) return null;
  return typeof mark.operation.fill === "string" ? mark.operation.fill : null;
}

interface Rough {
  readonly within: Bounds;
  readonly mark: Mark;
}

/** A glyph lies within its mapped box: few have to be measured to know that the others reach no further. */
function boxAround(marks: readonly Mark[]): Bounds | null {
  let box: Bounds | null = null;
  const rough: Rough[] = [];
  for (const mark of marks) {
    const { operation } = mark;
    if (operation.kind === "image" || !operation.glyph) {
      box = joined(box, shown(measured(operation), mark));
      continue;
    }
    const own = glyphBox(operation.path);
    const within = shown(own && mapped(own, operation.matrix), mark);
    if (within) rough.push({ within, mark });
  }
  for (const { within, mark } of [...outermost(rough), ...rough]) {
    if (holds(box, within)) continue;
    const { matrix } = mark.operation;
    const isUpright = matrix[1] === 0 && matrix[2] === 0;
    box = joined(box, isUpright ? within : shown(measured(mark.operation), mark));
  }
  return box;
}

/** Those that reach furthest to each side. */
function outermost(rough: readonly Rough[]): Rough[] {
  const furthest = (reach: (bounds: Bounds) => number) =>
    rough.reduce((best, one) => (reach(one.within) > reach(best.within) ? one : best));
  if (rough.length === 0) return [];
  return [
    furthest((one) => -one[0]),
    furthest((one) => -one[1]),
    furthest((one) => one[2]),
    furthest((one) => one[3]),
  ];
}

/** Boxes of glyphs in their own units: outlines are made once, and measured once. */
const glyphBoxes = new WeakMap<Path, Bounds | null>();

function glyphBox(path: Path): Bounds | null {
  let own = glyphBoxes.get(path);
  if (own === undefined) {
    own = outlineBounds(path, IDENTITY);
    glyphBoxes.set(path, own);
  }
  return own;
}

function measured(operation: PathOperation | ImageOperation): Bounds | null {
  return outlineBounds(
    operation.kind === "path" ? operation.path : (operation.mask ?? SQUARE),
    operation.matrix,
  );
}

/** A box with the pen around its outline, cut to the clip. */
function shown(bounds: Bounds | null, { operation, clip }: Mark): Bounds | null {
  const pen = operation.kind === "path" ? operation.stroke : null;
  return common(bounds && pen ? widened(bounds, pen.width / 2, operation.matrix) : bounds, clip);
}

/** Whether a box lies within another, but for `slack`. */
export function holds(outer: Bounds | null, inner: Bounds, slack = 0): boolean {
  return (
    outer !== null &&
    outer[0] <= inner[0] + slack &&
    outer[1] <= inner[1] + slack &&
    outer[2] >= inner[2] - slack &&
    outer[3] >= inner[3] - slack
  );
}

function joined(box: Bounds | null, other: Bounds | null): Bounds | null {
  if (!box || !other) return box ?? other;
  return [
    Math.min(box[0], other[0]),
    Math.min(box[1], other[1]),
    Math.max(box[2], other[2]),
    Math.max(box[3], other[3]),
  ];
}

/** The box around a mapped box. */
export function mapped([left, top, right, bottom]: Bounds, matrix: Matrix): Bounds {
  const corners = [
    transformPoint(matrix, left, top),
    transformPoint(matrix, right, top),
    transformPoint(matrix, right, bottom),
    transformPoint(matrix, left, bottom),
  ];
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** A box around an outline, and around the pen that follows it: a circle, which `matrix` makes an ellipse. */
function widened(bounds: Bounds, radius: number, [a, b, c, d]: Matrix): Bounds {
  const across = radius * Math.sqrt(a * a + c * c);
  const down = radius * Math.sqrt(b * b + d * d);
  return [bounds[0] - across, bounds[1] - down, bounds[2] + across, bounds[3] + down];
}

function clipped(outer: Bounds | null, clip: Clip | null): Bounds | null {
  if (!clip) return outer;
  const inner = outlineBounds(clip.path, clip.matrix) ?? NOTHING;
  return outer ? (common(inner, outer) ?? NOTHING) : inner;
}

/** What two boxes have in common; null where they have nothing. */
function common(bounds: Bounds | null, clip: Bounds | null): Bounds | null {
  if (!bounds || !clip) return bounds;
  const left = Math.max(bounds[0], clip[0]);
  const top = Math.max(bounds[1], clip[1]);
  const right = Math.min(bounds[2], clip[2]);
  const bottom = Math.min(bounds[3], clip[3]);
  return left < right && top < bottom ? [left, top, right, bottom] : null;
}

/** Whether a path is four straight sides. */
export function isQuad(path: Path): boolean {
  return path.length === 5 && path.map(([command]) => command).join("") === "MLLLZ";
}

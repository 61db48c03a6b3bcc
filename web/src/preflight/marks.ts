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
export function marksOf(
  operations: readonly Operation[],
  ink: Ink = "process",
  clip: Bounds | null = null,
): Mark[] {
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

/** The box around marks in mm of the area, pens included; null where nothing shows. */
export function boxOf(marks: readonly Mark[]): Bounds | null {
  let whole: Bounds | null = null;
  for (const mark of marks) {
    const box = boxOfOne(mark);
    if (!box) continue;
    whole = whole
      ? [
          Math.min(whole[0], box[0]),
          Math.min(whole[1], box[1]),
          Math.max(whole[2], box[2]),
          Math.max(whole[3], box[3]),
        ]
      : box;
  }
  return whole;
}

function boxOfOne({ operation, clip }: Mark): Bounds | null {
  if (operation.kind === "image")
    return common(outlineBounds(operation.mask ?? SQUARE, operation.matrix), clip);
  const bounds = pathBounds(operation);
  const { stroke, matrix } = operation;
  return common(bounds && stroke ? widened(bounds, stroke.width / 2, matrix) : bounds, clip);
}

/** Boxes of glyphs in their own units: outlines are made once, and measured once. */
const glyphBoxes = new WeakMap<Path, Bounds | null>();

/** An upright glyph's box is its own box, mapped; a turned one's has to be measured. */
function pathBounds({ path, matrix, glyph }: PathOperation): Bounds | null {
  if (!glyph || matrix[1] !== 0 || matrix[2] !== 0) return outlineBounds(path, matrix);
  let own = glyphBoxes.get(path);
  if (own === undefined) {
    own = outlineBounds(path, IDENTITY);
    glyphBoxes.set(path, own);
  }
  return own && mapped(own, matrix);
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
  return path.map(([command]) => command).join("") === "MLLLZ";
}

/** Inks: can the process make these lines, tones and colours, and does the product offer what lays them down? */

import type { Layer } from "../document/types";
import { determinant, IDENTITY, stretches } from "../geometry/matrix";
import { outlineBounds } from "../geometry/path";
import type { Adjustment, Operation, Paint, PathOperation } from "../layout/operations";
import { isPattern, type Mark, paintsOf } from "./marks";
import { INKS, PROCESSES } from "./rules";
import { roundedDown, TOLERANCE, type Verdicts } from "./values";

const HUNDREDTHS = 100;

/** The thinnest line or bar of a layer. Letters count by their outline only: their stems are the font's affair. */
export function checkLines(layer: Layer, marks: readonly Mark[], verdicts: Verdicts): void {
  const needed = verdicts.spec.thinnestLine;
  let width = Number.POSITIVE_INFINITY;
  for (const mark of marks) width = Math.min(width, lineWidth(mark) ?? width);
  if (width < needed - TOLERANCE) {
    verdicts.add("thin_line", layer.id, { width: roundedDown(width, HUNDREDTHS), needed });
  }
}

function lineWidth({ operation, ink }: Mark): number | null {
  if (operation.kind === "image" || ink === "cut") return null;
  const pen = operation.stroke ? operation.stroke.width * stretches(operation.matrix)[1] : 0;
  // The letter lies on the inner half of its outline.
  if (operation.glyph) return pen > 0 ? pen / 2 : null;
  if (operation.fill === null) return pen;
  const bar = thickness(operation);
  return bar <= TOLERANCE ? null : bar + pen;
}

/** The shorter way across the parallelogram that a path's own box becomes, in mm. */
function thickness({ path, matrix }: PathOperation): number {
  const bounds = outlineBounds(path, IDENTITY);
  if (!bounds) return 0;
  const [a, b, c, d] = matrix;
  const area = Math.abs(determinant(matrix));
  const across = ((bounds[2] - bounds[0]) * area) / Math.sqrt(c * c + d * d);
  const down = ((bounds[3] - bounds[1]) * area) / Math.sqrt(a * a + b * b);
  return Math.min(across, down);
}

/** Whether a layer needs tones where the process makes flat colours. */
export function checkTones(layer: string | null, operations: readonly Operation[], verdicts: Verdicts): void {
  if (!PROCESSES[verdicts.spec.process]?.tones && operations.some(hasTones)) {
    verdicts.add("continuous_tone", layer);
  }
}

function hasTones(operation: Operation): boolean {
  if (operation.kind === "group") {
    if (operation.ink !== "process") return false;
    const { shadow } = operation;
    const blurs = shadow !== null && (shadow.blur > 0 || shadow.opacity < 1);
    return (
      blurs || operation.opacity < 1 || operation.blend !== "normal" || operation.operations.some(hasTones)
    );
  }
  if (operation.opacity < 1) return true;
  if (operation.kind === "image") return thresholded(operation.adjustments).length === 0;
  return paintsOf(operation).some(paintHasTones);
}

function paintHasTones(paint: Paint): boolean {
  if (isPattern(paint)) return thresholded(paint.adjustments).length === 0;
  return typeof paint !== "string";
}

/** How many flat colours a print area has; what is made of tones is not counted. */
export function checkColours(operations: readonly Operation[], verdicts: Verdicts): void {
  const most = verdicts.spec.mostColours;
  const colours = new Set(operations.flatMap(coloursOf));
  colours.delete(PROCESSES[verdicts.spec.process]?.paper ?? "");
  if (most !== null && colours.size > most) {
    verdicts.add("too_many_colours", null, { colours: colours.size, most });
  }
}

function coloursOf(operation: Operation): string[] {
  if (operation.kind === "image") return thresholded(operation.adjustments);
  if (operation.kind === "path") {
    return paintsOf(operation).flatMap((paint) => {
      if (isPattern(paint)) return thresholded(paint.adjustments);
      return typeof paint === "string" ? [paint] : [];
    });
  }
  if (operation.ink !== "process") return [];
  const inner = operation.operations.flatMap(coloursOf);
  return operation.shadow ? [...inner, operation.shadow.colour] : inner;
}

/** The two colours that are left of a picture after its last threshold; none if it keeps its tones. */
function thresholded(adjustments: readonly Adjustment[]): string[] {
  const last = adjustments.findLastIndex(({ threshold }) => threshold !== null);
  if (last < 0) return [];
  return [0, 255].map((value) => adjusted(value, adjustments.slice(last + 1)));
}

function adjusted(value: number, adjustments: readonly Adjustment[]): string {
  let [red, green, blue] = [value, value, value];
  for (const { matrix: m } of adjustments) {
    if (!m) continue;
    const row = (at: number) =>
      (m[at] as number) * red +
      (m[at + 1] as number) * green +
      (m[at + 2] as number) * blue +
      (m[at + 3] as number);
    const sums = [row(0), row(4), row(8)] as const;
    [red, green, blue] = [whole(sums[0]), whole(sums[1]), whole(sums[2])];
  }
  return `#${[red, green, blue].map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

function whole(value: number): number {
  return Math.min(255, Math.max(0, Math.floor(value + 0.5)));
}

/** Whether what lays a layer down is on offer. */
export function checkInk({ id, ink }: Layer, verdicts: Verdicts): void {
  if (ink !== "process" && !verdicts.spec.inks.includes(ink))
    verdicts.add("ink", id, { ink, name: INKS[ink] });
}

/**
 * The sheets that groups are drawn on: whether one is needed, and how large it is. The same rules as
 * `monogram/rendering/sheets.py`.
 */

import { type Matrix, multiply, transformPoint } from "../geometry/matrix";
import { outlineBounds } from "../geometry/path";
import type { Clip, GroupOperation, Operation, Shadow, StrokePen } from "../layout/operations";
import { type Bounds, controlBounds } from "./outline";

export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
export type Sheet = CanvasRenderingContext2D;

/** Whole pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Offset and standard deviation in pixels. */
export interface PixelShadow {
  readonly dx: number;
  readonly dy: number;
  readonly sigma: number;
}

/**
 * An empty canvas on the CPU, where edges are anti-aliased as on the server. An element of the page and no
 * `OffscreenCanvas`: Chromium cuts those with hard edges where a path is clipped.
 */
export function openCanvas(width: number, height: number): Sheet {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("This browser gives no canvas to draw on");
  return context;
}

const MOST_IDLE = 4;
const STEP = 128;
const idle: Sheet[] = [];

/** A clear sheet of at least this size: the smallest of those that lie idle, or a new one. Give it back with `release`. */
export function takeSheet(width: number, height: number): Sheet {
  const [found] = idle
    .filter(({ canvas }) => canvas.width >= width && canvas.height >= height)
    .sort((one, other) => one.canvas.width * one.canvas.height - other.canvas.width * other.canvas.height);
  if (found) idle.splice(idle.indexOf(found), 1);
  const sheet = found ?? openCanvas(Math.ceil(width / STEP) * STEP, Math.ceil(height / STEP) * STEP);
  sheet.save();
  // One pixel more: drawn between pixels, Chromium's sampling reaches beyond the part that it is told to draw.
  if (found) sheet.clearRect(0, 0, width + 1, height + 1);
  // Where an outline is cut, its edge is anti-aliased otherwise: so it is cut where the canvas would have cut it.
  sheet.beginPath();
  sheet.rect(0, 0, width, height);
  sheet.clip();
  return sheet;
}

export function release(sheet: Sheet): void {
  sheet.restore();
  idle.push(sheet);
  if (idle.length > MOST_IDLE) idle.shift();
}

/**
 * Whether the group looks other than its members drawn where they belong, one after the other. A member's blend mode
 * meets the other members alone, so it needs the sheet too.
 */
export function needsSheet(group: GroupOperation): boolean {
  return group.opacity < 1 || group.blend !== "normal" || group.shadow !== null || blends(group.operations);
}

/** Whether something in the list meets what lies below it other than by covering it. */
export function blends(operations: readonly Operation[]): boolean {
  return operations.some(
    (operation) =>
      operation.kind === "group" && (operation.blend !== "normal" || blends(operation.operations)),
  );
}

/** What the operations may cover, in pixels. Shadows within are measured by `areaToCanvas`. */
export function covered(operations: readonly Operation[], toCanvas: Matrix, areaToCanvas: Matrix): Bounds {
  let bounds = NOTHING;
  for (const operation of operations)
    bounds = joined(bounds, coveredByOne(operation, toCanvas, areaToCanvas));
  return bounds;
}

/** What the members of a group may cover within its clip, without its shadow. */
export function coveredByMembers(group: GroupOperation, toCanvas: Matrix, areaToCanvas: Matrix): Bounds {
  const members = covered(group.operations, toCanvas, areaToCanvas);
  if (!group.clip) return members;
  const { path, matrix } = group.clip;
  return common(members, grown(mapped(controlBounds(path), multiply(toCanvas, matrix)), MARGIN));
}

/**
 * Room for anti-aliasing, in pixels. A hair less than one: what ends on a whole pixel is not to end beside it because the
 * server reckons in other floats; sheets begin at the same pixel in both.
 */
const MARGIN = 0.999;
const NOTHING: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
const UNIT_SQUARE: Bounds = [0, 0, 1, 1];

function coveredByOne(operation: Operation, toCanvas: Matrix, areaToCanvas: Matrix): Bounds {
  if (operation.kind === "group") {
    const inner = coveredByMembers(operation, toCanvas, areaToCanvas);
    return operation.shadow ? withShadow(inner, shadowInPixels(operation.shadow, areaToCanvas)) : inner;
  }
  const box = operation.kind === "image" ? UNIT_SQUARE : controlBounds(operation.path);
  const reach = operation.kind === "path" && operation.stroke ? reachOf(operation.stroke) : 0;
  return grown(mapped(grown(box, reach), multiply(toCanvas, operation.matrix)), MARGIN);
}

/** How far a stroke's ink may lie from its outline, in path units. */
function reachOf({ width, join, cap, miter_limit }: StrokePen): number {
  return (width / 2) * Math.max(join === "miter" ? miter_limit : 1, cap === "square" ? Math.SQRT2 : 1);
}

export function shadowInPixels(shadow: Shadow, [a, b, c, d]: Matrix): PixelShadow {
  return {
    dx: a * shadow.dx + c * shadow.dy,
    dy: b * shadow.dx + d * shadow.dy,
    sigma: shadow.blur * Math.sqrt(Math.abs(a * d - b * c)),
  };
}

/** A box with that of its shadow. */
export function withShadow(box: Bounds, { dx, dy, sigma }: PixelShadow): Bounds {
  const [left, top, right, bottom] = grown(box, 3 * sigma);
  return joined(box, [left + dx, top + dy, right + dx, bottom + dy]);
}

/** The part of a box that is shown, in whole pixels. */
export function visible(box: Bounds, shown: Bounds): Box {
  return wholePixels(common(box, shown));
}

/** What must be drawn of a box for its shadow to be whole where it is shown. */
export function visibleWithShadow(box: Bounds, shown: Bounds, shadow: PixelShadow): Box {
  return wholePixels(common(box, withShadow(shown, { ...shadow, dx: -shadow.dx, dy: -shadow.dy })));
}

/** What a clip leaves of what is shown, in whole pixels. */
export function shownWithin(shown: Bounds, { path, matrix }: Clip, toCanvas: Matrix): Bounds {
  const [left, top, right, bottom] = outlineBounds(path, multiply(toCanvas, matrix)) ?? NOTHING;
  return common(shown, [Math.floor(left), Math.floor(top), Math.ceil(right), Math.ceil(bottom)]);
}

function wholePixels([left, top, right, bottom]: Bounds): Box {
  const [x, y] = [Math.floor(left), Math.floor(top)];
  return { x, y, width: Math.ceil(right) - x, height: Math.ceil(bottom) - y };
}

function common(one: Bounds, other: Bounds): Bounds {
  return [
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
    Math.min(one[2], other[2]),
    Math.min(one[3], other[3]),
  ];
}

function joined(one: Bounds, other: Bounds): Bounds {
  return [
    Math.min(one[0], other[0]),
    Math.min(one[1], other[1]),
    Math.max(one[2], other[2]),
    Math.max(one[3], other[3]),
  ];
}

function grown([left, top, right, bottom]: Bounds, by: number): Bounds {
  return [left - by, top - by, right + by, bottom + by];
}

function mapped([left, top, right, bottom]: Bounds, matrix: Matrix): Bounds {
  if (left > right) return NOTHING;
  const corners = [
    transformPoint(matrix, left, top),
    transformPoint(matrix, right, top),
    transformPoint(matrix, left, bottom),
    transformPoint(matrix, right, bottom),
  ];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

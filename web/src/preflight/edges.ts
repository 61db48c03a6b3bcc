/**
 * Edges: does something lie where the cutter may take it, or stop where it should run on?
 *
 * Sides are measured from the trim outwards: 0 on it, above 0 in the bleed, below 0 inside.
 */

import type { Layer } from "../document/types";
import { transformPoint } from "../geometry/matrix";
import type { Bounds } from "../geometry/path";
import { isQuad, type Mark } from "./marks";
import { type AreaSpec, roundedUp, type Verdicts } from "./values";

/** In mm: what no eye sees and no cutter keeps. */
export const SLACK = 0.05;
/** In mm: what ends so close inside the trim is meant to reach it. */
const NEAR = 1;
const TENTHS = 10;

type Point = readonly [number, number];

/** At most one verdict on where a layer lies. A line for the cutter may lie anywhere. */
export function checkEdges(
  layer: Layer,
  marks: readonly Mark[],
  box: Bounds | null,
  verdicts: Verdicts,
): void {
  const { width, height } = verdicts.spec;
  if (!box || marks.every((mark) => mark.ink === "cut")) return;
  const [left, top, right, bottom] = box;
  if (right <= SLACK || bottom <= SLACK || left >= width - SLACK || top >= height - SLACK) {
    verdicts.add("outside_area", layer.id);
    return;
  }
  const sides = [-left, -top, right - width, bottom - height];
  if (layer.type === "text" || layer.type === "code") checkWords(layer, Math.max(...sides), verdicts);
  else checkFigure(layer, marks, sides, verdicts);
}

function checkWords(layer: Layer, furthest: number, verdicts: Verdicts): void {
  const over = furthest + verdicts.spec.safe_margin;
  if (over > SLACK) verdicts.add("text_safe_area", layer.id, { over: roundedUp(over, TENTHS) });
}

/** What runs on through the bleed is cut on purpose; what ends near the trim is not. */
function checkFigure(
  layer: Layer,
  marks: readonly Mark[],
  sides: readonly number[],
  verdicts: Verdicts,
): void {
  const { spec } = verdicts;
  const open = sides.filter((side) => side < spec.bleed - SLACK);
  const short = open.filter((side) => spec.bleed > 0 && side >= -NEAR).map((side) => spec.bleed - side);
  const gap = open.length === 0 ? cornerGap(marks, spec) : 0;
  if (gap > SLACK) short.push(gap);
  if (short.length > 0) {
    verdicts.add("bleed", layer.id, { short: roundedUp(Math.max(...short), TENTHS) });
    return;
  }
  const over = Math.max(0, ...open.map((side) => side + spec.safe_margin));
  if (over > SLACK) verdicts.add("safe_area", layer.id, { over: roundedUp(over, TENTHS) });
}

/** How far a turned picture or rectangle that covers the whole trim fails to reach a corner of the bleed, in mm. */
function cornerGap(marks: readonly Mark[], spec: AreaSpec): number {
  const quad = quadOf(marks);
  if (!quad) return 0;
  const furthest = (bleed: number) =>
    Math.max(...corners(spec, bleed).map((corner) => outside(quad, corner)));
  return furthest(0) <= SLACK ? furthest(spec.bleed) : 0;
}

/** The corners of a layer that is one parallelogram. */
function quadOf(marks: readonly Mark[]): Point[] | null {
  const [mark] = marks;
  if (!mark || marks.length !== 1 || mark.clip) return null;
  const { operation } = mark;
  if (operation.kind === "image") {
    const square: Point[] = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ];
    return operation.mask ? null : square.map(([x, y]) => transformPoint(operation.matrix, x, y));
  }
  if (operation.fill === null || !isQuad(operation.path)) return null;
  return operation.path
    .slice(0, 4)
    .map((segment) => transformPoint(operation.matrix, segment[1] as number, segment[2] as number));
}

function corners({ width, height }: AreaSpec, bleed: number): Point[] {
  const right = width + bleed;
  const bottom = height + bleed;
  return [
    [-bleed, -bleed],
    [right, -bleed],
    [right, bottom],
    [-bleed, bottom],
  ];
}

/** How far a point lies outside a parallelogram, in mm; below 0 inside. */
function outside(quad: readonly Point[], point: Point): number {
  const [first, second, third] = quad as [Point, Point, Point];
  const sign = cross(first, second, third) >= 0 ? 1 : -1;
  const reaches = quad.flatMap((start, index) => {
    const end = quad[(index + 1) % 4] as Point;
    const length = distance(start, end);
    return length > 0 ? [(-sign * cross(start, end, point)) / length] : [];
  });
  return reaches.length > 0 ? Math.max(...reaches) : 0;
}

function cross(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

function distance(a: Point, b: Point): number {
  const across = b[0] - a[0];
  const down = b[1] - a[1];
  return Math.sqrt(across * across + down * down);
}

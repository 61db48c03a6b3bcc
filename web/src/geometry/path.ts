/**
 * Outlines as plain data: lists of segments, as HarfBuzz gives them and as Canvas2D takes them.
 *
 * A path is filled by the nonzero winding rule. Quadratic and cubic curves stay what they are; nothing is flattened.
 * Mirrors `src/monogram/geometry/paths.py`.
 */

import { type Matrix, transformPoint } from "./matrix";

export type Segment =
  | readonly ["M", number, number]
  | readonly ["L", number, number]
  | readonly ["Q", number, number, number, number]
  | readonly ["C", number, number, number, number, number, number]
  | readonly ["Z"];

export type Path = readonly Segment[];

/** Left, top, right, bottom. */
export type Bounds = readonly [number, number, number, number];

/**
 * The tightest upright box around the outline once `matrix` has mapped it; null where nothing is drawn. Curves count
 * by their extremes, not by their control points.
 */
export function outlineBounds(path: Path, matrix: Matrix): Bounds | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  let [x, y, startX, startY] = [0, 0, 0, 0];
  for (const segment of path) {
    if (segment[0] === "Z") {
      [x, y] = [startX, startY];
      continue;
    }
    const across: number[] = [x];
    const down: number[] = [y];
    for (let index = 1; index < segment.length; index += 2) {
      const point = transformPoint(matrix, segment[index] as number, segment[index + 1] as number);
      across.push(point[0]);
      down.push(point[1]);
    }
    [x, y] = [across.at(-1) as number, down.at(-1) as number];
    if (segment[0] === "M") {
      [startX, startY] = [x, y];
      continue;
    }
    const [west, east] = reach(across);
    const [north, south] = reach(down);
    [left, top, right, bottom] = [
      Math.min(left, west),
      Math.min(top, north),
      Math.max(right, east),
      Math.max(bottom, south),
    ];
  }
  return left <= right ? [left, top, right, bottom] : null;
}

/** The least and the largest coordinate along a line, a quadratic or a cubic. */
function reach(points: readonly number[]): [number, number] {
  const [p0 = 0, p1 = 0, p2 = 0, p3 = 0] = points;
  const end = points.at(-1) as number;
  const low = Math.min(p0, end);
  const high = Math.max(p0, end);
  if (points.every((point) => low <= point && point <= high)) return [low, high];
  const values =
    points.length === 3
      ? [quadratic(p0, p1, p2, ratio(p0 - p1, p0 - 2 * p1 + p2))]
      : turns(p0, p1, p2, p3).map((t) => cubic(p0, p1, p2, p3, t));
  return [Math.min(low, ...values), Math.max(high, ...values)];
}

/** A parameter within 0…1; 0 where there is none. */
function ratio(over: number, under: number): number {
  const t = under !== 0 ? over / under : 0;
  return t > 0 && t < 1 ? t : 0;
}

/** Where a cubic's coordinate turns back, as parameters within 0…1; 0 for one that is not there. */
function turns(p0: number, p1: number, p2: number, p3: number): [number, number] {
  const a = p3 - 3 * p2 + 3 * p1 - p0;
  const b = 2 * (p2 - 2 * p1 + p0);
  const c = p1 - p0;
  if (a === 0) return [ratio(-c, b), 0];
  const root = b * b - 4 * a * c;
  if (root < 0) return [0, 0];
  // The stable pair of roots: what is subtracted has always the other sign.
  const q = -(b + (b < 0 ? -1 : 1) * Math.sqrt(root)) / 2;
  return [ratio(q, a), ratio(c, q)];
}

function quadratic(p0: number, p1: number, p2: number, t: number): number {
  const s = 1 - t;
  return s * s * p0 + 2 * s * t * p1 + t * t * p2;
}

function cubic(p0: number, p1: number, p2: number, p3: number, t: number): number {
  const s = 1 - t;
  return s * s * s * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t * t * t * p3;
}

/** The same outline with every point mapped by `matrix`. */
export function transformPath(path: Path, matrix: Matrix): Path {
  return path.map((segment) => {
    const moved: [string, ...number[]] = [segment[0]];
    for (let index = 1; index < segment.length; index += 2)
      moved.push(...transformPoint(matrix, segment[index] as number, segment[index + 1] as number));
    // The letter decides how many numbers follow.
    return moved as unknown as Segment;
  });
}

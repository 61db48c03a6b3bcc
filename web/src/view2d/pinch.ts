/** Two fingers on the stage: the selected object moves, turns and grows with them. */
import { invert, type Matrix, multiply } from "../geometry/matrix";
import type { Point } from "./placement";

/**
 * The similarity (move, turn, scale) that takes two fingers from where they were to where they are, in the fingers'
 * own plane.
 */
export function fingersMap(before: readonly [Point, Point], after: readonly [Point, Point]): Matrix {
  const [p, q] = before;
  const [r, s] = after;
  const from = { x: q.x - p.x, y: q.y - p.y };
  const to = { x: s.x - r.x, y: s.y - r.y };
  const square = from.x * from.x + from.y * from.y || 1;
  const a = (to.x * from.x + to.y * from.y) / square;
  const b = (to.y * from.x - to.x * from.y) / square;
  return [a, b, -b, a, r.x - a * p.x + b * p.y, r.y - b * p.x - a * p.y];
}

/** The same movement seen in a plane that `toScreen` maps onto the fingers' plane. */
export function inPlane(onScreen: Matrix, toScreen: Matrix): Matrix {
  return multiply(invert(toScreen), multiply(onScreen, toScreen));
}

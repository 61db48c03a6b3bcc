/** Outlines in the browser's form, each made once, and the boxes that they fill. */

import type { Path } from "../geometry/path";

/** Outlines already handed to the browser. A glyph's path is one object for good, so glyphs are kept too. */
export type PathCache = WeakMap<Path, Path2D>;
/** Left, top, right, bottom. */
export type Bounds = readonly [number, number, number, number];

/** A cache of its own for a view that comes and goes; without one, all players share theirs. */
export function createGlyphCache(): PathCache {
  return new WeakMap();
}

export const commonCache = createGlyphCache();

/**
 * A subpath that goes nowhere is a dot to a round or square pen: to SVG and to the server. Canvas2D drops it, and would
 * join it where it is closed; so it is given a length that nobody sees, and stays open.
 */
const DOT = 1e-4;

/** The browser's form of a path, made once. */
export function outline(path: Path, cache: PathCache = commonCache): Path2D {
  let made = cache.get(path);
  if (!made) {
    made = new Path2D();
    for (const [at, segment] of path.entries()) {
      if (isDot(path, at)) made.lineTo((segment[1] as number) + DOT, segment[2] as number);
      else if (segment[0] !== "Z" || !isDot(path, at - 1)) addSegment(made, segment);
    }
    cache.set(path, made);
  }
  return made;
}

/** Whether this segment is the only line of its subpath, and ends where it begins. */
function isDot(path: Path, at: number): boolean {
  const [before, segment, after] = [path[at - 1], path[at], path[at + 1]];
  if (segment?.[0] !== "L" || before?.[0] !== "M") return false;
  const isAlone = after === undefined || after[0] === "M" || after[0] === "Z";
  return isAlone && before[1] === segment[1] && before[2] === segment[2];
}

function addSegment(target: Path2D, segment: Path[number]): void {
  if (segment[0] === "M") target.moveTo(segment[1], segment[2]);
  else if (segment[0] === "L") target.lineTo(segment[1], segment[2]);
  else if (segment[0] === "Q") target.quadraticCurveTo(segment[1], segment[2], segment[3], segment[4]);
  else if (segment[0] === "C")
    target.bezierCurveTo(segment[1], segment[2], segment[3], segment[4], segment[5], segment[6]);
  else target.closePath();
}

const boxes = new WeakMap<Path, Bounds>();

/** The box around all points and control points: never smaller than the outline. */
export function controlBounds(path: Path): Bounds {
  let box = boxes.get(path);
  if (!box) {
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [, ...numbers] of path) {
      for (let at = 0; at < numbers.length; at += 2) {
        const [x, y] = [numbers[at] as number, numbers[at + 1] as number];
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
    }
    box = [left, top, right, bottom];
    boxes.set(path, box);
  }
  return box;
}

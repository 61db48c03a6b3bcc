/** Where an object lies: between the document's matrices and the numbers that handles and fields work with. */
import type { Matrix } from "../geometry/matrix";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A map taken apart: a turn, then a skew and unequal scales. */
export interface Placement {
  x: number;
  y: number;
  /** Degrees, clockwise on the screen, in (−180, 180]. */
  rotation: number;
  scaleX: number;
  scaleY: number;
  skewX: number;
}

export function decompose([a, b, c, d, e, f]: Matrix): Placement {
  const scaleX = Math.hypot(a, b) || 1e-9;
  const determinant = a * d - b * c;
  return {
    x: e,
    y: f,
    rotation: (Math.atan2(b, a) * 180) / Math.PI,
    scaleX,
    scaleY: determinant / scaleX || 1e-9,
    skewX: (a * c + b * d) / determinant || 0,
  };
}

/** The map of a turn by `degrees` and a scale about the origin, then a move. */
export function compose(x: number, y: number, degrees: number, scaleX = 1, scaleY = scaleX): Matrix {
  const turn = (degrees * Math.PI) / 180;
  const cos = exact(Math.cos(turn));
  const sin = exact(Math.sin(turn));
  return [cos * scaleX, sin * scaleX, -sin * scaleY + 0, cos * scaleY, x, y];
}

/** Quarter turns come out as whole numbers, so that a layer turned by 90° has no dust in its matrix. */
function exact(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value - whole) < 1e-12 ? whole : value;
}

/** The upright box around a centred box of this size under the map. */
export function boundsOf([a, b, c, d, e, f]: Matrix, width: number, height: number): Box {
  const halfWidth = (Math.abs(a) * width + Math.abs(c) * height) / 2;
  const halfHeight = (Math.abs(b) * width + Math.abs(d) * height) / 2;
  return { x: e - halfWidth, y: f - halfHeight, width: 2 * halfWidth, height: 2 * halfHeight };
}

/** Hands on the stage: how a placement follows pointers, in the photo's pixels. Pure. */
import { invert, type Matrix, transformPoint } from "../../../geometry/matrix";
import { PLAIN } from "./placing";
import type { Placement } from "./wire";

export type Point = readonly [number, number];

/** In widths and heights of the area: so near to the middle means the middle. */
const NEAR_MIDDLE = 0.02;
/** In degrees: so near to a quarter turn means that. */
const NEAR_QUARTER = 4;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The artwork goes along with a pointer. `toPhoto` maps the area's millimetres. */
export function dragged(
  placement: Placement,
  area: Size,
  toPhoto: Matrix,
  from: Point,
  to: Point,
): Placement {
  const back = invert(toPhoto);
  const [x0, y0] = transformPoint(back, ...from);
  const [x1, y1] = transformPoint(back, ...to);
  return {
    ...placement,
    offset_x: placement.offset_x + (x1 - x0) / area.width,
    offset_y: placement.offset_y + (y1 - y0) / area.height,
  };
}

/** Two fingers move, stretch and turn it. */
export function pinched(
  placement: Placement,
  area: Size,
  toPhoto: Matrix,
  from: readonly [Point, Point],
  to: readonly [Point, Point],
): Placement {
  const middle = ([one, other]: readonly [Point, Point]): Point => [
    (one[0] + other[0]) / 2,
    (one[1] + other[1]) / 2,
  ];
  const moved = dragged(placement, area, toPhoto, middle(from), middle(to));
  return stretched(moved, from[0], from[1], to[0], to[1]);
}

/** It grows and turns as the way from one point to another does. */
function stretched(placement: Placement, a: Point, b: Point, c: Point, d: Point): Placement {
  const before = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const after = Math.hypot(d[0] - c[0], d[1] - c[1]);
  if (before === 0) return placement;
  return {
    ...placement,
    scale: (placement.scale * after) / before,
    rotation: placement.rotation + angle(c, d) - angle(a, b),
  };
}

/** A corner is pulled: its size follows, about its middle. */
export function resized(placement: Placement, middle: Point, from: Point, to: Point): Placement {
  const { scale } = stretched(placement, middle, from, middle, to);
  return { ...placement, scale };
}

/** Its handle is turned about its middle. */
export function turnedBy(placement: Placement, middle: Point, from: Point, to: Point): Placement {
  return { ...placement, rotation: placement.rotation + angle(middle, to) - angle(middle, from) };
}

function angle(from: Point, to: Point): number {
  return (Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI;
}

/** What is nearly in the middle, or nearly straight, is. */
export function snapped(placement: Placement): Placement {
  const near = (value: number) => (Math.abs(value) < NEAR_MIDDLE ? 0 : value);
  const quarter = Math.round(placement.rotation / 90) * 90;
  return {
    ...placement,
    offset_x: near(placement.offset_x),
    offset_y: near(placement.offset_y),
    rotation: Math.abs(placement.rotation - quarter) < NEAR_QUARTER ? quarter : placement.rotation,
  };
}

const STEP = 0.01;
const FAR_STEP = 0.05;
const GROWTH = 1.05;
const TURN = 5;

/** What a key does; null: nothing. */
export function keyed(placement: Placement, key: string, isFar: boolean): Placement | null {
  const step = isFar ? FAR_STEP : STEP;
  const { offset_x, offset_y, scale, rotation } = placement;
  switch (key) {
    case "ArrowLeft":
      return { ...placement, offset_x: offset_x - step };
    case "ArrowRight":
      return { ...placement, offset_x: offset_x + step };
    case "ArrowUp":
      return { ...placement, offset_y: offset_y - step };
    case "ArrowDown":
      return { ...placement, offset_y: offset_y + step };
    case "+":
    case "=":
      return { ...placement, scale: scale * GROWTH };
    case "-":
      return { ...placement, scale: scale / GROWTH };
    case "r":
      return { ...placement, rotation: rotation + TURN };
    case "R":
      return { ...placement, rotation: rotation - TURN };
    case "0":
      return { ...PLAIN, area: placement.area };
    default:
      return null;
  }
}

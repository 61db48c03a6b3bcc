/** What pulling a handle does to a box. All in the box's own plane, which `transform` maps onto the print area. */
import { invert, type Matrix, multiply, scaling, transformPoint, translation } from "../geometry/matrix";
import type { Point } from "./placement";

/** Which handle, seen from the middle of the box: −1, 0 or 1 on each axis; (1, 1) is the corner at the bottom right. */
export interface Grip {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

export interface Frame {
  /** From the box's own millimetres, the origin in its middle, to the area's. */
  readonly transform: Matrix;
  readonly width: number;
  readonly height: number;
}

export interface PullRules {
  /** Both sides by the same factor. */
  readonly keepsRatio: boolean;
  /** The middle stays where it is, rather than the opposite side. */
  readonly fromCentre: boolean;
}

/** No side gets shorter or longer than this, in millimetres of the print area. */
const SHORTEST = 1;
const LONGEST = 5000;

/** The box after its handle was pulled `from` one point of the area `to` another. */
export function pulled(frame: Frame, grip: Grip, from: Point, to: Point, rules: PullRules): Frame {
  const { transform, width, height } = frame;
  const back = invert(transform);
  const [x0, y0] = transformPoint(back, from.x, from.y);
  const [x1, y1] = transformPoint(back, to.x, to.y);
  const reach = rules.fromCentre ? 2 : 1;
  const wanted = {
    width: width + grip.x * (x1 - x0) * reach,
    height: height + grip.y * (y1 - y0) * reach,
  };
  const unit = Math.hypot(transform[0], transform[1]);
  const size = rules.keepsRatio ? inRatio(frame, grip, wanted, unit) : bounded(frame, wanted, unit);
  const shift: Matrix = rules.fromCentre
    ? translation(0, 0)
    : translation((grip.x * (size.width - width)) / 2, (grip.y * (size.height - height)) / 2);
  return { transform: multiply(transform, shift), ...size };
}

/** The same change as a scale of what is in the box, for what keeps its proportion. */
export function scaleOf(before: Frame, after: Frame): Matrix {
  return multiply(after.transform, scaling(after.width / before.width, after.height / before.height));
}

/** The factor by which the pointer has gone along the diagonal, for both sides. */
function inRatio(
  { width, height }: Frame,
  grip: Grip,
  wanted: { width: number; height: number },
  unit: number,
): { width: number; height: number } {
  const [across, down] = [grip.x === 0 ? 0 : width, grip.y === 0 ? 0 : height];
  const factor = (wanted.width * across + wanted.height * down) / (across * across + down * down);
  const least = Math.min(1, SHORTEST / (unit * Math.min(width, height)));
  const most = Math.max(1, LONGEST / (unit * Math.max(width, height)));
  const by = Math.min(most, Math.max(least, factor));
  return { width: width * by, height: height * by };
}

function bounded(
  frame: Frame,
  wanted: { width: number; height: number },
  unit: number,
): { width: number; height: number } {
  const within = (length: number, before: number) =>
    Math.min(Math.max(LONGEST / unit, before), Math.max(Math.min(SHORTEST / unit, before), length));
  return { width: within(wanted.width, frame.width), height: within(wanted.height, frame.height) };
}

/** What a gesture does to an object: each move starts from how the object lay and gives how it lies. Nothing is kept. */
import { invert, type Matrix, multiply, rotation, transformPoint } from "../geometry/matrix";
import type { Modifiers } from "./gestures";
import { type Box, boundsOf, decompose, type Point } from "./placement";
import { type Grip, pulled } from "./resizing";
import type { Reshape, SceneLayer } from "./scene";
import { type Guide, type SnapTargets, snapAngle, snapBox } from "./snapping";

/** How near, in CSS pixels, a moved object comes before it snaps. */
const SNAP_REACH = 7;

export interface Surroundings {
  readonly areaToScreen: Matrix;
  readonly area: SnapTargets;
  /** The boxes of the other objects, in millimetres of the area. */
  readonly others: readonly Box[];
}

export interface Moved {
  readonly transform: Matrix;
  readonly guides: readonly Guide[];
}

const NO_GUIDES: readonly Guide[] = [];

/** Dragged from one point of the stage to another. Ctrl or Alt keep it from snapping; Shift keeps it on one axis. */
export function dragged(
  layer: SceneLayer,
  from: Point,
  to: Point,
  { areaToScreen, area, others }: Surroundings,
  modifiers: Modifiers,
): Moved {
  const [x0, y0] = inArea(areaToScreen, from);
  const [x1, y1] = inArea(areaToScreen, to);
  let [dx, dy] = [x1 - x0, y1 - y0];
  if (modifiers.shift) {
    if (Math.abs(dx) > Math.abs(dy)) dy = 0;
    else dx = 0;
  }
  const [a, b, c, d, e, f] = layer.transform;
  const free: Matrix = [a, b, c, d, e + dx, f + dy];
  if (modifiers.ctrl || modifiers.alt) return { transform: free, guides: NO_GUIDES };
  const reach = SNAP_REACH / Math.hypot(areaToScreen[0], areaToScreen[1]);
  const snap = snapBox(boundsOf(free, layer.width, layer.height), area, reach, others);
  return { transform: [a, b, c, d, e + dx + snap.dx, f + dy + snap.dy], guides: snap.guides };
}

/** Turned about its middle. Every 45° draws it; with Shift it goes in steps of 15°. */
export function turned(
  layer: SceneLayer,
  from: Point,
  to: Point,
  areaToScreen: Matrix,
  modifiers: Modifiers,
): Matrix {
  const [, , , , e, f] = layer.transform;
  const angle = (point: Point) => {
    const [x, y] = inArea(areaToScreen, point);
    return (Math.atan2(y - f, x - e) * 180) / Math.PI;
  };
  const before = decompose(layer.transform).rotation;
  const free = before + angle(to) - angle(from);
  const isFree = modifiers.ctrl || modifiers.alt;
  const wanted = isFree ? free : modifiers.shift ? snapAngle(free, 15, 7.5) : snapAngle(free);
  return turnedBy(layer.transform, wanted - before);
}

/** A turn that two fingers cannot hit exactly: every 45° draws it. The middle stays where it is. */
export function uprightened(transform: Matrix): Matrix {
  const { rotation: free } = decompose(transform);
  const wanted = snapAngle(free);
  return wanted === free ? transform : turnedBy(transform, wanted - free);
}

function turnedBy(transform: Matrix, degrees: number): Matrix {
  const [a, b, c, d, e, f] = transform;
  const [p, q, r, s] = multiply(rotation((degrees * Math.PI) / 180), [a, b, c, d, 0, 0]);
  return [p, q, r, s, e, f];
}

/** Whether this handle makes the layer larger as it is, rather than giving it other sides. */
export function scales(layer: SceneLayer, grip: Grip, { shift }: Modifiers): boolean {
  const isCorner = grip.x !== 0 && grip.y !== 0;
  return isCorner && (layer.resize !== "sides" || !shift);
}

/** A handle pulled from one point of the stage to another. Alt leaves the middle where it is. */
export function reshaped(
  layer: SceneLayer,
  grip: Grip,
  from: Point,
  to: Point,
  areaToScreen: Matrix,
  modifiers: Modifiers,
): Reshape {
  const [x0, y0] = inArea(areaToScreen, from);
  const [x1, y1] = inArea(areaToScreen, to);
  const rules = { keepsRatio: scales(layer, grip, modifiers), fromCentre: modifiers.alt };
  return { ...pulled(layer, grip, { x: x0, y: y0 }, { x: x1, y: y1 }, rules), grip };
}

function inArea(areaToScreen: Matrix, point: Point): [number, number] {
  return transformPoint(invert(areaToScreen), point.x, point.y);
}

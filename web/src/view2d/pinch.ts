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

export interface PinchTarget {
  /** The transform that a pinch starts from, or null if there is nothing to pinch. */
  start(): Matrix | null;
  areaToScreen(): Matrix | null;
  move(transform: Matrix): void;
  end(): void;
}

/** Listens on `element`; returns what takes the listeners away. */
export function listenForPinch(element: HTMLElement, target: PinchTarget): () => void {
  let begin: { fingers: [Point, Point]; transform: Matrix } | null = null;

  const fingersOf = (event: TouchEvent): [Point, Point] | null => {
    const [first, second] = [event.touches[0], event.touches[1]];
    if (!first || !second) return null;
    const frame = element.getBoundingClientRect();
    const local = (touch: Touch) => ({ x: touch.clientX - frame.left, y: touch.clientY - frame.top });
    return [local(first), local(second)];
  };
  const onStart = (event: TouchEvent) => {
    const fingers = event.touches.length === 2 ? fingersOf(event) : null;
    const transform = fingers ? target.start() : null;
    begin = fingers && transform ? { fingers, transform } : null;
    if (begin) event.preventDefault();
  };
  const onMove = (event: TouchEvent) => {
    const fingers = begin && fingersOf(event);
    const toScreen = target.areaToScreen();
    if (!begin || !fingers || !toScreen) return;
    event.preventDefault();
    const moved = inPlane(fingersMap(begin.fingers, fingers), toScreen);
    target.move(multiply(moved, begin.transform));
  };
  const onEnd = (event: TouchEvent) => {
    if (!begin || event.touches.length >= 2) return;
    begin = null;
    target.end();
  };
  element.addEventListener("touchstart", onStart, { passive: false, capture: true });
  element.addEventListener("touchmove", onMove, { passive: false, capture: true });
  element.addEventListener("touchend", onEnd, true);
  element.addEventListener("touchcancel", onEnd, true);
  return () => {
    element.removeEventListener("touchstart", onStart, true);
    element.removeEventListener("touchmove", onMove, true);
    element.removeEventListener("touchend", onEnd, true);
    element.removeEventListener("touchcancel", onEnd, true);
  };
}

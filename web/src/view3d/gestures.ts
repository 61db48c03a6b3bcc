/** Fingers, mouse and wheel on the stage: what is meant by them. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface GestureEvents {
  /**
   * Something goes down. The answer says what dragging it would do; for the mouse it may also have been selected just
   * now.
   */
  down(point: Point, isTouch: boolean): "move" | "turn";
  move(point: Point): void;
  moveEnd(isCancelled: boolean): void;
  /** By so many CSS pixels. */
  turn(dx: number, dy: number): void;
  /** CSS pixels a second. */
  fling(vx: number, vy: number): void;
  zoom(factor: number): void;
  tap(point: Point): void;
  doubleTap(point: Point): void;
  hover(point: Point): void;
}

const TAP_REACH = 6;
const DOUBLE_TAP_MILLISECONDS = 350;
/** Older movement says nothing about how fast a finger left. */
const RECENT_MILLISECONDS = 80;

/** Returns what takes the listeners away. */
export function listenForGestures(element: HTMLElement, events: GestureEvents): () => void {
  const gestures = new Gestures(element, events);
  const ending = new AbortController();
  const { signal } = ending;
  element.addEventListener("pointerdown", (event) => gestures.down(event), { signal });
  element.addEventListener("pointermove", (event) => gestures.moved(event), { signal });
  element.addEventListener("pointerup", (event) => gestures.up(event), { signal });
  element.addEventListener("pointercancel", (event) => gestures.cancelled(event), { signal });
  // A plain wheel scrolls the page; a pinch on a trackpad, or Ctrl with the wheel, zooms.
  element.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      events.zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.006)));
    },
    { signal, passive: false },
  );
  return () => ending.abort();
}

class Gestures {
  private readonly fingers = new Map<number, Point>();
  private mode: "move" | "turn" | "pinch" | null = null;
  private start: Point = { x: 0, y: 0 };
  private isTap = false;
  private trail: { x: number; y: number; time: number }[] = [];
  private lastTap = { x: 0, y: 0, time: Number.NEGATIVE_INFINITY };

  constructor(
    private readonly element: HTMLElement,
    private readonly events: GestureEvents,
  ) {}

  down(event: PointerEvent): void {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    const point = this.pointOf(event);
    this.fingers.set(event.pointerId, point);
    this.element.setPointerCapture(event.pointerId);
    if (this.fingers.size === 2) {
      if (this.mode === "move") this.events.moveEnd(true);
      this.mode = "pinch";
      this.isTap = false;
      return;
    }
    if (this.fingers.size > 2) return;
    this.start = point;
    this.isTap = true;
    this.trail = [];
    this.mode = this.events.down(point, event.pointerType === "touch");
  }

  moved(event: PointerEvent): void {
    const point = this.pointOf(event);
    const before = this.fingers.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse") this.events.hover(point);
      return;
    }
    if (this.mode === "pinch") this.pinch(event.pointerId, before, point);
    this.fingers.set(event.pointerId, point);
    if (this.mode === "pinch" || this.mode === null) return;
    if (this.isTap && Math.hypot(point.x - this.start.x, point.y - this.start.y) < TAP_REACH) return;
    this.isTap = false;
    if (this.mode === "move") {
      this.events.move(point);
      return;
    }
    this.trail.push({ ...point, time: event.timeStamp });
    this.events.turn(point.x - before.x, point.y - before.y);
  }

  up(event: PointerEvent): void {
    const point = this.pointOf(event);
    if (!this.fingers.delete(event.pointerId)) return;
    if (this.isTap) this.tapped(point, event.timeStamp);
    if (this.mode === "move") this.events.moveEnd(this.isTap);
    else if (this.mode === "turn" && !this.isTap) this.fling(event.timeStamp);
    this.mode = null;
    this.isTap = false;
  }

  /** The browser takes the finger to scroll the page. */
  cancelled(event: PointerEvent): void {
    if (!this.fingers.delete(event.pointerId)) return;
    if (this.mode === "move") this.events.moveEnd(true);
    this.mode = null;
    this.isTap = false;
  }

  private tapped(point: Point, time: number): void {
    const { lastTap } = this;
    const isNear = Math.hypot(point.x - lastTap.x, point.y - lastTap.y) < TAP_REACH * 3;
    if (isNear && time - lastTap.time < DOUBLE_TAP_MILLISECONDS) this.events.doubleTap(point);
    else this.events.tap(point);
    this.lastTap = { ...point, time };
  }

  private pinch(id: number, before: Point, now: Point): void {
    const other = [...this.fingers].find(([finger]) => finger !== id)?.[1];
    if (!other) return;
    const apart = (point: Point) => Math.max(1, Math.hypot(point.x - other.x, point.y - other.y));
    this.events.zoom(apart(now) / apart(before));
  }

  private fling(time: number): void {
    const recent = this.trail.filter((place) => time - place.time < RECENT_MILLISECONDS);
    const [first] = recent;
    const last = recent.at(-1);
    if (!first || !last || last.time <= first.time) return;
    const seconds = (last.time - first.time) / 1000;
    this.events.fling((last.x - first.x) / seconds, (last.y - first.y) / seconds);
  }

  private pointOf(event: PointerEvent): Point {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }
}

/**
 * What hands do on the stage: one pointer presses, drags and lets go, two fingers pinch, a wheel zooms. A gesture that
 * nobody takes stays the page's: a finger then scrolls it.
 */
import type { Point } from "./placement";

export interface Modifiers {
  readonly shift: boolean;
  readonly alt: boolean;
  readonly ctrl: boolean;
}

export interface Press extends Modifiers {
  readonly point: Point;
  readonly isTouch: boolean;
  /** The middle button, or the space bar held down: the product is pushed. */
  readonly isPush: boolean;
}

/** A gesture underway. `move` is called once before `end` or `cancel` at least. */
export interface Move {
  move(point: Point, modifiers: Modifiers): void;
  end(): void;
  cancel(): void;
}

export interface Pinch {
  move(fingers: readonly [Point, Point]): void;
  end(): void;
}

export interface Hand {
  /** What a drag from here would do; null leaves it to the page. */
  press(press: Press): Move | null;
  click(press: Press): void;
  doubleClick(press: Press): void;
  pinch(fingers: readonly [Point, Point]): Pinch | null;
  /** Returns whether it was used. */
  wheel(point: Point, event: WheelEvent): boolean;
  hover(point: Point): void;
}

/** How far a pointer strays before a press becomes a drag, in CSS pixels. */
const MOUSE_SLACK = 3;
const TOUCH_SLACK = 8;
const DOUBLE_CLICK_MS = 350;
const DOUBLE_CLICK_REACH = 24;

interface Underway {
  readonly id: number;
  readonly press: Press;
  readonly move: Move | null;
  hasBegun: boolean;
}

/** Listens on `element` until the signal aborts. */
export function listenForGestures(element: HTMLElement, hand: Hand, signal: AbortSignal): void {
  new Gestures(element, hand, signal);
}

class Gestures {
  private underway: Underway | null = null;
  private pinch: Pinch | null = null;
  private isSpaceDown = false;
  private last: { at: number; point: Point } | null = null;

  constructor(
    private readonly element: HTMLElement,
    private readonly hand: Hand,
    signal: AbortSignal,
  ) {
    const passive = { signal, passive: true };
    const active = { signal, passive: false };
    element.addEventListener("pointerdown", (event) => this.onDown(event), { signal });
    element.addEventListener("pointermove", (event) => this.onMove(event), { signal });
    element.addEventListener("pointerup", (event) => this.onUp(event), { signal });
    element.addEventListener("pointercancel", () => this.drop("end"), { signal });
    // Fingers and wheels count on what floats over the stage too, or the browser would take the page larger.
    const around = element.parentElement ?? element;
    around.addEventListener("touchstart", (event) => this.onTouchStart(event), active);
    around.addEventListener("touchmove", (event) => this.onTouchMove(event), active);
    around.addEventListener("touchend", (event) => this.onTouchEnd(event), passive);
    around.addEventListener("touchcancel", (event) => this.onTouchEnd(event), passive);
    around.addEventListener("wheel", (event) => this.onWheel(event), active);
    // A long press would open the browser's menu in the middle of a drag.
    element.addEventListener("contextmenu", (event) => this.underway && event.preventDefault(), { signal });
    window.addEventListener("keydown", (event) => this.onKey(event, true), { signal, capture: true });
    window.addEventListener("keyup", (event) => this.onKey(event, false), { signal, capture: true });
    window.addEventListener("blur", () => this.drop("end"), { signal });
  }

  private pointOf({ clientX, clientY }: { clientX: number; clientY: number }): Point {
    const frame = this.element.getBoundingClientRect();
    return { x: clientX - frame.left, y: clientY - frame.top };
  }

  private onDown(event: PointerEvent): void {
    const isMiddle = event.pointerType === "mouse" && event.button === 1;
    if (this.underway || this.pinch || !event.isPrimary || (event.button !== 0 && !isMiddle)) return;
    const press: Press = {
      point: this.pointOf(event),
      isTouch: event.pointerType === "touch",
      isPush: isMiddle || this.isSpaceDown,
      ...modifiersOf(event),
    };
    this.underway = { id: event.pointerId, press, move: this.hand.press(press), hasBegun: false };
    if (press.isTouch) return;
    // The page must not begin to select text or to scroll by the middle button; but the keys go here from now on.
    event.preventDefault();
    this.element.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
  }

  private onMove(event: PointerEvent): void {
    const { underway } = this;
    if (!underway) {
      if (event.pointerType !== "touch" && !this.isSpaceDown) this.hand.hover(this.pointOf(event));
      return;
    }
    if (event.pointerId !== underway.id) return;
    const point = this.pointOf(event);
    const { press } = underway;
    const slack = press.isTouch ? TOUCH_SLACK : MOUSE_SLACK;
    if (!underway.hasBegun) {
      if (Math.hypot(point.x - press.point.x, point.y - press.point.y) < slack) return;
      underway.hasBegun = true;
    }
    underway.move?.move(point, modifiersOf(event));
  }

  private onUp(event: PointerEvent): void {
    const { underway } = this;
    if (!underway || event.pointerId !== underway.id) return;
    if (underway.hasBegun) {
      this.drop("end");
      return;
    }
    this.underway = null;
    if (!underway.press.isPush) this.click(underway.press);
  }

  private click(press: Press): void {
    const { last } = this;
    const at = performance.now();
    const isDouble =
      last !== null &&
      at - last.at < DOUBLE_CLICK_MS &&
      Math.hypot(press.point.x - last.point.x, press.point.y - last.point.y) < DOUBLE_CLICK_REACH;
    this.last = isDouble ? null : { at, point: press.point };
    if (isDouble) this.hand.doubleClick(press);
    else this.hand.click(press);
  }

  /** Ends what one pointer does. */
  private drop(how: "end" | "cancel"): void {
    const { underway } = this;
    this.underway = null;
    if (underway?.hasBegun) underway.move?.[how]();
  }

  private onTouchStart(event: TouchEvent): void {
    const [first, second] = [event.touches[0], event.touches[1]];
    if (event.touches.length === 1) {
      // The object is in the hand: the page stays where it is.
      if (this.underway?.move && event.cancelable) event.preventDefault();
      return;
    }
    if (!first || !second || event.touches.length > 2 || this.pinch || !event.cancelable) return;
    // What the first finger has moved so far is where the pinch starts.
    this.drop("end");
    this.pinch = this.hand.pinch([this.pointOf(first), this.pointOf(second)]);
    if (this.pinch) event.preventDefault();
  }

  private onTouchMove(event: TouchEvent): void {
    const [first, second] = [event.touches[0], event.touches[1]];
    if (!this.pinch || !first || !second) return;
    if (event.cancelable) event.preventDefault();
    this.pinch.move([this.pointOf(first), this.pointOf(second)]);
  }

  private onTouchEnd(event: TouchEvent): void {
    if (!this.pinch || event.touches.length >= 2) return;
    this.pinch.end();
    this.pinch = null;
  }

  private onWheel(event: WheelEvent): void {
    if (this.hand.wheel(this.pointOf(event), event)) event.preventDefault();
  }

  private onKey(event: KeyboardEvent, isDown: boolean): void {
    if (event.key === " ") {
      const isHere = event.target === this.element || event.target === document.body;
      this.isSpaceDown = isDown && isHere;
      if (isHere) this.element.style.cursor = isDown ? "grab" : "";
      if (this.isSpaceDown) event.preventDefault();
    } else if (isDown && event.key === "Escape" && this.underway?.hasBegun) {
      event.stopPropagation();
      this.drop("cancel");
    }
  }
}

function modifiersOf(event: MouseEvent): Modifiers {
  return { shift: event.shiftKey, alt: event.altKey, ctrl: event.ctrlKey || event.metaKey };
}

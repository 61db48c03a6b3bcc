/** Where the marks of notes stand: on the stage, and none upon another. Pure; CSS pixels. */
import type { Point } from "../../../view2d/placement";

export interface Room {
  readonly width: number;
  readonly height: number;
}

/** From a mark's middle to the stage's edge: room for a thumb. */
const INSET = 22;
/** Between the words and the stage's edge. */
const MARGIN = 8;
/** From a mark's middle to its words. */
const BESIDE_MARK = 20;
/** How far the words reach over the mark towards the side that they do not lie on. */
const OVER_MARK = 14;
const WIDEST_WORDS = 260;

/** The places nearest to the wished ones, in their order; each `spacing` apart from those before it. */
export function notePlaces(wishes: readonly Point[], room: Room, spacing: number): Point[] {
  const taken: Point[] = [];
  for (const wish of wishes) {
    const x = within(wish.x, room.width);
    const y = within(wish.y, room.height);
    const isFree = (at: number) => taken.every((other) => Math.hypot(other.x - x, other.y - at) >= spacing);
    const steps = taken.flatMap((_, index) => [y + (index + 1) * spacing, y - (index + 1) * spacing]);
    const free = [y, ...steps].find((at) => within(at, room.height) === at && isFree(at));
    taken.push({ x, y: free ?? y });
  }
  return taken;
}

function within(value: number, length: number): number {
  return Math.max(INSET, Math.min(value, length - INSET));
}

export interface WordsPlace {
  /** Of the side that is fixed, from the same side of the stage. */
  readonly left?: number;
  readonly right?: number;
  readonly top?: number;
  readonly bottom?: number;
  readonly maxWidth: number;
  readonly maxHeight: number;
}

/** Where a mark's words lie: below it or, in the lower half, above it, and as far to the side as they have to. */
export function wordsPlace(mark: Point, room: Room): WordsPlace {
  const maxWidth = Math.min(WIDEST_WORDS, room.width - 2 * MARGIN);
  const reachesLeft = mark.x + OVER_MARK - maxWidth >= MARGIN;
  const across = reachesLeft
    ? { right: Math.max(MARGIN, room.width - mark.x - OVER_MARK) }
    : { left: Math.min(Math.max(MARGIN, mark.x - OVER_MARK), room.width - maxWidth - MARGIN) };
  const isLow = mark.y > room.height / 2;
  const away = (isLow ? room.height - mark.y : mark.y) + BESIDE_MARK;
  return {
    ...across,
    ...(isLow ? { bottom: away } : { top: away }),
    maxWidth,
    maxHeight: room.height - away - MARGIN,
  };
}

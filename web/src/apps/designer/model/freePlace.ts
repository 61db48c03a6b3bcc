/** Where a new object goes so that it hides as little as possible of what is already there. */
import type { Box, Point } from "../../../view2d/placement";

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface FreePlace {
  readonly centre: Point;
  /** Whether something lies under it even there. */
  readonly covers: boolean;
}

/** How many places on each side of the middle are tried. */
const STEPS = 8;

/**
 * The centre for an object of this size: the middle of the area if it is free there, else the place nearest to it,
 * straight above, below or beside, at which the object covers least.
 */
export function freePlace(
  area: Size & { readonly safeMargin: number },
  size: Size,
  taken: readonly Box[],
): FreePlace {
  const middle = { x: area.width / 2, y: area.height / 2 };
  const acrossRoom = Math.max(0, middle.x - area.safeMargin - size.width / 2);
  const downRoom = Math.max(0, middle.y - area.safeMargin - size.height / 2);
  let best: Point = middle;
  let least = covered(middle, size, taken);
  for (let step = 1; step <= STEPS && least > 0; step++) {
    const part = step / STEPS;
    const places = [
      { x: middle.x, y: middle.y + downRoom * part },
      { x: middle.x, y: middle.y - downRoom * part },
      { x: middle.x + acrossRoom * part, y: middle.y },
      { x: middle.x - acrossRoom * part, y: middle.y },
    ];
    for (const place of places) {
      const cover = covered(place, size, taken);
      if (cover < least - 1e-9) [best, least] = [place, cover];
    }
  }
  return { centre: best, covers: least > 0 };
}

function covered(centre: Point, size: Size, taken: readonly Box[]): number {
  const left = centre.x - size.width / 2;
  const top = centre.y - size.height / 2;
  let sum = 0;
  for (const box of taken) {
    const across = Math.min(left + size.width, box.x + box.width) - Math.max(left, box.x);
    const down = Math.min(top + size.height, box.y + box.height) - Math.max(top, box.y);
    if (across > 0 && down > 0) sum += across * down;
  }
  return sum;
}

/** Where a new object goes so that it hides as little as possible of what is already there. */
import type { Box } from "../../../view2d/placement";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How many places above and below the middle are tried. */
const STEPS = 8;

/**
 * The centre for an object of this size: the middle of the area if it is free there, else the height, nearest to the
 * middle, at which it covers least.
 */
export function freePlace(
  area: Size & { readonly safeMargin: number },
  size: Size,
  taken: readonly Box[],
): { x: number; y: number } {
  const x = area.width / 2;
  const room = Math.max(0, area.height / 2 - area.safeMargin - size.height / 2);
  let best = { x, y: area.height / 2 };
  let least = covered(best, size, taken);
  for (let step = 1; step <= STEPS && least > 0; step++) {
    for (const side of [1, -1]) {
      const place = { x, y: area.height / 2 + (side * room * step) / STEPS };
      const cover = covered(place, size, taken);
      if (cover < least - 1e-9) [best, least] = [place, cover];
    }
  }
  return best;
}

function covered(centre: { x: number; y: number }, size: Size, taken: readonly Box[]): number {
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

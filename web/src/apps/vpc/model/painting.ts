/** Paints many mock-ups without holding up the hand: what does not fit into a frame comes with the next. */

/** Milliseconds of a frame that painting may take. */
const BUDGET = 9;
/** Milliseconds between two frames from which on the screen does not keep up with what is painted. */
const SLOW = 28;

const waiting = new Map<object, () => void>();
let isAsked = false;
/** When the frame before was painted; 0: there was nothing to do in it. */
let before = 0;

/** Paints soon. Of several wishes for the same thing the last counts. Returns what takes the wish back. */
export function paintSoon(what: object, paint: () => void, isUrgent = false): () => void {
  if (isUrgent) {
    const others = [...waiting].filter(([other]) => other !== what);
    waiting.clear();
    waiting.set(what, paint);
    for (const [other, run] of others) waiting.set(other, run);
  } else waiting.set(what, paint);
  ask();
  return () => {
    if (waiting.get(what) === paint) waiting.delete(what);
  };
}

function ask(): void {
  if (isAsked) return;
  isAsked = true;
  requestAnimationFrame(run);
}

/** The screen draws after this has returned: only the next frame's lateness tells how much that was. */
function run(at: number): void {
  isAsked = false;
  const budget = before > 0 && at - before > SLOW ? 0 : BUDGET;
  const begun = performance.now();
  for (const [what, paint] of waiting) {
    waiting.delete(what);
    paint();
    if (performance.now() - begun >= budget) break;
  }
  before = waiting.size > 0 ? at : 0;
  if (waiting.size > 0) ask();
}

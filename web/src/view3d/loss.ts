/** A graphics card may forget everything, as when a phone wakes up. */

/** How long it may take to come back before it counts as gone for good. */
const RESTORE_MILLISECONDS = 5000;

interface LossEvents {
  restored(): void;
  failed(): void;
}

/** three.js uploads again what it has itself; what else is to be done is `restored`. Returns what ends the watch. */
export function watchForLoss(canvas: HTMLCanvasElement, events: LossEvents): () => void {
  const ending = new AbortController();
  const { signal } = ending;
  let timer = 0;
  const lost = () => {
    timer = window.setTimeout(() => events.failed(), RESTORE_MILLISECONDS);
  };
  const restored = () => {
    window.clearTimeout(timer);
    events.restored();
  };
  canvas.addEventListener("webglcontextlost", lost, { signal });
  canvas.addEventListener("webglcontextrestored", restored, { signal });
  return () => {
    ending.abort();
    window.clearTimeout(timer);
  };
}

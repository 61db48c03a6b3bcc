/** Taking a row of a list to another place with the pointer. */
import { type Signal, useSignal } from "@preact/signals";

interface Row {
  readonly current: HTMLElement | null;
}

/** The handlers of a row's handle; `onMove` gets the place where the row was let go, if it is another one. */
export function useRowDrag(row: Row, index: number, onMove: (to: number) => void) {
  const isHeld = useSignal(false);
  return {
    state: isHeld.value ? "held" : undefined,
    handle: { onPointerDown: (event: PointerEvent) => begin(event, row.current, index, isHeld, onMove) },
  };
}

function begin(
  event: PointerEvent,
  row: HTMLElement | null,
  index: number,
  isHeld: Signal<boolean>,
  onMove: (to: number) => void,
): void {
  if (!row?.parentElement || event.button !== 0) return;
  event.preventDefault();
  const handle = event.currentTarget as HTMLElement;
  const rows = [...row.parentElement.children] as HTMLElement[];
  const middles = rows.map((one) => one.getBoundingClientRect()).map(({ top, height }) => top + height / 2);
  const listeners = new AbortController();
  const { signal } = listeners;
  let to = index;
  isHeld.value = true;
  handle.setPointerCapture(event.pointerId);
  const end = () => {
    listeners.abort();
    isHeld.value = false;
    row.style.translate = "";
    for (const one of rows) delete one.dataset.drop;
  };
  handle.addEventListener(
    "pointermove",
    (move) => {
      const shift = move.clientY - event.clientY;
      row.style.translate = `0 ${shift}px`;
      to = placeAt((middles[index] ?? 0) + shift, middles, index);
      for (const [place, one] of rows.entries()) {
        if (place === to && to !== index) one.dataset.drop = to < index ? "before" : "after";
        else delete one.dataset.drop;
      }
    },
    { signal },
  );
  handle.addEventListener(
    "pointerup",
    () => {
      end();
      if (to !== index) onMove(to);
    },
    { signal },
  );
  handle.addEventListener("pointercancel", end, { signal });
}

/** The place of a row whose middle has come to `y`, given the middles of all rows. */
function placeAt(y: number, middles: readonly number[], index: number): number {
  return middles.filter((middle, place) => place !== index && middle < y).length;
}

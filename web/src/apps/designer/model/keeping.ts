/** Keeps the draft of a session up to date. */
import { effect } from "@preact/signals";
import type { Beginning } from "./beginning";
import { writeDraft } from "./draft";
import type { DraftPlace } from "./draftPlace";
import { type DraftState, stateOf } from "./draftState";
import type { Editor } from "./editor";

/** Milliseconds of work that a crash may cost at most. */
const PAUSE = 500;

export interface Keeper {
  /** Writes at once what has not been written. */
  flush(): void;
  /** Writes once more, as handed over to the shop. */
  handOver(): void;
  /** Nothing is kept from here on until the design changes again. */
  forget(): void;
}

export interface Kept {
  readonly editor: Editor;
  readonly place: DraftPlace;
  readonly fonts: Beginning["fonts"];
  /** Whether pictures of the link are still on their way. */
  isOwed(): boolean;
}

/** Begins to keep what differs from `untouched`, the state that needs no draft. */
export function keepDraft(
  { editor, place, fonts, isOwed }: Kept,
  untouched: DraftState,
  self: Window,
): Keeper {
  let known = untouched;
  let timer: number | null = null;
  const stop = () => {
    if (timer !== null) self.clearTimeout(timer);
    timer = null;
  };
  const write = (isHandedOver = false) => {
    stop();
    place.write(writeDraft(editor, fonts, isOwed()), isHandedOver);
  };
  const flush = () => {
    if (timer !== null) write();
  };
  effect(() => {
    const state = stateOf(editor);
    if (state.every((value, index) => value === known[index])) return;
    known = state;
    // Not put off by the next change: what is written is at most one pause behind.
    timer ??= self.setTimeout(() => write(), PAUSE);
  });
  self.addEventListener("pagehide", flush);
  self.document.addEventListener("visibilitychange", flush);
  return {
    flush,
    handOver: () => write(true),
    forget() {
      stop();
      place.clear();
    },
  };
}

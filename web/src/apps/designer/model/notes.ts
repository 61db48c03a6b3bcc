/** Preflight's verdicts for marks beside the objects. They follow a pause, so that they take no time from typing. */
import { effect } from "@preact/signals";
import type { Editor } from "./editor";

const PAUSE = 250;

/** Keeps `editor.notes` up with the design, once the rules are here. Returns what ends it. */
export function followVerdicts(editor: Editor): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = effect(() => {
    // All that the verdicts depend on; they themselves are not asked for before the pause is over.
    void editor.document.value;
    void editor.areas.value;
    void editor.pictures.value;
    void editor.typesetter.revision.value;
    clearTimeout(timer);
    timer = setTimeout(() => {
      editor.notes.value = editor.verdicts.peek();
    }, PAUSE);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

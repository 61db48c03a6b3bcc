/** The keyboard outside of text fields: undo, redo, delete, duplicate, move. */

import { boundsOf } from "../../../view2d/placement";
import { nameOf } from "../model/names";
import { formatMillimetres, words } from "../words";
import { writeOrOpen } from "./StageArea";
import type { Session } from "./session";

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Millimetres a press; ten times as far with Shift. */
const STEP = 1;

export function listenForKeys(session: Session): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTextField(event.target) || document.querySelector("dialog[open]")) return;
    if (handle(session, event)) event.preventDefault();
  };
  document.addEventListener("keydown", onKeyDown);
  return () => document.removeEventListener("keydown", onKeyDown);
}

function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.matches("textarea, select, input:not([type=radio], [type=checkbox])")
  );
}

/** Whether the key was ours. */
function handle(session: Session, event: KeyboardEvent): boolean {
  const { editor } = session;
  const isCommand = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (isCommand && key === "z") {
    if (event.shiftKey) editor.redo();
    else editor.undo();
    return true;
  }
  if (isCommand && key === "y") {
    editor.redo();
    return true;
  }
  const id = editor.selectedId.value;
  if (!id) return false;
  if (isCommand && key === "d") {
    editor.duplicate(id);
    return true;
  }
  if (isCommand || event.altKey) return false;
  return onObject(session, id, event);
}

function onObject(session: Session, id: string, event: KeyboardEvent): boolean {
  const { editor } = session;
  const isOnStage = (event.target as HTMLElement).closest(".stage__canvas") || event.target === document.body;
  switch (event.key) {
    case "Escape":
      editor.select(null);
      return true;
    case "Delete":
    case "Backspace":
      editor.remove(id);
      return true;
    case "Enter":
      if (!isOnStage) return false;
      writeOrOpen(session, id);
      return true;
  }
  const arrow = ARROWS[event.key];
  // Radio buttons need the arrows for themselves.
  if (!arrow || (event.target as HTMLElement).matches("input")) return false;
  const step = event.shiftKey ? STEP * 10 : STEP;
  editor.nudge(id, arrow[0] * step, arrow[1] * step);
  sayPlace(session);
  return true;
}

function sayPlace({ editor }: Session): void {
  const layer = editor.selected.value;
  const set = layer && editor.typesetter.typeset(layer);
  if (!layer || !set) return;
  const box = boundsOf(layer.transform, set.width, set.height);
  const name = nameOf(layer, editor.pictures.value);
  editor.say(words.said.moved(name, formatMillimetres(box.x), formatMillimetres(box.y)));
}

/** The keyboard outside of text fields. `ShortcutsDialog` tells shoppers of it: change the two together. */
import type { Layer } from "../../../document/types";
import { boundsOf } from "../../../view2d/placement";
import { rotationOf } from "../model/commands";
import { hasFeature } from "../model/configuration";
import { mayMove } from "../model/freedom";
import { crop, resizeBy } from "../model/handwork";
import { nameOf } from "../model/names";
import { formatMillimetres, formatNumber, words } from "../words";
import { stopCropping } from "./cropping";
import type { Session } from "./session";
import { writeOrOpen } from "./startStage";

const ARROWS: Readonly<Record<string, readonly [-1 | 0 | 1, -1 | 0 | 1]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Millimetres a press; ten times as far with Shift, a tenth with Alt. */
const STEP = 1;
/** Degrees a press; with Shift the second. */
const TURN = 15;
const FINE_TURN = 1;
const ZOOM = 1.25;

export function listenForKeys(session: Session): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || isTextField(event.target) || document.querySelector("dialog[open]")) return;
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
  const { editor, ui } = session;
  if (event.ctrlKey || event.metaKey) return onCommand(session, event);
  if (event.key === "?") {
    ui.isShowingShortcuts.value = true;
    return true;
  }
  if (ui.cropping.value) return onPicture(session, ui.cropping.value, event);
  if (event.key === "Tab") return onTab(session, event);
  const id = editor.selectedId.value;
  return (id !== null && onObject(session, id, event)) || onView(session, event);
}

function onCommand(session: Session, event: KeyboardEvent): boolean {
  const { editor, configuration } = session;
  const key = event.key.toLowerCase();
  if (key === "z") {
    if (event.shiftKey) editor.redo();
    else editor.undo();
    return true;
  }
  if (key === "y") {
    editor.redo();
    return true;
  }
  const layer = editor.selected.value;
  if (!layer || session.ui.cropping.value) return false;
  const arrow = ARROWS[event.key];
  const isOrder = event.code === "BracketRight" || event.code === "BracketLeft";
  const isCopy = key === "d" && hasFeature(configuration, "duplicate");
  if (!isCopy && !isOrder && !arrow) return false;
  if (!isFree(session, layer)) return true;
  if (isCopy) editor.duplicate(layer.id);
  else if (arrow) enlarge(session, layer, arrow, event);
  else if (event.code === "BracketRight") editor.reorder(layer.id, event.shiftKey ? "front" : 1);
  else editor.reorder(layer.id, event.shiftKey ? "back" : -1);
  return true;
}

/** Zooming, with nothing pressed besides. */
function onView({ editor, ui, configuration }: Session, event: KeyboardEvent): boolean {
  if (!hasFeature(configuration, "zoom") || event.altKey) return false;
  switch (event.key) {
    case "+":
    case "=":
      ui.stage?.zoom(ZOOM);
      break;
    case "-":
      ui.stage?.zoom(1 / ZOOM);
      break;
    case "0":
      ui.camera.value = "product";
      break;
    case "1":
      ui.camera.value = "area";
      break;
    default:
      return false;
  }
  editor.say(words.said.zoomed(formatNumber((ui.stage?.zoomLevel() ?? 1) * 100)));
  return true;
}

/** From object to object on the stage, from the undermost up; behind the last one the focus goes on as it does elsewhere. */
function onTab({ editor }: Session, event: KeyboardEvent): boolean {
  if (!(event.target as HTMLElement).closest(".stage__canvas")) return false;
  const layers = editor.area.value?.layers ?? [];
  const at = layers.findIndex((layer) => layer.id === editor.selectedId.value);
  const to = at < 0 ? (event.shiftKey ? -1 : 0) : at + (event.shiftKey ? -1 : 1);
  const next = layers[to];
  // What is selected stays so: its settings are what the focus goes on to.
  if (!next) return false;
  editor.select(next.id);
  editor.say(words.said.selected(nameOf(next, editor.pictures.value)));
  return true;
}

function onObject(session: Session, id: string, event: KeyboardEvent): boolean {
  const { editor } = session;
  const layer = editor.selected.value;
  const target = event.target as HTMLElement;
  const isOnStage = target.closest(".stage__canvas") || target === document.body;
  if (!layer) return false;
  switch (event.key) {
    case "Escape":
      editor.select(null);
      return true;
    case "Delete":
    case "Backspace":
      if (isFree(session, layer, true)) editor.remove(id);
      return true;
    case "Enter":
      if (!isOnStage) return false;
      writeOrOpen(session, id);
      return true;
    case ",":
    case ".":
    case "<":
    case ">":
      turn(session, layer, event.key);
      return true;
  }
  const arrow = ARROWS[event.key];
  // Radio buttons need the arrows for themselves.
  if (!arrow || target.matches("input")) return false;
  if (!isFree(session, layer)) return true;
  const step = stepOf(event);
  editor.nudge(id, arrow[0] * step, arrow[1] * step);
  sayPlace(session);
  return true;
}

/** The picture in its frame. */
function onPicture(session: Session, id: string, event: KeyboardEvent): boolean {
  const { editor } = session;
  const arrow = ARROWS[event.key];
  if (arrow) {
    const step = stepOf(event);
    crop(editor, id, { kind: "pan", dx: arrow[0] * step, dy: arrow[1] * step });
    return true;
  }
  const middle = { x: 0, y: 0 };
  switch (event.key) {
    case "+":
    case "=":
      crop(editor, id, { kind: "zoom", factor: ZOOM, at: middle });
      return true;
    case "-":
      crop(editor, id, { kind: "zoom", factor: 1 / ZOOM, at: middle });
      return true;
    case "Escape":
      stopCropping(session);
      return true;
    case "Enter":
      // On a button it presses the button.
      if ((event.target as HTMLElement).matches("button")) return false;
      stopCropping(session);
      return true;
  }
  return false;
}

function stepOf({ shiftKey, altKey }: KeyboardEvent): number {
  return shiftKey ? STEP * 10 : altKey ? STEP / 10 : STEP;
}

/** Whether the layer may be worked on; if not, it is said why nothing happens. A locked one can still be deleted. */
function isFree({ editor }: Session, layer: Layer, evenLocked = false): boolean {
  if (!mayMove(editor.product, layer)) editor.say(words.said.fixed(nameOf(layer, editor.pictures.value)));
  else if (layer.locked && !evenLocked) editor.say(words.locked);
  else return true;
  return false;
}

function enlarge(
  session: Session,
  layer: Layer,
  [across, down]: readonly [-1 | 0 | 1, -1 | 0 | 1],
  event: KeyboardEvent,
): void {
  const { editor } = session;
  const step = stepOf(event);
  // Up is more, as it is on a keyboard's own keys for louder and brighter.
  resizeBy(editor, layer, across * step, -down * step);
  const after = editor.selected.value;
  const set = after && editor.typesetter.typeset(after);
  if (!after || !set) return;
  const [a, b, c, d] = after.transform;
  const [width, height] = [set.width * Math.hypot(a, b), set.height * Math.hypot(c, d)];
  const name = nameOf(after, editor.pictures.value);
  editor.say(words.said.resized(name, formatMillimetres(width), formatMillimetres(height)));
}

function turn(session: Session, layer: Layer, key: "," | "." | "<" | ">"): void {
  if (!isFree(session, layer)) return;
  const { editor } = session;
  const by = { ",": -TURN, ".": TURN, "<": -FINE_TURN, ">": FINE_TURN }[key];
  editor.rotateTo(layer.id, rotationOf(layer) + by);
  const after = editor.selected.value;
  if (after)
    editor.say(words.said.turned(nameOf(after, editor.pictures.value), formatNumber(rotationOf(after), 1)));
}

function sayPlace({ editor }: Session): void {
  const layer = editor.selected.value;
  const set = layer && editor.typesetter.typeset(layer);
  if (!layer || !set) return;
  const box = boundsOf(layer.transform, set.width, set.height);
  const name = nameOf(layer, editor.pictures.value);
  editor.say(words.said.moved(name, formatMillimetres(box.x), formatMillimetres(box.y)));
}

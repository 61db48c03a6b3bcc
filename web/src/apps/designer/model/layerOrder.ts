/** The order of layers, and what is said of one: the layer list's own view of a design. */
import type { DesignDocument, Layer } from "../../../document/types";
import { boundsOf } from "../../../view2d/placement";
import { formatMillimetres, words } from "../words";
import { findLayer, rotationOf } from "./commands";
import type { Editor } from "./editor";
import { nameOf } from "./names";

/** Puts a layer at a place of its area, counted from the bottom; the document stays the same object if it is there. */
export function moveTo(document: DesignDocument, id: string, place: number): DesignDocument {
  const found = findLayer(document, id);
  if (!found) return document;
  const rest = found.area.layers.filter((layer) => layer.id !== id);
  const at = Math.max(0, Math.min(rest.length, place));
  if (found.area.layers[at]?.id === id) return document;
  const layers = [...rest.slice(0, at), found.layer, ...rest.slice(at)];
  return {
    ...document,
    areas: document.areas.map((area) => (area.name === found.area.name ? { ...area, layers } : area)),
  };
}

/** Puts a layer at a place of its area and says so. */
export function reorderTo(editor: Editor, id: string, place: number): void {
  const next = moveTo(editor.document.value, id, place);
  if (next === editor.document.value) return;
  editor.apply(next);
  const found = findLayer(next, id);
  if (!found) return;
  const { area, layer } = found;
  const fromTop = area.layers.length - area.layers.indexOf(layer);
  editor.say(words.said.order(nameOf(layer, editor.pictures.value), fromTop, area.layers.length));
}

/** Where a layer lies and how large it is, in a sentence; its kind alone while its font is on the way. */
export function placeOf(editor: Editor, layer: Layer): string {
  const set = editor.typesetter.typeset(layer);
  if (!set) return "";
  const box = boundsOf(layer.transform, set.width, set.height);
  const [x, y, width, height] = [box.x, box.y, box.width, box.height].map(formatMillimetres) as [
    string,
    string,
    string,
    string,
  ];
  const degrees = rotationOf(layer);
  const place = words.said.place(x, y, width, height);
  return degrees === 0 ? place : words.said.placeTurned(place, degrees);
}

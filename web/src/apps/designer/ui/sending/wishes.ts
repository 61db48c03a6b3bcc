/** What a link puts on an empty product beside its text areas: a text, a picture, and pictures in image areas. */
import { effect, signal } from "@preact/signals";
import { allLayers, type DesignDocument } from "../../../../document";
import { wishFor } from "../../model/choices";
import { imageFields, imageInArea } from "../../model/imageAreas";
import type { Session } from "../session";

export function addWishes(session: Session): void {
  const { editor, link, opening, uploads, ui } = session;
  const isWritten = signal(false);
  void addText(session, link.text).then(() => {
    isWritten.value = true;
  });
  for (const { areaName, field } of imageFields(editor)) {
    const url = wishFor(link.imageAreas, field);
    if (url !== null && !imageInArea(editor, areaName, field))
      uploads.addFromUrl(url, { kind: "field", areaName, field: field.name });
  }
  if (link.imageUrl) uploads.addFromUrl(link.imageUrl);
  const stop = effect(() => {
    if (!isWritten.value || uploads.underway) return;
    opening.isOwed.value = false;
    if (uploads.list.value.some((upload) => upload.error)) ui.panel.value = "photos";
    queueMicrotask(() => stop());
  });
}

/** In the first text area that is empty where nothing but text areas is meant to be filled; else a text of its own. */
async function addText({ editor }: Session, text: string | null): Promise<void> {
  // A draft that was left while the link's pictures were on their way has the text already.
  if (!text || hasText(editor.document.value, text)) return;
  const { is_template, kind } = editor.product;
  const fields =
    is_template || kind === "textual"
      ? editor.areas.value.flatMap(({ name, text_areas }) => text_areas.map((field) => ({ name, field })))
      : [];
  const empty = fields.find(({ name, field }) => editor.textInArea(name, field) === "");
  if (empty) {
    editor.fillTextArea(empty.name, empty.field, text);
    editor.endRun();
  } else if (!is_template) await editor.addGivenText(text);
}

function hasText({ areas }: DesignDocument, text: string): boolean {
  return allLayers(areas.flatMap(({ layers }) => layers)).some(
    (layer) => layer.type === "text" && layer.text === text,
  );
}

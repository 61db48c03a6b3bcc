/** The text areas of a product on its stage: empty ones are written where they stand. */
import type { Point } from "../../../view2d/placement";
import { addLayer, layerOfTextArea } from "./commands";
import type { Editor } from "./editor";
import { newTextAreaText } from "./newLayers";
import type { TextArea } from "./wire";

/** The text areas of a print area that nobody has filled. */
export function emptyFields(editor: Editor, areaName: string): readonly TextArea[] {
  const area = editor.areas.value.find((one) => one.name === areaName);
  return (area?.text_areas ?? []).filter(
    (field) => !layerOfTextArea(editor.document.value, areaName, field.name),
  );
}

/** The empty text area at a point of the print area (mm), or null. */
export function fieldAt(editor: Editor, areaName: string, { x, y }: Point): TextArea | null {
  const holds = (field: TextArea) =>
    x >= field.x && x <= field.x + field.width && y >= field.y && y <= field.y + field.height;
  return emptyFields(editor, areaName).find(holds) ?? null;
}

/** Begins to write in an empty text area. Left without a letter it is empty again. */
export function writeField(editor: Editor, areaName: string, field: TextArea): void {
  const layer = newTextAreaText(field, editor.product.fonts);
  editor.apply(addLayer(editor.document.value, areaName, layer), `text:${layer.id}`);
  editor.write(layer.id);
}

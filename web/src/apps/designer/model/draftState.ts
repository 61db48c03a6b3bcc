/** The values that a draft is made of, to see whether one of them has changed. */
import type { Editor } from "./editor";

export type DraftState = readonly unknown[];

export function stateOf(editor: Editor): DraftState {
  return [
    editor.document.value,
    editor.canRedo.value,
    editor.choices.value,
    editor.quantity.value,
    editor.printSize.value,
    editor.attributes.value,
    editor.viewId.value,
    editor.pictures.value,
  ];
}

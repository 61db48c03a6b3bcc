/** How much a text holds. */
import type { TextLayer } from "../../../document/types";
import type { ProductArea } from "./wire";

/** Of a free text: more than anybody prints, and little enough to be set at every keystroke. */
const MOST_LETTERS = 2000;

/** How many characters a text may have, as its field counts them. */
export function mostLetters(area: ProductArea | null, layer: TextLayer): number {
  const field = area?.text_areas.find((one) => one.name === layer.text_area);
  return field?.max_length ?? MOST_LETTERS;
}

/** Whether a text field will cut what is being pasted into it. */
export function pasteCuts(event: ClipboardEvent, most: number): boolean {
  const field = event.currentTarget as HTMLTextAreaElement;
  const pasted = event.clipboardData?.getData("text/plain").length ?? 0;
  const kept = field.value.length - (field.selectionEnd - field.selectionStart);
  return kept + pasted > most;
}

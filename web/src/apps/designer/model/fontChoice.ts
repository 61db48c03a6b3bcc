/** Giving a text another font. */
import type { TextLayer } from "../../../document/types";
import { words } from "../words";
import { findLayer } from "./commands";
import type { Editor } from "./editor";
import { following } from "./following";
import { recentFonts } from "./recents";

let latest = 0;

/**
 * Sets a text in another font once that is here, so that it is never gone in the meantime. False if the font cannot be
 * had; the text is then as it was. Of several choices in a row the last one counts.
 */
export function chooseFont(editor: Editor, layerId: string, fontId: string): Promise<boolean> {
  return editor.awaits(setFont(editor, layerId, fontId));
}

async function setFont(editor: Editor, layerId: string, fontId: string): Promise<boolean> {
  const turn = ++latest;
  const { typesetter } = editor;
  if (typesetter.failed.value.has(fontId)) await typesetter.retry(fontId);
  else await typesetter.request([fontId]);
  if (typesetter.failed.value.has(fontId)) return false;
  const layer = findLayer(editor.document.value, layerId)?.layer;
  if (turn !== latest || layer?.type !== "text" || layer.font === fontId) return true;
  const next = { ...layer, font: fontId };
  editor.change<TextLayer>(layerId, { font: fontId, ...following(typesetter, layer, next) }, "font");
  const font = editor.product.fonts.find(({ id }) => id === fontId);
  if (font) {
    recentFonts.add(font.family);
    editor.say(words.said.font(font.family));
  }
  return true;
}

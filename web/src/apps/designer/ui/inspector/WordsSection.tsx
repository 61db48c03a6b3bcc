import { useEffect, useRef } from "preact/hooks";
import type { TextLayer } from "../../../../document/types";
import { mostLetters, pasteCuts } from "../../model/textLimits";
import { formatNumber, words } from "../../words";
import { useSession } from "../session";

export function WordsSection({ layer }: { layer: TextLayer }) {
  const { editor, ui } = useSession();
  const field = useRef<HTMLTextAreaElement>(null);
  const most = mostLetters(editor.productArea, layer);
  useEffect(() => {
    // On a phone the section was opened in order to write.
    if (ui.isPhone.value) field.current?.focus();
  }, [ui]);
  return (
    <div class="field">
      <label for="layer-text">{layer.text_area ?? words.textContent}</label>
      <textarea
        ref={field}
        id="layer-text"
        class="words-field"
        dir="auto"
        rows={Math.min(4, Math.max(2, layer.text.split("\n").length))}
        maxLength={most}
        value={layer.text}
        onInput={(event) => editor.setText(layer, event.currentTarget.value)}
        onPaste={(event) => {
          if (pasteCuts(event, most)) ui.toast(words.pasteCut(formatNumber(most)));
        }}
        onBlur={() => editor.endRun()}
      />
      {layer.text.length >= most ? (
        <span class="field__hint">{words.textFull(formatNumber(most))}</span>
      ) : layer.text_area !== null ? (
        <span class="field__hint number">{words.fieldUsed(layer.text.length, most)}</span>
      ) : null}
    </div>
  );
}

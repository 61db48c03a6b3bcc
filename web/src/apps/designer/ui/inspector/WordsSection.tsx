import { useEffect, useRef } from "preact/hooks";
import type { TextLayer } from "../../../../document/types";
import { words } from "../../words";
import { useSession } from "../session";

export function WordsSection({ layer }: { layer: TextLayer }) {
  const { editor, ui } = useSession();
  const field = useRef<HTMLTextAreaElement>(null);
  const textArea = editor.productArea?.text_areas.find((one) => one.name === layer.text_area);
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
        rows={Math.min(4, Math.max(2, layer.text.split("\n").length))}
        maxLength={textArea?.max_length ?? 2000}
        value={layer.text}
        onInput={(event) => editor.setText(layer, event.currentTarget.value)}
        onBlur={() => editor.endRun()}
      />
    </div>
  );
}

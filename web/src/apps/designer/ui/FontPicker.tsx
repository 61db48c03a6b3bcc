/** Fonts, each shown in its own face with the shopper's own words. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { TextLayer } from "../../../document/types";
import type { ProductFont } from "../model/wire";
import { words } from "../words";
import { useSession } from "./session";

const faces = new Map<string, Promise<void>>();

/** The CSS family under which a product font is known for previews and for the caret; artwork never uses it. */
export function familyOf(fontId: string): string {
  return `preview-${fontId}`;
}

/** Makes the font known to the browser, once. */
export function showFace(font: ProductFont): Promise<void> {
  let loading = faces.get(font.id);
  if (!loading) {
    const face = new FontFace(familyOf(font.id), `url(${JSON.stringify(font.url)})`);
    loading = face.load().then((loaded) => {
      document.fonts.add(loaded);
    });
    loading.catch(() => faces.delete(font.id));
    faces.set(font.id, loading);
  }
  return loading;
}

export function FontPicker({ layer }: { layer: TextLayer }) {
  const { editor, ui } = useSession();
  const name = useId();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>(".font:has(:checked)");
    if (list.current && chosen) {
      list.current.scrollTop = chosen.offsetTop - list.current.clientHeight / 3;
    }
  }, []);
  const fonts = editor.product.fonts;
  const sample = layer.text.replace(/\s+/g, " ").trim().slice(0, 18);
  return (
    <fieldset class="field">
      <legend class={ui.isPhone.value ? "visually-hidden" : "field__label"}>{words.font}</legend>
      <div class="fonts" ref={list}>
        {fonts.map((font) => (
          <FontChoice
            key={font.id}
            font={font}
            name={name}
            sample={sample}
            isChosen={font.id === layer.font}
            onChoose={() => editor.change<TextLayer>(layer.id, { font: font.id }, "font")}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface FontChoiceProps {
  font: ProductFont;
  name: string;
  sample: string;
  isChosen: boolean;
  onChoose: () => void;
}

function FontChoice({ font, name, sample, isChosen, onChoose }: FontChoiceProps) {
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    let isHere = true;
    showFace(font).then(
      () => isHere && setReady(true),
      () => {},
    );
    return () => {
      isHere = false;
    };
  }, [font]);
  const label = font.style === "Regular" ? font.family : `${font.family} ${font.style}`;
  return (
    <label class="font">
      <input type="radio" name={name} checked={isChosen} onChange={onChoose} />
      <span
        class={isReady ? "font__face" : "font__face font__face--waiting"}
        style={isReady ? { fontFamily: `"${familyOf(font.id)}"` } : {}}
        aria-hidden="true"
      >
        {sample || font.family}
      </span>
      <span class="font__name">{label}</span>
    </label>
  );
}

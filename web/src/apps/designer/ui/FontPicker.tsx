/** Fonts, each shown in its own face with the shopper's own words. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { TextLayer } from "../../../document/types";
import { familyOf, showFace } from "../model/faces";
import type { ProductFont } from "../model/wire";
import { words } from "../words";
import { useSession } from "./session";

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

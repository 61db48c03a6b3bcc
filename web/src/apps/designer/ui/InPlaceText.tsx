/**
 * Writing on the product itself. The letters are the artwork's own, drawn by our layout; over them lies a text area of
 * the same font and measure whose letters are clear, so that caret, selection and the phone's keyboard are the browser's.
 */
import type { Signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { TextLayer } from "../../../document/types";
import { type Matrix, multiply } from "../../../geometry/matrix";
import { familyOf, showFace } from "../model/faces";
import { mostLetters, pasteCuts } from "../model/textLimits";
import { formatNumber, words } from "../words";
import { useSession } from "./session";

/** The em of the text area in CSS pixels: large enough that no phone zooms in on it. */
const EM = 32;
/** Where lines stand in a box that is higher than they are, as CSS calls it. */
const ALIGNED = { top: "start", middle: "center", bottom: "end" } as const;

export function InPlaceText({ toScreen }: { toScreen: Signal<Matrix | null> }) {
  const { editor } = useSession();
  const layer = editor.selected.value;
  if (!toScreen.value || layer?.type !== "text" || editor.writingId.value !== layer.id) return null;
  return <Field key={layer.id} layer={layer} toScreen={toScreen.value} />;
}

function Field({ layer, toScreen }: { layer: TextLayer; toScreen: Matrix }) {
  const { editor, ui } = useSession();
  const field = useRef<HTMLTextAreaElement>(null);
  const { product } = editor;
  useEffect(() => {
    const font = product.fonts.find((one) => one.id === layer.font);
    if (font) showFace(font).catch(() => {});
  }, [product, layer.font]);
  useEffect(() => {
    ui.isTyping.value = true;
    field.current?.focus({ preventScroll: true });
    field.current?.select();
    return () => {
      ui.isTyping.value = false;
    };
  }, [ui]);

  const area = editor.productArea?.text_areas.find((one) => one.name === layer.text_area);
  const most = mostLetters(editor.productArea, layer);
  return (
    <textarea
      ref={field}
      class="in-place"
      aria-label={words.editText}
      spellcheck={false}
      dir={layer.direction}
      placeholder={area?.default_text}
      maxLength={most}
      value={layer.text}
      style={styleOf(layer, toScreen, editor.typesetter.typeset(layer))}
      onInput={(event) => editor.setText(layer, event.currentTarget.value)}
      onPaste={(event) => {
        if (pasteCuts(event, most)) ui.toast(words.pasteCut(formatNumber(most)));
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== "Escape" || event.isComposing) return;
        editor.stopWriting();
        // The arrows go on with the object, not with the page.
        document.querySelector<HTMLElement>(".stage__canvas")?.focus({ preventScroll: true });
      }}
      onBlur={() => editor.stopWriting()}
    />
  );
}

function styleOf(layer: TextLayer, toScreen: Matrix, set: { width: number; height: number } | null) {
  const millimetres = layer.size / EM;
  const lines = layer.text.split("\n").length;
  // A caret behind the last letter needs room, and so does the next letter before it is measured.
  const width = (set?.width ?? layer.size * 4) / millimetres + 2 * EM;
  const height = Math.max((set?.height ?? 0) / millimetres, lines * layer.line_height * EM);
  const scaled = multiply(toScreen, multiply(layer.transform, [millimetres, 0, 0, millimetres, 0, 0]));
  const matrix = multiply(scaled, [1, 0, 0, 1, -width / 2, -height / 2]);
  return {
    width: `${width}px`,
    height: `${height}px`,
    transform: `matrix(${matrix.join(",")})`,
    fontFamily: `"${familyOf(layer.font)}"`,
    fontSize: `${EM}px`,
    lineHeight: layer.line_height,
    letterSpacing: `${layer.letter_spacing}em`,
    textAlign: layer.align,
    paddingInline: `${EM}px`,
    whiteSpace: layer.box ? "pre-wrap" : "pre",
    alignContent: layer.box ? ALIGNED[layer.box.vertical_align] : "start",
  };
}

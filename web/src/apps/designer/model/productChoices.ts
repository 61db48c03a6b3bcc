/** What a shopper decides about the product: options, print size, attributes. Each says what came of it. */
import { batch } from "@preact/signals";
import { words } from "../words";
import { chooseOption } from "./combinations";
import type { Editor } from "./editor";
import { inPrintSize } from "./scaling";
import type { Aspect, Attribute } from "./wire";

/**
 * Takes an option of an aspect. Returns the sentence that the shopper has to read because another choice had to
 * follow, or null.
 */
export function takeOption(editor: Editor, aspect: Aspect, optionId: string): string | null {
  const { choices, moved } = chooseOption(editor.product, editor.choices.value, aspect.id, optionId);
  editor.choices.value = choices;
  const nameIn = ({ id, options }: Aspect) => options.find((one) => one.id === choices[id])?.name ?? "";
  editor.say(words.said.option(aspect.name, nameIn(aspect)));
  if (moved.length === 0) return null;
  return words.optionMoved(nameIn(aspect), moved.map((one) => `${one.name}: ${nameIn(one)}`).join(", "));
}

/** The design goes into another print size with all that is on it, in one step. */
export function choosePrintSize(editor: Editor, id: string): void {
  const size = editor.product.print_sizes.find((one) => one.id === id);
  if (!size || id === editor.printSize.value) return;
  batch(() => {
    editor.endRun();
    editor.printSize.value = id;
    editor.apply(inPrintSize(editor.document.value, editor.product, id));
    if (editor.areaName.value !== size.area) editor.showArea(size.area);
  });
  editor.say(words.said.option(words.printSize, size.name));
}

/** A choice by its option's name, or a text; empty takes it away. */
export function setAttribute(editor: Editor, { id, kind, max_length }: Attribute, value: string): void {
  const kept = kind === "text" ? Array.from(value).slice(0, max_length).join("") : value;
  const { [id]: _before, ...others } = editor.attributes.value;
  editor.attributes.value = kept === "" ? others : { ...others, [id]: kept };
}

/** Another product in place of the one in hand: the design comes along as far as it can, and the way back stays open. */
import { ApiError } from "../../model/api";
import { type Beginning, fresh, type Opening } from "../../model/beginning";
import { carryOver } from "../../model/carryOver";
import type { Product } from "../../model/wire";
import { words } from "../../words";
import type { Session } from "../session";

/** Resolves to a sentence where the product cannot be had: then everything is as it was. */
export async function changeProduct(session: Session, id: number): Promise<string | null> {
  const { api, editor, ui } = session;
  if (id === editor.product.id) {
    ui.isChoosingProduct.value = false;
    return null;
  }
  let product: Product;
  try {
    product = await api.product(id);
  } catch (error) {
    return problemOf(error);
  }
  editor.stopWriting();
  const before = { product: editor.product, beginning: stateOf(session) };
  const { product: from, document, choices, attributes, quantity, pictures } = editor;
  const { beginning, came, left } = carryOver(
    {
      product: from,
      document: document.value,
      choices: choices.value,
      attributes: attributes.value,
      quantity: quantity.value,
      pictures: pictures.value,
    },
    product,
  );
  const next = session.replace(opening(product, beginning));
  const sentence = left > 0 ? words.designCamePartly(product.name, left) : words.designCame(product.name);
  const undo = { label: words.undo, run: () => void next.replace(opening(before.product, before.beginning)) };
  const empty = {
    label: words.startEmpty,
    run: () => next.editor.restart({ ...fresh(product, NOTHING), choices: beginning.choices }),
  };
  next.ui.toast(
    came + left > 0 ? sentence : words.productNow(product.name),
    "plain",
    came > 0 ? [undo, empty] : [undo],
    12,
  );
  next.editor.say(words.productNow(product.name));
  return null;
}

const NOTHING = { aspects: {}, textAreas: {}, printSize: null, attributes: {} };

export function problemOf(error: unknown): string {
  if (!(error instanceof ApiError)) throw error;
  const isGone = error.kind === "not-found" || error.kind === "refused";
  return isGone ? words.productGone : words.productUnreachable;
}

/** Another product in place of the one in hand: the design comes along as far as it can, and the way back stays open. */
import { ApiError } from "../../../../wire/request";
import { fresh } from "../../model/beginning";
import { type CarriedOver, carryOver } from "../../model/carryOver";
import type { Product } from "../../model/wire";
import { words } from "../../words";
import { lateOf } from "../sending/late";
import { openingOf, stateAsBeginning } from "../sending/startAgain";
import type { Session } from "../session";

/** Resolves to a sentence where the product cannot be had: then everything is as it was. */
export async function changeProduct(session: Session, id: number): Promise<string | null> {
  const { api, editor, ui, uploads } = session;
  if (id === editor.product.id) {
    ui.isChoosingProduct.value = false;
    return null;
  }
  if (uploads.underway) return words.stillUploading(uploads.underway.name);
  const product = await productOrProblem(api, id);
  if (typeof product === "string") return product;
  editor.stopWriting();
  const pictures = [...editor.pictures.value.values()];
  const before = openingOf(editor.product, { ...stateAsBeginning(session), pictures });
  const carried = carryOver(workOf(session), product);
  // What the old session has not written yet must not be written over the new one's.
  lateOf(session).keeper.flush();
  const next = session.replace(openingOf(product, carried.beginning));
  if (!next) return words.productGone;
  tell(next, carried, () => {
    lateOf(next).keeper.flush();
    next.replace(before);
  });
  return null;
}

/** The first product of a link that named none, with what the link wishes. */
export async function chooseProduct(
  { api, link }: Pick<Session, "api" | "link">,
  replace: Session["replace"],
  id: number,
): Promise<string | null> {
  const product = await productOrProblem(api, id);
  if (typeof product === "string") return product;
  const session = replace(openingOf(product, fresh(product, link), true));
  return session ? null : words.productGone;
}

function workOf({ editor }: Session) {
  const { product, document, choices, attributes, quantity, pictures } = editor;
  return {
    product,
    document: document.value,
    choices: choices.value,
    attributes: attributes.value,
    quantity: quantity.value,
    pictures: pictures.value,
  };
}

/** What became of the design, with the way back and, where something came along, a clean start. */
function tell({ editor, ui }: Session, { came, left }: CarriedOver, goBack: () => void): void {
  const { product } = editor;
  const undo = { label: words.undo, run: goBack };
  const startEmpty = {
    label: words.startEmpty,
    run: () => {
      const { value: design } = editor.document;
      editor.select(null);
      editor.apply({
        ...design,
        areas: design.areas.map((area) => ({ ...area, background: null, layers: [] })),
      });
    },
  };
  const sentence =
    left > 0
      ? words.designCamePartly(product.name, left)
      : came > 0
        ? words.designCame(product.name)
        : words.productNow(product.name);
  ui.toast(sentence, "plain", came > 0 ? [undo, startEmpty] : [undo], 12);
}

async function productOrProblem(api: Session["api"], id: number): Promise<Product | string> {
  try {
    return await api.product(id);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const isGone = error.kind === "not-found" || error.kind === "refused";
    return isGone ? words.productGone : words.productUnreachable;
  }
}

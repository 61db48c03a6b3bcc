/** From a restored draft back to what the link begins with. */
import { type Beginning, fresh, type Opening, open } from "../../model/beginning";
import type { Product } from "../../model/wire";
import { words } from "../../words";
import type { Session } from "../session";
import { lateOf } from "./late";
import { addWishes } from "./wishes";

/** Replaces the design. What was there can be brought back as long as the message about it stands. */
export async function startAgain(session: Session): Promise<void> {
  const { editor, ui } = session;
  const before = stateAsBeginning(session);
  const { product, beginning, isOwed } = await beginningOf(session);
  if (product.id !== editor.product.id) {
    startWithLinked(session, before, openingOf(product, beginning, isOwed));
    return;
  }
  editor.restart(beginning);
  lateOf(session).keeper.forget();
  if (isOwed) addWishes(session);
  ui.toast(words.startedAgain, "plain", { label: words.bringBack, run: () => editor.restart(before) }, 10);
}

/** The shopper had changed over to another product than the link's. */
function startWithLinked(session: Session, before: Beginning, linked: Opening): void {
  lateOf(session).keeper.forget();
  const next = session.replace(linked);
  if (!next) return;
  const pictures = [...session.editor.pictures.value.values()];
  const goBack = () => {
    lateOf(next).keeper.flush();
    next.replace(openingOf(session.editor.product, { ...before, pictures }));
  };
  next.ui.toast(words.startedAgain, "plain", { label: words.bringBack, run: goBack }, 10);
}

export function openingOf(product: Product, beginning: Beginning, isOwed = false): Opening {
  return { product, beginning, isOwed, notice: null, lostPictures: 0 };
}

/** Without the server, the empty product is what there is to begin with. */
async function beginningOf({ link, api, editor }: Session) {
  try {
    return await open(link, api, null);
  } catch {
    return { product: editor.product, beginning: fresh(editor.product, link), isOwed: !link.design };
  }
}

export function stateAsBeginning({ editor, opening }: Session): Beginning {
  const { past, present, future } = editor.history.value;
  return {
    document: present,
    past,
    future,
    choices: editor.choices.value,
    quantity: editor.quantity.value,
    printSize: editor.printSize.value,
    attributes: editor.attributes.value,
    pictures: [],
    fonts: opening.fonts,
  };
}

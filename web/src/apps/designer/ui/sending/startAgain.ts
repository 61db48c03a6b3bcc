/** From a restored draft back to what the link begins with. */
import { type Beginning, fresh, open } from "../../model/beginning";
import { words } from "../../words";
import type { Session } from "../session";
import { lateOf } from "./late";
import { addWishes } from "./wishes";

/** Replaces the design. What was there can be brought back as long as the message about it stands. */
export async function startAgain(session: Session): Promise<void> {
  const { editor, ui } = session;
  const before = stateAsBeginning(session);
  const { beginning, isOwed } = await beginningOf(session);
  editor.restart(beginning);
  lateOf(session).keeper.forget();
  if (isOwed) addWishes(session);
  ui.toast(words.startedAgain, "plain", { label: words.bringBack, run: () => editor.restart(before) }, 10);
}

/** Without the server, the empty product is what there is to begin with. */
async function beginningOf({ link, api, editor }: Session) {
  try {
    return await open(link, api, null);
  } catch {
    return { beginning: fresh(editor.product, link), isOwed: !link.design };
  }
}

function stateAsBeginning({ editor, opening }: Session): Beginning {
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

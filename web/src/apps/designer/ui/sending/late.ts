/** What a session does that is not needed for the first look at the product: it keeps the design, and sends it. */
import { type Keeper, keepDraft } from "../../model/keeping";
import { hasOtherColours } from "../../model/palette";
import { words } from "../../words";
import type { Session } from "../session";
import { Sender } from "./Sender";
import { addWishes } from "./wishes";

export interface Late {
  readonly keeper: Keeper;
  readonly sender: Sender;
}

const known = new WeakMap<Session, Late>();

/** Begins with the first call. */
export function lateOf(session: Session): Late {
  const before = known.get(session);
  if (before) return before;
  const { editor, drafts, opening } = session;
  const kept = { editor, place: drafts, fonts: opening.fonts, isOwed: () => opening.isOwed.value };
  const keeper = keepDraft(kept, opening.untouched, window);
  const late = { keeper, sender: new Sender(session, keeper, window) };
  known.set(session, late);
  if (opening.isOwed.value) addWishes(session);
  if (hasOtherColours(editor.product, editor.document.value))
    session.ui.toast(words.otherColours, "plain", null, 10);
  return late;
}

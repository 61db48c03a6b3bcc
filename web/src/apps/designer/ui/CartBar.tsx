/** Price, quantity and "Add to cart": always in sight. */
import { words } from "../words";
import { Later, startTools } from "./Later";
import { Price } from "./Price";
import { Quantity } from "./Quantity";
import { type Purpose, type Session, useSession } from "./session";

export function CartBar() {
  const session = useSession();
  const { editor, ui } = session;
  const sending = ui.sending.value;
  // While there is something to decide, it is the shopper's turn.
  const isBusy = sending?.purpose === "cart" && sending.step !== "checking" && sending.step !== "done";
  const hasDialog = sending !== null && sending.step !== "sending";
  return (
    <div class="cart">
      <Price />
      <Quantity />
      <button
        type="button"
        class="button button--primary button--large cart__add"
        aria-busy={isBusy}
        disabled={editor.sku.value === null}
        onClick={() => void startSending(session, "cart")}
      >
        {isBusy ? words.adding : words.addToCart}
      </button>
      {hasDialog ? <Later show={({ SendingDialog }) => <SendingDialog />} /> : null}
    </div>
  );
}

/** The way to the cart or to the shop comes with the tools. */
export async function startSending(session: Session, purpose: Purpose): Promise<void> {
  const tools = await startTools();
  if (tools) tools.lateOf(session).sender.start(purpose);
  else session.ui.toast(words.toolsUnreachable, "danger");
}

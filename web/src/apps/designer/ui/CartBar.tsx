/** Price, quantity and "Add to cart": always in sight. */
import { useSignal } from "@preact/signals";
import { ApiError } from "../model/api";
import { missingAttributes } from "../model/choices";
import { designRequest } from "../model/request";
import { isBlocking, isGrave } from "../model/verdicts";
import { words } from "../words";
import { Later } from "./Later";
import { Price } from "./Price";
import { Quantity } from "./Quantity";
import { type Session, useSession } from "./session";

export function CartBar() {
  const session = useSession();
  const { editor, uploads, ui } = session;
  const isBusy = useSignal(false);
  const isChecking = useSignal(false);
  const savedRef = useSignal<string | null>(null);

  const order = async () => {
    isChecking.value = false;
    if (isBusy.value) return;
    isBusy.value = true;
    savedRef.value = await addToCart(session);
    isBusy.value = false;
  };
  const check = async () => {
    await editor.startPreflight();
    if (editor.verdicts.value.some(isGrave)) isChecking.value = true;
    else void order();
  };
  const onClick = () => {
    editor.stopWriting();
    if (askForMissing(session)) return;
    const waiting = uploads.underway;
    if (!waiting) void check();
    else
      ui.toast(words.stillUploading(waiting.name), "plain", {
        label: words.addWithoutIt,
        run: () => void check(),
      });
  };
  return (
    <div class="cart">
      <Price />
      <Quantity />
      <button
        type="button"
        class="button button--primary button--large cart__add"
        aria-busy={isBusy.value}
        disabled={editor.sku.value === null}
        onClick={onClick}
      >
        {isBusy.value ? words.adding : words.addToCart}
      </button>
      {isChecking.value ? (
        <Later
          show={({ CheckDialog }) => (
            <CheckDialog
              verdicts={editor.verdicts.value}
              canOrder={!editor.verdicts.value.some(isBlocking)}
              onOrder={() => void order()}
              onClose={() => {
                isChecking.value = false;
              }}
            />
          )}
        />
      ) : null}
      {savedRef.value ? (
        <Later
          show={({ SavedDialog }) => (
            <SavedDialog
              reference={savedRef.value ?? ""}
              onClose={() => {
                savedRef.value = null;
              }}
            />
          )}
        />
      ) : null}
    </div>
  );
}

/** Asks for the attributes that an order needs, where they are given. Whether there is something to ask for. */
function askForMissing({ editor, ui }: Session): boolean {
  const missing = missingAttributes(editor);
  if (missing.length === 0) return false;
  editor.select(null);
  ui.panel.value = "product";
  ui.asksForMissing.value++;
  editor.say(words.missingFirst(missing.map(({ name }) => name).join(", ")));
  return true;
}

/** Makes the print job and tells the shop. Returns the reference to show when there is no shop to tell. */
async function addToCart({ editor, cart, parent, ui, forgetDraft }: Session): Promise<string | null> {
  const endBusy = parent.showBusy();
  editor.say(words.preparingOrder);
  try {
    const item = await cart.add(designRequest(editor));
    // The design is safe in the shop's cart now, which can open it again by its reference.
    forgetDraft();
    parent.addToCart([item]);
    if (!parent.isConnected) return item.ref;
    ui.toast(words.addedText, "success");
  } catch (error) {
    ui.toast(failureText(error), "danger", null, 12);
  } finally {
    endBusy();
  }
  return null;
}

function failureText(error: unknown): string {
  if (!(error instanceof ApiError)) throw error;
  if (error.kind === "unreachable") return words.cartUnreachable;
  return (error.kind === "refused" && error.message) || words.cartBroken;
}

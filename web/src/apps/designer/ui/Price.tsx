/** What the design costs, at the quantity chosen: by the shop's word where the link says whom to ask. */
import { hasFeature } from "../model/configuration";
import { ownPrice, shownPrice } from "../model/price";
import { words } from "../words";
import { useSession } from "./session";

export function Price() {
  const { configuration, editor, pricing } = useSession();
  if (!hasFeature(configuration, "price")) return null;
  const quote = pricing.quote.value;
  const isAsking = pricing.isAsking.value;
  // The first answer is waited for: a price that jumps looks like a trick.
  if (isAsking && !quote) {
    return (
      <div class="cart__price" aria-busy="true">
        <span class="skeleton cart__price-skeleton" />
        <span class="visually-hidden">{words.askingPrice}</span>
      </div>
    );
  }
  const shown = shownPrice(quote, ownPrice(editor), editor.quantity.value);
  if (!shown) return null;
  return (
    <div class="cart__price" aria-live="polite" aria-atomic="true" aria-busy={isAsking}>
      <strong class="number">{shown.main}</strong>
      {shown.each || shown.isEach ? (
        <span class="muted number">{shown.each ? words.each(shown.each) : words.perPiece}</span>
      ) : null}
    </div>
  );
}

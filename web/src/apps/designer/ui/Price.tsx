/** What the design costs, at the quantity chosen. */
import { formatPrice, words } from "../words";
import { useSession } from "./session";

export function Price() {
  const { editor } = useSession();
  const { price } = editor.product;
  if (!price) return null;
  const quantity = editor.quantity.value;
  return (
    <div class="cart__price">
      <strong class="number">{formatPrice(price.amount * quantity, price.currency)}</strong>
      {quantity > 1 ? (
        <span class="muted number">{words.each(formatPrice(price.amount, price.currency))}</span>
      ) : null}
    </div>
  );
}

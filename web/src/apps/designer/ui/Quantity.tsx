/** How many are ordered. */
import { words } from "../words";
import { Icon } from "./icons";
import { useSession } from "./session";

const MOST = 999;

export function Quantity() {
  const { editor } = useSession();
  const quantity = editor.quantity.value;
  const set = (value: number) => {
    if (Number.isInteger(value) && value >= 1 && value <= MOST) editor.quantity.value = value;
  };
  return (
    <fieldset class="cart__quantity" aria-label={words.quantity}>
      <div class="stepper">
        <button
          type="button"
          aria-label={words.fewer}
          disabled={quantity <= 1}
          onClick={() => set(quantity - 1)}
        >
          <Icon name="minus" />
        </button>
        <input
          type="number"
          inputMode="numeric"
          aria-label={words.quantity}
          min={1}
          max={MOST}
          value={quantity}
          onInput={(event) => set(Number(event.currentTarget.value))}
          onBlur={(event) => {
            event.currentTarget.value = String(editor.quantity.value);
          }}
        />
        <button
          type="button"
          aria-label={words.oneMore}
          disabled={quantity >= MOST}
          onClick={() => set(quantity + 1)}
        >
          <Icon name="plus" />
        </button>
      </div>
    </fieldset>
  );
}

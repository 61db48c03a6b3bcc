/** How many are ordered: by the buttons, the arrow keys, or typed and then set right with a word. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "../../../ui/icons";
import { hasFeature } from "../model/configuration";
import { quantityRule } from "../model/price";
import { allowedQuantity, mostOf, nextQuantity } from "../model/quantity";
import { words } from "../words";
import { useSession } from "./session";

export function Quantity() {
  const { configuration, editor, pricing, ui } = useSession();
  const rule = quantityRule(editor.product.quantity, pricing.quote.value);
  const quantity = editor.quantity.value;
  const most = mostOf(rule);
  const settle = (wish: number) => {
    const right = allowedQuantity(rule, wish);
    editor.quantity.value = right;
    if (right !== wish) ui.toast(words.quantityCorrected(right, rule.min, most, rule.step));
  };
  // What an answer about the price, a link or an older design brings has to be possible too.
  useEffect(() => {
    if (allowedQuantity(rule, quantity) !== quantity) settle(quantity);
  }, [rule.min, most, rule.step]);
  if (!hasFeature(configuration, "quantity")) return null;
  return (
    <QuantityField
      quantity={quantity}
      least={rule.min}
      most={most}
      onType={(wish) => {
        if (allowedQuantity(rule, wish) === wish) editor.quantity.value = wish;
      }}
      onLeave={settle}
      onStep={(by) => {
        editor.quantity.value = nextQuantity(rule, editor.quantity.value, by);
      }}
    />
  );
}

interface QuantityFieldProps {
  readonly quantity: number;
  readonly least: number;
  readonly most: number;
  /** What is possible counts at once. */
  readonly onType: (wish: number) => void;
  /** The rest when the field is left. */
  readonly onLeave: (wish: number) => void;
  readonly onStep: (by: 1 | -1) => void;
}

function QuantityField({ quantity, least, most, onType, onLeave, onStep }: QuantityFieldProps) {
  const typed = useSignal<string | null>(null);
  const finish = () => {
    if (typed.value !== null && typed.value.trim() !== "") onLeave(Number(typed.value));
    typed.value = null;
  };
  const go = (by: 1 | -1) => {
    typed.value = null;
    onStep(by);
  };
  return (
    <fieldset class="cart__quantity" aria-label={words.quantity}>
      <div class="stepper">
        <button type="button" aria-label={words.fewer} disabled={quantity <= least} onClick={() => go(-1)}>
          <Icon name="minus" />
        </button>
        <input
          type="text"
          inputMode="numeric"
          role="spinbutton"
          autocomplete="off"
          aria-label={words.quantity}
          aria-valuenow={quantity}
          aria-valuemin={least}
          aria-valuemax={most}
          value={typed.value ?? String(quantity)}
          onFocus={(event) => event.currentTarget.select()}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            if (typed.value !== "") onType(Number(typed.value));
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") finish();
            else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
              event.preventDefault();
              go(event.key === "ArrowUp" ? 1 : -1);
            }
          }}
          onBlur={finish}
        />
        <button type="button" aria-label={words.oneMore} disabled={quantity >= most} onClick={() => go(1)}>
          <Icon name="plus" />
        </button>
      </div>
    </fieldset>
  );
}

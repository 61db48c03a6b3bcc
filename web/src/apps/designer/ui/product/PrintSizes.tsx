/** The sizes in which it is printed, drawn beside one another to one scale. */
import { useId } from "preact/hooks";
import { hasFeature } from "../../model/configuration";
import { choosePrintSize } from "../../model/productChoices";
import type { PrintSize } from "../../model/wire";
import { formatDimensions, formatExtra, words } from "../../words";
import { useSession } from "../session";

/** Pixels of the largest size's longer side. */
const LARGEST = 44;

export function PrintSizes() {
  const { configuration, editor, pricing } = useSession();
  const name = useId();
  const { print_sizes: sizes } = editor.product;
  const longest = Math.max(...sizes.flatMap(({ width, height }) => [width, height]));
  const quote = pricing.quote.value;
  const extraOf = (size: PrintSize) => {
    if (!hasFeature(configuration, "price")) return null;
    return quote ? (quote.options.get(size.name) ?? null) : formatExtra(size.price);
  };
  return (
    <fieldset class="field">
      <legend class="field__label">{words.printSize}</legend>
      <div class="print-sizes">
        {sizes.map((size) => {
          const extra = extraOf(size);
          const measures = formatDimensions(size.width, size.height);
          return (
            <label key={size.id} class="print-size">
              <input
                type="radio"
                name={name}
                checked={size.id === editor.printSize.value}
                onChange={() => choosePrintSize(editor, size.id)}
              />
              <span class="print-size__picture" aria-hidden="true">
                <span
                  class="print-size__sheet"
                  style={{
                    width: `${(size.width / longest) * LARGEST}px`,
                    height: `${(size.height / longest) * LARGEST}px`,
                  }}
                />
              </span>
              <span class="print-size__words">
                <span class="print-size__name">{size.name}</span>
                {measures === size.name ? null : <span class="print-size__measures">{measures}</span>}
              </span>
              {extra ? <span class="print-size__extra number">{extra}</span> : null}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

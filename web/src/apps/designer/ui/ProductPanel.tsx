/** The product itself: its options and what it is. */
import { isOffered } from "../model/choices";
import type { Aspect, Product } from "../model/wire";
import { words } from "../words";
import { useSession } from "./session";

export function ProductPanel() {
  const { editor } = useSession();
  const { product } = editor;
  return (
    <div class="stack stack--24">
      {product.aspects.map((aspect) => (
        <AspectChoice key={aspect.id} product={product} aspect={aspect} />
      ))}
      {editor.sku.value === null ? <p class="notice notice--warning">{words.unavailable}</p> : null}
      {product.description ? <p class="muted small">{product.description}</p> : null}
    </div>
  );
}

function AspectChoice({ product, aspect }: { product: Product; aspect: Aspect }) {
  const { editor } = useSession();
  const choices = editor.choices.value;
  const chosen = aspect.options.find((option) => option.id === choices[aspect.id]);
  const isColour = aspect.options.every((option) => option.colour);
  const choose = (optionId: string, name: string) => {
    editor.choices.value = { ...choices, [aspect.id]: optionId };
    editor.say(words.said.option(aspect.name, name));
  };
  return (
    <fieldset class="field">
      <legend class="field__label">
        {aspect.name}
        {chosen && isColour ? <span class="muted"> · {chosen.name}</span> : null}
      </legend>
      <div
        class={isColour ? "swatches swatches--large" : "sizes"}
        style={{ "--longest": Math.max(...aspect.options.map((option) => option.name.length)) }}
      >
        {aspect.options.map((option) => {
          const isMade = isOffered(product, choices, aspect, option.id);
          return (
            <label
              key={option.id}
              class={isColour ? "swatch" : "size"}
              style={isColour ? { "--swatch": option.colour } : {}}
              title={isMade ? option.name : `${option.name}: ${words.unavailable}`}
              data-unavailable={isMade ? undefined : ""}
            >
              <input
                type="radio"
                name={`aspect-${aspect.id}`}
                checked={option.id === chosen?.id}
                onChange={() => choose(option.id, option.name)}
              />
              <span class={isColour ? "visually-hidden" : ""}>{option.name}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

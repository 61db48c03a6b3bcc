/** The options of one aspect. What is not made with the other choices is marked, and choosing it moves those. */
import { isOffered } from "../../model/choices";
import { hasFeature } from "../../model/configuration";
import { takeOption } from "../../model/productChoices";
import type { Aspect } from "../../model/wire";
import { words } from "../../words";
import { useSession } from "../session";

export function AspectChoice({ aspect }: { aspect: Aspect }) {
  const { configuration, editor, pricing, ui } = useSession();
  const choices = editor.choices.value;
  const chosen = aspect.options.find((option) => option.id === choices[aspect.id]);
  const isColour = aspect.options.every((option) => option.colour);
  const extras = hasFeature(configuration, "price") ? pricing.quote.value?.options : null;
  const choose = (optionId: string) => {
    const sentence = takeOption(editor, aspect, optionId);
    if (sentence) ui.toast(sentence);
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
          const isMade = isOffered(editor.product, choices, aspect, option.id);
          const extra = extras?.get(option.name);
          return (
            <label
              key={option.id}
              class={isColour ? "swatch" : "size"}
              style={isColour ? { "--swatch": option.colour } : {}}
              title={isMade ? option.name : words.notWithOthers(option.name)}
              data-unavailable={isMade ? undefined : ""}
            >
              <input
                type="radio"
                name={`aspect-${aspect.id}`}
                checked={option.id === chosen?.id}
                onChange={() => choose(option.id)}
              />
              <span class={isColour ? "visually-hidden" : ""}>{option.name}</span>
              {extra ? (
                <span class={isColour ? "visually-hidden" : "size__extra number"}>{extra}</span>
              ) : null}
              {isMade ? null : <span class="visually-hidden">{words.notWithOthersShort}</span>}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

/** Something about the product that is neither a variant nor artwork: a choice, or a text. */
import { useEffect, useId, useRef } from "preact/hooks";
import { hasFeature } from "../../model/configuration";
import { setAttribute } from "../../model/productChoices";
import type { Attribute } from "../../model/wire";
import { formatExtra, words } from "../../words";
import { useSession } from "../session";

/** More than so many options are a list to open. */
const MOST_BESIDE_ONE_ANOTHER = 4;

interface AttributeFieldProps {
  attribute: Attribute;
  /** The first of those that are still missing when something was to be ordered: it gets the focus. */
  isNext: boolean;
}

export function AttributeField({ attribute, isNext }: AttributeFieldProps) {
  const { editor, ui } = useSession();
  const place = useRef<HTMLDivElement>(null);
  const id = useId();
  const value = editor.attributes.value[attribute.id] ?? "";
  const isMissing = ui.asksForMissing.value > 0 && attribute.required && value.trim() === "";
  const asked = ui.asksForMissing.value;
  useEffect(() => {
    if (isNext) place.current?.querySelector<HTMLElement>("input, select, textarea")?.focus();
    // Asked again, the first that is missing gets the focus again; writing in one must not move it to the next.
  }, [asked]);
  const set = (text: string) => setAttribute(editor, attribute, text);
  const shared = { attribute, value, set, id, isMissing };
  return (
    <div ref={place} class={isMissing ? "field field--invalid" : "field"}>
      {attribute.kind === "text" ? (
        <TextAttribute {...shared} />
      ) : attribute.options.length > MOST_BESIDE_ONE_ANOTHER ? (
        <ListAttribute {...shared} />
      ) : (
        <ChoiceAttribute {...shared} />
      )}
      {isMissing ? (
        <p id={`${id}-error`} class="field__error">
          {attribute.kind === "text" ? words.attributeTextMissing : words.attributeChoiceMissing}
        </p>
      ) : null}
    </div>
  );
}

interface ControlProps {
  attribute: Attribute;
  value: string;
  id: string;
  isMissing: boolean;
  set: (value: string) => void;
}

/** A choice that nobody has to make says so by itself: it offers none. */
function Mark({ kind, required }: Attribute) {
  if (!required && kind === "choice") return null;
  return <span class="field__mark"> · {required ? words.required : words.optional}</span>;
}

function TextAttribute({ attribute, value, id, isMissing, set }: ControlProps) {
  const { name, max_length: most, required } = attribute;
  const left = most - Array.from(value).length;
  const isLong = most > 60;
  const control = {
    id,
    value,
    required,
    maxLength: most * 2,
    "aria-invalid": isMissing,
    "aria-describedby": isMissing ? `${id}-left ${id}-error` : `${id}-left`,
  };
  return (
    <>
      <label for={id}>
        {name}
        <Mark {...attribute} />
      </label>
      {isLong ? (
        <textarea
          {...control}
          rows={3}
          // It is printed as one line of an order, however long.
          onInput={(event) => set(event.currentTarget.value.replace(/\s*\n\s*/g, " "))}
        />
      ) : (
        <input
          {...control}
          type="text"
          autocomplete="off"
          onInput={(event) => set(event.currentTarget.value)}
        />
      )}
      <span id={`${id}-left`} class="field__hint number">
        {words.fieldLeft(left)}
      </span>
    </>
  );
}

function useExtras(attribute: Attribute): (name: string) => string | null {
  const { configuration, pricing } = useSession();
  const quote = pricing.quote.value;
  if (!hasFeature(configuration, "price")) return () => null;
  if (quote) return (name) => quote.options.get(name) ?? null;
  return (name) => formatExtra(attribute.options.find((option) => option.name === name)?.price ?? null);
}

function ListAttribute({ attribute, value, id, isMissing, set }: ControlProps) {
  const extraOf = useExtras(attribute);
  return (
    <>
      <label for={id}>
        {attribute.name}
        <Mark {...attribute} />
      </label>
      <select
        id={id}
        value={value}
        required={attribute.required}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? `${id}-error` : undefined}
        onChange={(event) => set(event.currentTarget.value)}
      >
        <option value="">{attribute.required ? words.pleaseChoose : words.noneOfThese}</option>
        {attribute.options.map(({ id: key, name }) => {
          const extra = extraOf(name);
          return (
            <option key={key} value={name}>
              {extra ? words.withExtra(name, extra) : name}
            </option>
          );
        })}
      </select>
    </>
  );
}

function ChoiceAttribute({ attribute, value, id, isMissing, set }: ControlProps) {
  const extraOf = useExtras(attribute);
  // One may change one's mind about what nobody has to choose.
  const isOpen = !attribute.required && attribute.default === "";
  const options = [
    ...(isOpen ? [{ key: "", value: "", name: words.noneOfThese }] : []),
    ...attribute.options.map(({ id: key, name }) => ({ key, value: name, name })),
  ];
  return (
    <fieldset class="field" aria-describedby={isMissing ? `${id}-error` : undefined}>
      <legend class="field__label">
        {attribute.name}
        <Mark {...attribute} />
      </legend>
      <div class="choices">
        {options.map((option) => {
          const extra = extraOf(option.name);
          return (
            <label key={option.key} class="choice choice--card">
              <input
                type="radio"
                name={id}
                checked={option.value === value}
                onChange={() => set(option.value)}
              />
              <span class="choice__name">{option.name}</span>
              {extra ? <span class="muted number">{extra}</span> : null}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

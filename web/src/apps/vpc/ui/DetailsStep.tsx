/** What the products are called and which colours are on offer: for all at once, and for each. */
import { useId, useRef } from "preact/hooks";
import type { Creator } from "../model/creator";
import { BLANK_TOKEN, type Fault, LONGEST_DESCRIPTION, LONGEST_NAME } from "../model/details";
import { TOKENS } from "../model/skus";
import { words } from "../words";
import { Heading } from "./Heading";
import { ProductRow } from "./ProductRow";
import { useSession } from "./session";

export function DetailsStep() {
  const { creator } = useSession();
  return (
    <div class="step details">
      <Heading>{creator.edited ? words.step.details : words.detailsHeading}</Heading>
      <Aside />
      <Common />
      <ul class="details__products">
        {creator.chosen.value.map((blank) => (
          <li key={blank.id}>
            <ProductRow blank={blank} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What was created before these failed: the artist may go on without them. */
function Aside() {
  const { creator, making } = useSession();
  const { length } = making.earlier.value;
  if (length === 0) return null;
  return (
    <div class="notice notice--success details__aside" role="status">
      <p>{words.doneHeading(length)}</p>
      <p>
        <button
          type="button"
          class="link-button"
          onClick={() => {
            creator.step.value = "create";
            making.settle();
          }}
        >
          {words.goOnWith(length)}
        </button>
      </p>
    </div>
  );
}

/** One that is changed has no pattern: what is said here is its own. */
function Common() {
  const { creator } = useSession();
  const isOne = creator.edited !== null;
  const { description, mayPersonalise } = creator.common.value;
  const id = useId();
  return (
    <section class="card details__common" aria-label={isOne ? undefined : words.forAll}>
      {isOne ? null : <h3>{words.forAll}</h3>}
      <NameField />
      <div class="field">
        <label for={`${id}-description`}>{words.description}</label>
        <textarea
          id={`${id}-description`}
          value={description}
          maxLength={LONGEST_DESCRIPTION}
          rows={3}
          aria-describedby={`${id}-description-hint`}
          onInput={(event) => creator.describe({ description: event.currentTarget.value })}
        />
        <p class="field__hint" id={`${id}-description-hint`}>
          {words.descriptionHint}
        </p>
      </div>
      <SkuField />
      {isOne ? null : <Palette />}
      <label class="switch">
        <input
          type="checkbox"
          checked={mayPersonalise}
          aria-describedby={`${id}-personalise`}
          onChange={(event) => creator.describe({ mayPersonalise: event.currentTarget.checked })}
        />
        {words.mayPersonalise}
      </label>
      <p class="field__hint" id={`${id}-personalise`}>
        {words.mayPersonaliseHint}
      </p>
    </section>
  );
}

/** The colours of all products: each is offered wherever there is one, or nowhere. */
function Palette() {
  const { creator } = useSession();
  const palette = creator.palette.value;
  // With one product its own tiles say it all.
  if (palette.length < 2 || palette.every(({ has }) => has < 2)) return null;
  return (
    <fieldset class="field">
      <legend class="colours__legend">
        {words.colours} <span class="muted">· {words.onOffer}</span>
      </legend>
      <div class="palette">
        {palette.map(({ name, colour, has, offers }) => (
          <button
            type="button"
            key={name}
            class="chip chip--small"
            aria-pressed={offers === has ? true : offers > 0 ? "mixed" : false}
            onClick={() => creator.offerEverywhere(name, offers < has)}
          >
            <span class="dot" style={{ "--swatch": colour }} />
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

/** What is wrong with what is said for all, told beside it; null: nothing, or only with what products say themselves. */
function commonFault(creator: Creator, field: "name" | "sku"): Fault | null {
  for (const { id } of creator.chosen.value) {
    const fault = creator.faults.value.get(id);
    const isOwn = creator.ownDetails.value.get(id)?.[field] !== undefined;
    if (fault && !isOwn && (fault === "no-name") === (field === "name")) return fault;
  }
  return null;
}

function NameField() {
  const { creator } = useSession();
  const isOne = creator.edited !== null;
  return (
    <TokenField
      label={words.name}
      value={creator.common.value.name}
      maxLength={LONGEST_NAME}
      hint={isOne ? "" : words.nameHint}
      fault={commonFault(creator, "name")}
      tokens={isOne ? [] : [[BLANK_TOKEN, words.blankName]]}
      onChange={(name) => creator.describe({ name })}
    />
  );
}

function SkuField() {
  const { creator } = useSession();
  const isOne = creator.edited !== null;
  const [first] = creator.details.value.values();
  return (
    <TokenField
      label={isOne ? words.ownSku : words.sku}
      value={creator.common.value.sku}
      maxLength={120}
      isCode
      hint={isOne || !first ? "" : words.skuExample(first.sku)}
      fault={commonFault(creator, "sku")}
      tokens={isOne ? [] : TOKENS.map((token) => [`{${token}}`, words.tokens[token]])}
      onChange={(sku) => creator.describe({ sku })}
    />
  );
}

interface TokenFieldProps {
  label: string;
  value: string;
  maxLength: number;
  hint: string;
  fault: Fault | null;
  /** What can be inserted, and what it is called. */
  tokens: readonly (readonly [string, string])[];
  isCode?: boolean;
  onChange: (value: string) => void;
}

/** A text in which parts stand for something of each product. */
function TokenField({ label, value, maxLength, hint, fault, tokens, isCode, onChange }: TokenFieldProps) {
  const id = useId();
  const described = [fault ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ");
  const input = useRef<HTMLInputElement>(null);
  const insert = (token: string) => {
    const field = input.current;
    if (!field) return;
    field.setRangeText(
      token,
      field.selectionStart ?? value.length,
      field.selectionEnd ?? value.length,
      "end",
    );
    onChange(field.value);
    field.focus();
  };
  return (
    <div class={fault ? "field field--invalid" : "field"}>
      <label for={id}>{label}</label>
      <input
        ref={input}
        id={id}
        type="text"
        class={isCode ? "mono" : undefined}
        dir={isCode ? "ltr" : "auto"}
        value={value}
        maxLength={maxLength}
        spellcheck={!isCode}
        autocomplete="off"
        aria-invalid={fault ? true : undefined}
        aria-describedby={described || undefined}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {fault ? (
        <p class="field__error" id={`${id}-error`}>
          {words.faults[fault]}
        </p>
      ) : null}
      {tokens.length > 0 ? (
        <div class="tokens">
          {tokens.map(([token, name]) => (
            <button
              type="button"
              class="token"
              key={token}
              aria-label={words.insert(name)}
              onClick={() => insert(token)}
            >
              + {name}
            </button>
          ))}
        </div>
      ) : null}
      {hint ? (
        <p class="field__hint" id={`${id}-hint`}>
          <bdi>{hint}</bdi>
        </p>
      ) : null}
    </div>
  );
}

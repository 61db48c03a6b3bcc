/** One of the products: its name and SKU, the colours on offer as live mock-ups, and the rest folded in. */
import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { Icon } from "../../../ui/icons";
import type { Aspect, Product } from "../../../wire/product";
import { coloursOf } from "../model/creator";
import { type Details, type Fault, LONGEST_DESCRIPTION, LONGEST_NAME } from "../model/details";
import type { Blank } from "../model/wire";
import { words } from "../words";
import { Mockup } from "./Mockup";
import { useSession } from "./session";

export function ProductRow({ blank }: { blank: Blank }) {
  const { creator } = useSession();
  const product = creator.products.value.get(blank.id);
  const colours = coloursOf(product);
  return (
    <article class="card product-row" aria-label={blank.name}>
      <div class="product-row__picture">
        <Mockup blank={blank} size="card" label={words.mockupOf(blank.name)} />
      </div>
      <div class="product-row__facts">
        <p class="product-row__blank small muted">{blank.name}</p>
        {creator.edited ? null : <OwnNames blank={blank} />}
        {product && colours ? <Colours product={product} aspect={colours} /> : null}
        {product ? <More blank={blank} product={product} colours={colours} /> : null}
      </div>
    </article>
  );
}

function OwnNames({ blank }: { blank: Blank }) {
  const { creator } = useSession();
  const details = creator.details.value.get(blank.id);
  const fault = creator.faults.value.get(blank.id);
  if (!details) return null;
  return (
    <div class="field-row">
      <OwnField blank={blank} field="name" label={words.name} details={details} fault={fault} />
      <OwnField blank={blank} field="sku" label={words.ownSku} details={details} fault={fault} />
    </div>
  );
}

interface OwnFieldProps {
  blank: Blank;
  field: "name" | "sku";
  label: string;
  details: Details;
  fault: Fault | undefined;
}

function OwnField({ blank, field, label, details, fault }: OwnFieldProps) {
  const { creator } = useSession();
  const id = useId();
  const isOwn = creator.ownDetails.value.get(blank.id)?.[field] !== undefined;
  const isWrong = fault !== undefined && (fault === "no-name") === (field === "name");
  return (
    <div class={isWrong ? "field field--invalid" : "field"}>
      <div class="own-field__label">
        <label for={id}>{label}</label>
        {isOwn ? (
          <button
            type="button"
            class="link-button small"
            aria-label={words.asAllHint(label)}
            onClick={() => creator.describeOwn(blank.id, { [field]: undefined })}
          >
            {words.asAll}
          </button>
        ) : null}
      </div>
      <input
        id={id}
        type="text"
        class={field === "sku" ? "mono" : undefined}
        dir={field === "sku" ? "ltr" : "auto"}
        value={details[field]}
        maxLength={field === "name" ? LONGEST_NAME : 80}
        spellcheck={field === "name"}
        autocomplete="off"
        aria-invalid={isWrong ? true : undefined}
        aria-describedby={isWrong ? `${id}-error` : undefined}
        onInput={(event) => creator.describeOwn(blank.id, { [field]: event.currentTarget.value })}
      />
      {isWrong ? (
        <p class="field__error" id={`${id}-error`}>
          {words.faults[fault]}
        </p>
      ) : null}
    </div>
  );
}

/** Every colour with the artwork on it; those on offer are ticked. */
function Colours({ product, aspect }: { product: Product; aspect: Aspect }) {
  const { creator } = useSession();
  const blank = creator.chosen.value.find(({ id }) => id === product.id);
  const offered = aspect.options.filter(({ id }) => creator.isOffered(product.id, id)).length;
  if (!blank) return null;
  return (
    <fieldset class="colours">
      <legend class="colours__legend">
        {aspect.name} <span class="muted">· {words.offeredOf(offered, aspect.options.length)}</span>
      </legend>
      <div class="colours__list">
        {aspect.options.map((option) => (
          <label key={option.id} class="colour-tile">
            <input
              type="checkbox"
              checked={creator.isOffered(product.id, option.id)}
              disabled={offered === 1 && creator.isOffered(product.id, option.id)}
              aria-label={words.offerOn(option.name, blank.name)}
              onChange={(event) => creator.offer(product.id, aspect, option.id, event.currentTarget.checked)}
            />
            <span class="colour-tile__picture">
              <Mockup blank={blank} size="tile" colour={option.colour} />
              <span class="colour-tile__tick" aria-hidden="true">
                <Icon name="check" size={14} />
              </span>
            </span>
            <span class="colour-tile__name">{option.name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface MoreProps {
  blank: Blank;
  product: Product;
  colours: Aspect | null;
}

function More({ blank, product, colours }: MoreProps) {
  const { creator } = useSession();
  const isOpen = useSignal(false);
  const others = product.aspects.filter((aspect) => aspect !== colours);
  if (creator.edited && others.length === 0) return null;
  return (
    <details
      class="disclosure"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary aria-label={words.openProduct(blank.name)}>{words.more}</summary>
      {isOpen.value ? (
        <div class="stack">
          {creator.edited ? null : <OwnRest blank={blank} />}
          {others.map((aspect) => (
            <Options key={aspect.id} product={product} aspect={aspect} />
          ))}
        </div>
      ) : null}
    </details>
  );
}

function OwnRest({ blank }: { blank: Blank }) {
  const { creator } = useSession();
  const id = useId();
  const details = creator.details.value.get(blank.id);
  const isOwn = creator.ownDetails.value.get(blank.id)?.description !== undefined;
  if (!details) return null;
  return (
    <>
      <div class="field">
        <div class="own-field__label">
          <label for={id}>{words.description}</label>
          {isOwn ? (
            <button
              type="button"
              class="link-button small"
              aria-label={words.asAllHint(words.description)}
              onClick={() => creator.describeOwn(blank.id, { description: undefined })}
            >
              {words.asAll}
            </button>
          ) : null}
        </div>
        <textarea
          id={id}
          rows={3}
          maxLength={LONGEST_DESCRIPTION}
          value={details.description}
          onInput={(event) => creator.describeOwn(blank.id, { description: event.currentTarget.value })}
        />
      </div>
      <label class="switch">
        <input
          type="checkbox"
          checked={details.mayPersonalise}
          onChange={(event) => creator.describeOwn(blank.id, { mayPersonalise: event.currentTarget.checked })}
        />
        {words.mayPersonalise}
      </label>
    </>
  );
}

/** Sizes and what else there is to choose. */
function Options({ product, aspect }: { product: Product; aspect: Aspect }) {
  const { creator } = useSession();
  const offered = aspect.options.filter(({ id }) => creator.isOffered(product.id, id));
  return (
    <fieldset class="stack stack--8">
      <legend class="colours__legend">
        {aspect.name} <span class="muted">· {words.onOffer}</span>
      </legend>
      <div class="row row--wrap">
        {aspect.options.map((option) => {
          const isOffered = creator.isOffered(product.id, option.id);
          return (
            <label key={option.id} class="choice">
              <input
                type="checkbox"
                checked={isOffered}
                disabled={isOffered && offered.length === 1}
                onChange={() => creator.offer(product.id, aspect, option.id, !isOffered)}
              />
              {option.name}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

/** What a design costs: by the product's own prices, or by what the shop says. */
import { formatPrice } from "../words";
import type { Editor } from "./editor";
import { mostOf, type QuantityRule } from "./quantity";
import type { Price } from "./wire";

export interface Tier {
  /** From so many on. */
  readonly quantity: number;
  readonly price: string;
  readonly amount: number | null;
}

/** A shop's answer. Prices are of one piece and written as the shop writes them. */
export interface Quote {
  readonly price: string;
  readonly amount: number | null;
  readonly currency: string | null;
  /** Of all that was asked for. */
  readonly total: string | null;
  readonly name: string | null;
  readonly description: string | null;
  readonly quantities: { min: number | null; max: number | null; step: number | null } | null;
  /** What options, print sizes and choices cost more, by their names. */
  readonly options: ReadonlyMap<string, string>;
  /** Cheaper by the dozen, the smallest quantity first. */
  readonly tiers: readonly Tier[];
  /** Whether it depends on more than the SKU, and is asked again with every change. */
  readonly isDynamic: boolean;
}

/** What one costs by the product's own prices: with the print size and the choices that cost more. */
export function ownPrice({ product, printSize, attributes }: Editor): Price | null {
  const { price } = product;
  if (!price) return null;
  const extras = [
    ...product.print_sizes.filter(({ id }) => id === printSize.value),
    ...product.attributes.flatMap(({ id, options }) =>
      options.filter(({ name }) => name === attributes.value[id]),
    ),
  ];
  // An extra in another currency cannot be added up; the shop decides.
  const sum = extras.reduce(
    (total, extra) => total + (extra.price?.currency === price.currency ? extra.price.amount : 0),
    price.amount,
  );
  return { amount: sum, currency: price.currency };
}

export interface ShownPrice {
  readonly main: string;
  /** What one of them costs, where `main` is not that. */
  readonly each: string | null;
  /** `main` is the price of one, though several are chosen: nobody has said what they cost together. */
  readonly isEach: boolean;
}

export function shownPrice(quote: Quote | null, own: Price | null, quantity: number): ShownPrice | null {
  if (!quote) return own && priceOf(formatPrice(own.amount, own.currency), own, quantity);
  const tier = tierFor(quote, quantity);
  const each = tier?.price ?? quote.price;
  if (quote.total && quantity > 1) return { main: quote.total, each, isEach: false };
  const amount = tier ? tier.amount : quote.amount;
  const known = amount !== null && quote.currency ? { amount, currency: quote.currency } : null;
  return priceOf(each, known, quantity);
}

function priceOf(each: string, known: Price | null, quantity: number): ShownPrice {
  if (quantity === 1) return { main: each, each: null, isEach: false };
  if (!known) return { main: each, each: null, isEach: true };
  return { main: formatPrice(known.amount * quantity, known.currency), each, isEach: false };
}

/** The price break that a quantity reaches, or null. */
export function tierFor({ tiers }: Quote, quantity: number): Tier | null {
  return tiers.findLast((tier) => tier.quantity <= quantity) ?? null;
}

/** The product's rule and the shop's together: what both allow. */
export function quantityRule(own: QuantityRule, quote: Quote | null): QuantityRule {
  const given = quote?.quantities;
  if (!given) return own;
  // Steps that the maker does not make are not the shop's to offer.
  const step = given.step && given.step % own.step === 0 ? given.step : own.step;
  const least = Math.max(own.min, given.min ?? 1);
  const min = own.min + Math.ceil((least - own.min) / own.step) * own.step;
  const max = given.max === null ? own.max : Math.min(given.max, own.max ?? given.max);
  const rule = { min, max, step };
  return { ...rule, max: max === null ? null : mostOf(rule) };
}

/**
 * What the designer and the virtual product creator both say, and how each language writes numbers. An app's own
 * catalogues begin with the shared one of their language.
 */
import type { en_GB } from "./en_GB";

export type SharedWords = typeof en_GB;

interface AppWords extends SharedWords {
  /** Why the server said no, by its number of what is wrong. */
  readonly errors: Readonly<Record<number, string>>;
}

const FALLBACK = "en_GB";

/** Of the app's catalogue what every app has; there is nothing to say before `loadCatalogue` has brought it. */
export let words = {} as AppWords;
/** For `Intl`, as BCP 47 writes it. */
export let language = "en-GB";

/**
 * Brings a locale's catalogue: its own, its language's (`ar` for `ar_AE`), or British English for one that we do not
 * know. Rejects if it cannot be fetched.
 */
export async function loadCatalogue<Words extends AppWords>(
  catalogues: Readonly<Record<string, () => Promise<Words>>>,
  locale: string,
): Promise<Words> {
  const known = [locale, locale.split("_", 1)[0] as string].find((name) => name in catalogues) ?? FALLBACK;
  const load = catalogues[known] as () => Promise<Words>;
  const catalogue = await load();
  words = catalogue;
  language = known.replace("_", "-");
  return catalogue;
}

const formats = new Map<string, Intl.NumberFormat>();

/** A number as the language writes it. Making a format takes far longer than using it. */
function written(value: number, options: Intl.NumberFormatOptions): string {
  const key = JSON.stringify([language, options]);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, options);
    formats.set(key, format);
  }
  return format.format(value);
}

/** With the sign that a price tag has: £, not the £GB or GBP that other countries write to tell currencies apart. */
export function formatPrice(amount: number, currency: string): string {
  const price = written(amount, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  // Without the mark behind it the sign of "UK£" would run ahead of its letters.
  return language === "ar" ? `${price}\u200e` : price;
}

export function formatNumber(value: number, digits = 0): string {
  return written(value, { maximumFractionDigits: digits });
}

/** A length for reading: whole millimetres above 10, tenths below. */
export function formatMillimetres(length: number): string {
  const maximumFractionDigits = Math.abs(length) < 10 ? 1 : 0;
  return written(length, { maximumFractionDigits, style: "unit", unit: "millimeter" });
}

/** Width by height in mm, as people measure where they live. */
export function formatDimensions(width: number, height: number): string {
  const isAmerican = language === "en-US";
  const isSmall = Math.max(width, height) < 100;
  const unit = isAmerican ? "inch" : isSmall ? "millimeter" : "centimeter";
  const by = isAmerican ? 25.4 : isSmall ? 1 : 10;
  return `${formatNumber(width / by, 1)} × ${written(height / by, { maximumFractionDigits: 1, style: "unit", unit })}`;
}

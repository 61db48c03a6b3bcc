/**
 * The catalogue in use. Each language is a chunk of its own; the page tells the browser to fetch the link's beside the
 * designer's code, so that it costs no round trip of its own.
 */
import type { en_GB } from "./en_GB";

export type Words = typeof en_GB;

/** By the locale's name in a Smartlink. */
export const catalogues: Readonly<Record<string, () => Promise<Words>>> = {
  en_GB: async () => (await import("./en_GB")).en_GB,
  en_US: async () => {
    const [{ american }, { en_GB }] = await Promise.all([import("./en_US"), import("./en_GB")]);
    return american(en_GB);
  },
  de_DE: async () => (await import("./de_DE")).de_DE,
  fr_FR: async () => (await import("./fr_FR")).fr_FR,
  es_ES: async () => (await import("./es_ES")).es_ES,
  it_IT: async () => (await import("./it_IT")).it_IT,
  nl_NL: async () => (await import("./nl_NL")).nl_NL,
  pl_PL: async () => (await import("./pl_PL")).pl_PL,
  ar: async () => (await import("./ar")).ar,
  ja_JP: async () => (await import("./ja_JP")).ja_JP,
};

const FALLBACK = "en_GB";

/** There is nothing to say before `chooseLocale` has brought the catalogue; it is called before anything is drawn. */
export let words = {} as Words;
/** For `Intl`, as BCP 47 writes it. */
export let language = "en-GB";

/**
 * Brings a locale's catalogue: its own, its language's (`ar` for `ar_AE`), or British English for one that we do not
 * know. Rejects if it cannot be fetched.
 */
export async function chooseLocale(locale: string): Promise<void> {
  const known = [locale, locale.split("_", 1)[0] as string].find((name) => name in catalogues) ?? FALLBACK;
  const load = catalogues[known] as () => Promise<Words>;
  words = await load();
  language = known.replace("_", "-");
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

/** What something costs more, or null where it costs nothing. */
export function formatExtra(price: { amount: number; currency: string } | null): string | null {
  return price && price.amount > 0 ? words.extra(formatPrice(price.amount, price.currency)) : null;
}

/** Width by height in mm, as people measure where they live. */
export function formatDimensions(width: number, height: number): string {
  const isAmerican = language === "en-US";
  const isSmall = Math.max(width, height) < 100;
  const unit = isAmerican ? "inch" : isSmall ? "millimeter" : "centimeter";
  const by = isAmerican ? 25.4 : isSmall ? 1 : 10;
  return `${formatNumber(width / by, 1)} × ${written(height / by, { maximumFractionDigits: 1, style: "unit", unit })}`;
}

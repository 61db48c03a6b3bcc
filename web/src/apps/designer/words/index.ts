/** The catalogue in use. One language today; the locale of the link decides which when there are more. */
import { en_GB, type Words } from "./en_GB";

const catalogues: Readonly<Record<string, Words>> = { en_GB };

export let words: Words = en_GB;
let language = "en-GB";

/** Chooses the catalogue before anything is drawn; an unknown locale falls back to British English. */
export function chooseLocale(locale: string): void {
  words = catalogues[locale] ?? en_GB;
  language = locale in catalogues ? locale.replace("_", "-") : "en-GB";
}

export function formatPrice(amount: number, currency: string): string {
  return new Intl.NumberFormat(language, { style: "currency", currency }).format(amount);
}

/** A length for reading: whole millimetres above 10, tenths below. */
export function formatMillimetres(length: number): string {
  const digits = Math.abs(length) < 10 ? 1 : 0;
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(length)} mm`;
}

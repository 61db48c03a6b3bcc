/**
 * The catalogue in use. Each language is a chunk of its own; the page tells the browser to fetch the link's beside the
 * designer's code, so that it costs no round trip of its own.
 */
import type { en_GB } from "./en_GB";

export type Words = typeof en_GB;

/** By the locale's name in a Smartlink. */
const catalogues: Readonly<Record<string, () => Promise<Words>>> = {
  en_GB: async () => (await import("./en_GB")).en_GB,
};

const FALLBACK = "en_GB";

/** There is nothing to say before `chooseLocale` has brought the catalogue; it is called before anything is drawn. */
export let words = {} as Words;
/** For `Intl`, as BCP 47 writes it. */
export let language = "en-GB";

/** Brings a locale's catalogue; British English for one that we do not know. Rejects if it cannot be fetched. */
export async function chooseLocale(locale: string): Promise<void> {
  const known = locale in catalogues ? locale : FALLBACK;
  const load = catalogues[known] as () => Promise<Words>;
  words = await load();
  language = known.replace("_", "-");
}

export function formatPrice(amount: number, currency: string): string {
  return new Intl.NumberFormat(language, { style: "currency", currency }).format(amount);
}

export function formatNumber(value: number, digits = 0): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
}

/** A length for reading: whole millimetres above 10, tenths below. */
export function formatMillimetres(length: number): string {
  const digits = Math.abs(length) < 10 ? 1 : 0;
  return `${formatNumber(length, digits)} mm`;
}

/**
 * The catalogue in use. Each language is a chunk of its own; the page tells the browser to fetch the link's beside the
 * designer's code, so that it costs no round trip of its own.
 */
import { formatPrice, loadCatalogue } from "../../../words";
import type { en_GB } from "./en_GB";

export { formatDimensions, formatMillimetres, formatNumber, formatPrice, language } from "../../../words";

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

/** There is nothing to say before `chooseLocale` has brought the catalogue; it is called before anything is drawn. */
export let words = {} as Words;

/** Rejects if the catalogue cannot be fetched. */
export async function chooseLocale(locale: string): Promise<void> {
  words = await loadCatalogue(catalogues, locale);
}

/** What something costs more, or null where it costs nothing. */
export function formatExtra(price: { amount: number; currency: string } | null): string | null {
  return price && price.amount > 0 ? words.extra(formatPrice(price.amount, price.currency)) : null;
}

/** The catalogue in use, as in the designer: each language is a chunk that the page fetches beside the code. */
import { loadCatalogue } from "../../../words";
import type { en_GB } from "./en_GB";

export { formatDimensions, formatNumber, formatPrice, language } from "../../../words";

export type Words = typeof en_GB;

/** By the locale's name. */
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

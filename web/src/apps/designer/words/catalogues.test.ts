import { describe, expect, it } from "vitest";
import rules from "../../../preflight/rules.json";
import { saidBy } from "../../../words/testSaid";
import * as chosen from ".";
import { catalogues, chooseLocale, formatMillimetres, formatPrice, type Words } from ".";
import { en_GB } from "./en_GB";

const places = (template: string) => [...new Set(template.match(/\{\w+\}/g) ?? [])].sort();
const others = Object.entries(catalogues).filter(([locale]) => locale !== "en_GB");

describe.each(others)("the catalogue %s", (locale, load) => {
  const loaded = load();

  it("says all that British English says, with the same numbers and names", async () => {
    const words: Words = await loaded;
    const theirs = saidBy(words);
    for (const [name, english] of saidBy(en_GB)) {
      const numbers = (text: string) => [...new Set(text.match(/\b1\d\b/g) ?? [])].sort();
      expect.soft(theirs.get(name), name).toBeTypeOf("string");
      if (english !== "") expect.soft(theirs.get(name), name).not.toBe("");
      expect.soft(numbers(theirs.get(name) ?? ""), name).toEqual(numbers(english));
    }
  });

  it("calls its example text what preflight knows as one", async () => {
    const { yourText } = await loaded;
    const texts = rules.rules.find((rule) => rule.id === "sample_text")?.texts;
    expect(texts).toContain(yourText);
  });

  it("has a sentence for every rule of preflight, with the same places for values", async () => {
    const { preflight } = await loaded;
    for (const rule of rules.rules as { id: string; message: string; background?: string }[]) {
      const translated = preflight?.sentences[rule.id];
      // American English has the rule's own sentence where nothing is spelt otherwise.
      if (locale === "en_US" && !/colour|grey|centre/.test(rule.message)) continue;
      const message = translated?.message ?? "";
      const other = typeof message === "string" ? message : message.other;
      expect.soft(places(other), rule.id).toEqual(places(rule.message));
      expect.soft(places(translated?.background ?? ""), rule.id).toEqual(places(rule.background ?? ""));
    }
  });
});

describe("a locale", () => {
  it.each([
    ["ar_AE", "ar", "أضف إلى السلة"],
    ["pl_PL", "pl-PL", "Dodaj do koszyka"],
    ["xx_XX", "en-GB", "Add to cart"],
  ])("%s is said in %s", async (locale, language, addToCart) => {
    await chooseLocale(locale);
    expect(chosen.language).toBe(language);
    expect(chosen.words.addToCart).toBe(addToCart);
  });

  it("has its own digits' separators and its own sign for millimetres", async () => {
    await chooseLocale("ar_SA");
    expect(formatMillimetres(9.26)).toBe("9.3 مم");
    expect(formatPrice(18, "GBP")).toBe("\u200f18.00\u00a0UK£\u200e");
    await chooseLocale("nl_NL");
    expect([formatMillimetres(9.26), formatMillimetres(1234.6)]).toEqual(["9,3 mm", "1.235 mm"]);
  });
});

describe("what is counted", () => {
  it.each([
    ["pl_PL", [1, 3, 5, 22], ["1 produkt", "3 produkty", "5 produktów", "22 produkty"]],
    ["ar", [0, 1, 2, 3, 11, 100], ["لا منتجات", "منتج واحد", "منتجان", "3 منتجات", "11 منتجًا", "100 منتج"]],
  ] as const)("stands in the form that %s has for it", async (locale, numbers, said) => {
    const { productsShown } = await (catalogues[locale] as () => Promise<Words>)();
    expect(numbers.map((number) => productsShown(number))).toEqual(said);
  });
});

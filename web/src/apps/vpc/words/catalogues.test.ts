import { describe, expect, it } from "vitest";
import { saidBy } from "../../../words/testSaid";
import { catalogues, type Words } from ".";
import { en_GB } from "./en_GB";

const others = Object.entries(catalogues).filter(([locale]) => locale !== "en_GB");

describe.each(others)("the catalogue %s", (_locale, load) => {
  it("says all that British English says, with the same numbers and names", async () => {
    const words: Words = await load();
    const theirs = saidBy(words);
    for (const [name, english] of saidBy(en_GB)) {
      const numbers = (text: string) => [...new Set(text.match(/\b1\d\b/g) ?? [])].sort();
      expect.soft(theirs.get(name), name).toBeTypeOf("string");
      if (english !== "") expect.soft(theirs.get(name), name).not.toBe("");
      expect.soft(numbers(theirs.get(name) ?? ""), name).toEqual(numbers(english));
    }
  });
});

describe("what is counted", () => {
  it.each([
    ["pl_PL", [1, 3, 5], ["Utwórz 1 produkt", "Utwórz 3 produkty", "Utwórz 5 produktów"]],
    ["ar", [1, 2, 3, 11], ["إنشاء منتج واحد", "إنشاء منتجين", "إنشاء 3 منتجات", "إنشاء 11 منتجًا"]],
    ["de_DE", [1, 12], ["1 Produkt erstellen", "12 Produkte erstellen"]],
  ] as const)("stands in the form that %s has for it", async (locale, numbers, said) => {
    const { create } = await (catalogues[locale] as () => Promise<Words>)();
    expect(numbers.map((number) => create(number))).toEqual(said);
  });
});

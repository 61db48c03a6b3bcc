import { describe, expect, it } from "vitest";
import { colourOf, initialAttributes, initialChoices, isOffered, skuOf } from "./choices";
import { readableOn } from "./colours";
import { shirt } from "./testProduct";

describe("choices", () => {
  it("begins with the first combination that exists", () => {
    expect(initialChoices(shirt, {})).toEqual({ "1": "11", "2": "21" });
  });

  it("follows the order of the options, not of the variants", () => {
    const backwards = { ...shirt, variants: [...shirt.variants].reverse() };
    expect(initialChoices(backwards, {})).toEqual({ "1": "11", "2": "21" });
  });

  it("takes wishes by name or id and completes them so that the whole exists", () => {
    expect(initialChoices(shirt, { Colour: "Navy" })).toEqual({ "1": "12", "2": "22" });
    expect(initialChoices(shirt, { "2": "22" })).toEqual({ "1": "11", "2": "22" });
  });

  it("ignores wishes that name nothing, and letter case counts", () => {
    expect(initialChoices(shirt, { colour: "Navy", Colour: "Pink" })).toEqual({ "1": "11", "2": "21" });
  });

  it("knows SKU, colour and what is not made", () => {
    expect(skuOf(shirt, { "1": "12", "2": "22" })).toBe("TSHIRT-NAVY-M");
    expect(skuOf(shirt, { "1": "12", "2": "21" })).toBeNull();
    expect(skuOf({ ...shirt, variants: [] }, {})).toBe("TSHIRT");
    expect(colourOf(shirt, { "1": "12" })).toBe("#1f2a44");
    const size = shirt.aspects[1];
    if (!size) throw new Error("the shirt has sizes");
    expect(isOffered(shirt, { "1": "12", "2": "22" }, size, "21")).toBe(false);
  });
});

describe("readableOn", () => {
  it.each([
    ["#1f2a44", ["#1c1b1a", "#ffffff", "#0f6b66"], "#ffffff"],
    ["#ffffff", ["#ffffff", "#0f6b66"], "#0f6b66"],
    [null, [], "#1c1b1a"],
    ["#808080", ["#777777", "#888888", "#606060"], "#606060"],
  ] as const)("on %s from %o: %s", (garment, palette, expected) => {
    expect(readableOn(garment, palette)).toBe(expected);
  });
});

describe("initialAttributes", () => {
  const gift = {
    id: "5",
    name: "Gift wrapping",
    kind: "choice" as const,
    required: false,
    options: [
      { id: "51", name: "None", price: null },
      { id: "52", name: "Ribbon", price: null },
    ],
    default: "None",
    max_length: 0,
  };
  const dedication = {
    ...gift,
    id: "6",
    name: "Dedication",
    kind: "text" as const,
    default: "",
    max_length: 4,
  };
  const product = { ...shirt, attributes: [gift, dedication] };

  it.each([
    ["nothing is wished for", {}, { "5": "None" }],
    ["named by name", { "Gift wrapping": "Ribbon", Dedication: "Ada" }, { "5": "Ribbon", "6": "Ada" }],
    ["named by id", { "5": "52", "6": "Ada" }, { "5": "Ribbon", "6": "Ada" }],
    ["an option does not exist", { "5": "Gold", gift: "Ribbon" }, { "5": "None" }],
    ["left empty", { "5": "", "6": "" }, {}],
    ["a text has two lines", { "6": "A\nB" }, { "5": "None", "6": "A B" }],
    ["a text is too long", { "6": "😀😀😀😀😀" }, { "5": "None", "6": "😀😀😀😀" }],
  ])("is right when %s", (_when, wished, expected) => {
    expect(initialAttributes(product, wished)).toEqual(expected);
  });
});

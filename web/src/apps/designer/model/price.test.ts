import { describe, expect, it } from "vitest";
import { parseParameters } from "../../../host/parameters";
import { fresh } from "./beginning";
import { Editor } from "./editor";
import { ownPrice, type Quote, quantityRule, shownPrice } from "./price";
import { shirt } from "./testProduct";
import { Typesetter } from "./typesetter";
import type { Product } from "./wire";

const gbp = (amount: number) => ({ amount, currency: "GBP" });
const product: Product = {
  ...shirt,
  print_sizes: [
    { id: "1", name: "A4", area: "Front", width: 210, height: 297, quad: null, price: null },
    { id: "2", name: "A3", area: "Front", width: 297, height: 420, quad: null, price: gbp(4.5) },
  ],
  attributes: [
    {
      id: "5",
      name: "Wrapping",
      kind: "choice",
      required: false,
      options: [
        { id: "51", name: "None", price: null },
        { id: "52", name: "Ribbon", price: gbp(2) },
        { id: "53", name: "Silk", price: { amount: 9, currency: "USD" } },
      ],
      default: "None",
      max_length: 0,
    },
  ],
};
const editorOf = (link: string, of: Product = product) =>
  new Editor(of, fresh(of, parseParameters(link)), new Typesetter(of.fonts, []));
const quote: Quote = {
  price: "£10.00",
  amount: null,
  currency: null,
  total: null,
  name: null,
  description: null,
  quantities: null,
  options: new Map(),
  tiers: [],
  isDynamic: false,
};

describe("ownPrice", () => {
  it.each([
    ["", 18],
    ["state[print_size]=A3", 22.5],
    ["state[print_size]=A3&state[attribute][Wrapping]=Ribbon", 24.5],
    ["state[attribute][Wrapping]=Silk", 18],
  ])("of %s is %d", (link, amount) => {
    expect(ownPrice(editorOf(link))).toEqual(gbp(amount));
  });

  it("is unknown where the product has none", () => {
    expect(ownPrice(editorOf("", { ...product, price: null }))).toBeNull();
  });
});

describe("shownPrice", () => {
  const tiers = [
    { quantity: 5, price: "£9.00", amount: 9 },
    { quantity: 10, price: "£8.00", amount: null },
  ];
  it.each([
    ["our price of one", null, 1, { main: "£18.00", each: null, isEach: false }],
    ["our price of several", null, 3, { main: "£54.00", each: "£18.00", isEach: false }],
    ["the shop's of one", quote, 1, { main: "£10.00", each: null, isEach: false }],
    ["the shop's of several, who said no number", quote, 3, { main: "£10.00", each: null, isEach: true }],
    [
      "a number",
      { ...quote, amount: 10, currency: "GBP" },
      3,
      { main: "£30.00", each: "£10.00", isEach: false },
    ],
    ["a total", { ...quote, total: "£25.00" }, 3, { main: "£25.00", each: "£10.00", isEach: false }],
    ["below the first price break", { ...quote, tiers }, 4, { main: "£10.00", each: null, isEach: true }],
    [
      "a price break",
      { ...quote, tiers, currency: "GBP" },
      9,
      { main: "£81.00", each: "£9.00", isEach: false },
    ],
    [
      "one without a number",
      { ...quote, tiers, amount: 10, currency: "GBP" },
      10,
      { main: "£8.00", each: null, isEach: true },
    ],
  ])("is right for %s", (_case, given, quantity, shown) => {
    expect(shownPrice(given, gbp(18), quantity)).toEqual(shown);
  });

  it("is nothing where nobody knows it", () => {
    expect(shownPrice(null, null, 1)).toBeNull();
  });
});

describe("quantityRule", () => {
  const own = { min: 2, max: 20, step: 2 };
  it.each([
    [null, own],
    [{ min: null, max: null, step: null }, own],
    [
      { min: 5, max: null, step: null },
      { min: 6, max: 20, step: 2 },
    ],
    [
      { min: 1, max: 15, step: 4 },
      { min: 2, max: 14, step: 4 },
    ],
    [{ min: 1, max: 500, step: 3 }, own],
  ])("is what the product and the shop both allow", (quantities, rule) => {
    expect(quantityRule(own, { ...quote, quantities })).toEqual(rule);
  });

  it("has the shop's most where the product has none", () => {
    const free = { min: 1, max: null, step: 1 };
    expect(quantityRule(free, { ...quote, quantities: { min: null, max: 5000, step: null } }).max).toBe(5000);
  });
});

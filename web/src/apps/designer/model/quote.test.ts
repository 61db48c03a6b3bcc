import { describe, expect, it } from "vitest";
import { readQuote } from "./quote";

const nothingMore = {
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

describe("readQuote", () => {
  it("takes a price alone", () => {
    expect(readQuote({ price: "£10.00" })).toEqual({ ...nothingMore, price: "£10.00" });
  });

  it("takes all that a shop may say", () => {
    const answer = {
      price: "£10.00",
      amount: "10",
      currency: "GBP",
      total: "£45.00",
      name: "Mug",
      description: "From our kiln.",
      quantities: { min: 5, max: "50", increment: 5 },
      options: [{ name: "Large", price: "+ £2.00" }],
      tiers: [
        { quantity: 50, price: "£8.00" },
        { quantity: "10", price: "£9.00", amount: 9 },
      ],
      dynamic: true,
    };
    expect(readQuote(answer)).toEqual({
      price: "£10.00",
      amount: 10,
      currency: "GBP",
      total: "£45.00",
      name: "Mug",
      description: "From our kiln.",
      quantities: { min: 5, max: 50, step: 5 },
      options: new Map([["Large", "+ £2.00"]]),
      tiers: [
        { quantity: 10, price: "£9.00", amount: 9 },
        { quantity: 50, price: "£8.00", amount: null },
      ],
      isDynamic: true,
    });
  });

  it.each([
    ['<span class="price">£10.00</span>', "£10.00"],
    ["&pound;10.00", "£10.00"],
    ["&#163;10.00", "£10.00"],
    ["<script>alert(1)</script>£10.00", "£10.00"],
    ["<img src=x onerror=alert(1)>£10.00", "£10.00"],
    [`£${"9".repeat(100)}`, `£${"9".repeat(39)}`],
  ])("reads %s as text", (price, text) => {
    expect(readQuote({ price })?.price).toBe(text);
  });

  it.each([
    null,
    "£10.00",
    [],
    {},
    { price: "" },
    { price: "<b></b>" },
    { price: {} },
    { price: "9".repeat(20_001) },
  ])("has no price in %j", (answer) => {
    expect(readQuote(answer)).toBeNull();
  });

  it("leaves out what makes no sense, one by one, and keeps the price", () => {
    const answer = {
      price: "£10.00",
      amount: -4,
      currency: "pounds",
      name: 7,
      quantities: { min: 0, max: "many", increment: 2.5 },
      options: [null, { name: "Large" }, { name: "Small", price: "£1" }],
      tiers: [{ quantity: -1, price: "£1" }, "x", ...Array(500).fill({ quantity: 2, price: "£9" })],
      dynamic: "yes",
    };
    const quote = readQuote(answer);
    expect(quote).toMatchObject({
      ...nothingMore,
      price: "£10.00",
      options: new Map([["Small", "£1"]]),
      tiers: expect.anything(),
      quantities: { min: null, max: null, step: null },
    });
    expect(quote?.tiers).toHaveLength(18);
  });
});

import { describe, expect, it } from "vitest";
import { allowedQuantity, mostOf, nextQuantity } from "./quantity";

const any = { min: 1, max: null, step: 1 };
const dozens = { min: 12, max: 60, step: 12 };
const odd = { min: 5, max: 23, step: 10 };

describe("mostOf", () => {
  it.each([
    [any, 999],
    [dozens, 60],
    [odd, 15],
    [{ min: 10, max: 5, step: 1 }, 10],
    [{ min: 1, max: null, step: 500 }, 501],
  ])("is what the steps reach", (rule, most) => {
    expect(mostOf(rule)).toBe(most);
  });
});

describe("allowedQuantity", () => {
  it.each([
    [any, 7, 7],
    [any, 0, 1],
    [any, -3, 1],
    [any, 2.4, 2],
    [any, 5000, 999],
    [any, Number.NaN, 1],
    [any, Number.POSITIVE_INFINITY, 1],
    [dozens, 13, 12],
    [dozens, 18, 24],
    [dozens, 1, 12],
    [dozens, 100, 60],
    [odd, 22, 15],
  ])("of %j for %d is %d", (rule, wish, quantity) => {
    expect(allowedQuantity(rule, wish)).toBe(quantity);
  });
});

describe("nextQuantity", () => {
  it.each([
    [any, 1, 1, 2],
    [any, 1, -1, 1],
    [dozens, 12, 1, 24],
    [dozens, 60, 1, 60],
    // A quantity of another rule goes to the nearest step in the direction asked for.
    [dozens, 15, 1, 24],
    [dozens, 15, -1, 12],
  ] as const)("of %j from %d by %d is %d", (rule, from, by, next) => {
    expect(nextQuantity(rule, from, by)).toBe(next);
  });
});

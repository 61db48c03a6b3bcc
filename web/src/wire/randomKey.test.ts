import { expect, it } from "vitest";
import { randomKey } from "./randomKey";

it("is of 32 hexadecimal digits, and another each time", () => {
  const keys = Array.from({ length: 100 }, randomKey);
  expect(keys.filter((key) => !/^[0-9a-f]{32}$/.test(key))).toEqual([]);
  expect(new Set(keys).size).toBe(100);
});

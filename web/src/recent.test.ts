import { expect, test } from "vitest";
import { Recent } from "./recent";

test("keeps what was asked for last, and makes the rest anew", () => {
  const recent = new Recent<string, number>(2);
  let made = 0;
  const ask = (key: string) => recent.get(key, () => ++made);
  expect([ask("a"), ask("b"), ask("a"), ask("c"), ask("a"), ask("b")]).toEqual([1, 2, 1, 3, 1, 4]);
});

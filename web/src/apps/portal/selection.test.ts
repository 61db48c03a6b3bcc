import { describe, expect, it } from "vitest";
import { between } from "./selection";

describe("between", () => {
  const rows = ["a", "b", "c", "d"];

  it.each([
    ["b", "d", ["b", "c", "d"]],
    ["d", "b", ["b", "c", "d"]],
    ["c", "c", ["c"]],
  ])("holds everything from %s to %s", (one, other, expected) => {
    expect(between(rows, one, other)).toEqual(expected);
  });

  it("holds the other alone where the one is gone", () => {
    expect(between(rows, "gone", "c")).toEqual(["c"]);
  });
});

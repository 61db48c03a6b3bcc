import { describe, expect, it } from "vitest";
import { inWords } from "./small-things";

describe("inWords", () => {
  it.each([
    [0, "just now"],
    [59, "just now"],
    [60, "1 minute ago"],
    [7199, "1 hour ago"],
    [7200, "2 hours ago"],
    [86_400, "1 day ago"],
    [-5, "just now"],
  ])("says %d seconds as %s", (seconds, words) => {
    expect(inWords(seconds)).toBe(words);
  });
});

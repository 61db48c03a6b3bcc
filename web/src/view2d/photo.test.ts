import { describe, expect, it } from "vitest";
import { rgbOf } from "./photo";

describe("rgbOf", () => {
  it("reads a colour", () => {
    expect(rgbOf("#0f6b66")).toEqual([15, 107, 102]);
  });
});

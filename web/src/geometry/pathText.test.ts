import { describe, expect, it } from "vitest";
import { parsePathData } from "./pathData";
import { pathText, stretchedPath } from "./pathText";

describe("path data", () => {
  it("is written as it is read", () => {
    const data = "M-0.5 0L0.5 0Q1 2 3 4C1 2 3 4 5 6Z";
    expect(pathText(parsePathData(data))).toBe(data);
  });

  it("is stretched about the origin, to a hundredth of a thousandth", () => {
    expect(stretchedPath("M-0.5-0.5L0.3333333 0.5Z", 10, 20)).toBe("M-5 -10L3.33333 10Z");
  });
});

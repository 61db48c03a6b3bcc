import { describe, expect, it } from "vitest";
import { middleQuad, moveCorner, readQuad } from "./quad";

const PHOTO = { width: 2000, height: 1000 };

describe("readQuad", () => {
  it("reads four points", () => {
    expect(readQuad("[[1,2],[3,2],[3,4],[1,4]]")).toEqual([
      [1, 2],
      [3, 2],
      [3, 4],
      [1, 4],
    ]);
  });

  it.each(["", "[]", "null", "[[1,2],[3,2],[3,4]]", '[[1,"2"],[3,2],[3,4],[1,4]]'])("refuses %j", (text) => {
    expect(readQuad(text)).toBeNull();
  });
});

describe("middleQuad", () => {
  it("keeps the area's proportion on a wide photo", () => {
    expect(middleQuad(PHOTO, 0.8)).toEqual([
      [800, 250],
      [1200, 250],
      [1200, 750],
      [800, 750],
    ]);
  });

  it("is never wider than half of the photo", () => {
    expect(middleQuad(PHOTO, 10)[0]).toEqual([500, 450]);
  });
});

describe("moveCorner", () => {
  it("moves one corner in whole pixels and stays on the photo", () => {
    const quad = middleQuad(PHOTO, 0.8);
    expect(moveCorner(quad, 2, 2400.4, -3, PHOTO)[2]).toEqual([2000, 0]);
    expect(moveCorner(quad, 0, 10.4, 20.6, PHOTO)).toEqual([[10, 21], ...quad.slice(1)]);
  });
});

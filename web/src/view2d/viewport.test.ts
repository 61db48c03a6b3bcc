import { describe, expect, it } from "vitest";
import { viewportMatrix } from "./viewport";

const photo = { width: 1000, height: 1000 };
const area = {
  width: 100,
  height: 100,
  safeMargin: 0,
  toPhoto: [4, 0, 0, 4, 300, 300],
  cover: null,
} as const;

describe("viewportMatrix", () => {
  it("shows the whole photo in the middle", () => {
    expect(viewportMatrix({ width: 600, height: 500 }, photo, area, "product")).toEqual([
      0.5, 0, 0, 0.5, 50, 0,
    ]);
  });

  it("comes close to the print area and centres on it", () => {
    const [scale, , , , x, y] = viewportMatrix({ width: 472, height: 472 }, photo, area, "area");
    expect(scale).toBeCloseTo(1);
    expect(x).toBeCloseTo(-264);
    expect(y).toBeCloseTo(-264);
  });

  it("does not come closer than the photo bears", () => {
    const tiny = { ...area, toPhoto: [0.1, 0, 0, 0.1, 495, 495] } as const;
    const [scale] = viewportMatrix({ width: 500, height: 500 }, photo, tiny, "area");
    expect(scale).toBeCloseTo(1.5);
  });

  it("keeps the photo's edge at the stage's edge", () => {
    const corner = { ...area, toPhoto: [2, 0, 0, 2, 0, 0] } as const;
    const [, , , , x, y] = viewportMatrix({ width: 472, height: 472 }, photo, corner, "area");
    expect([x, y]).toEqual([0, 0]);
  });
});

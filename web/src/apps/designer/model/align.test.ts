import { describe, expect, it } from "vitest";
import type { ImageLayer } from "../../../document/types";
import { alignment, type Edge, fitted } from "./align";
import { flipped } from "./flipping";
import { newImage } from "./newLayers";

const area = { width: 280, height: 350 };
const picture = { id: "p", width: 3000, height: 1500 } as Parameters<typeof newImage>[1];
const layer: ImageLayer = { ...newImage(area, picture), transform: [0, 1, -1, 0, 100, 120] };

describe("alignment", () => {
  it.each([
    ["left", -90, 0],
    ["centre", 40, 0],
    ["right", 170, 0],
    ["top", 0, -100],
    ["middle", 0, 55],
    ["bottom", 0, 210],
  ] as const)("brings what is seen of a turned layer to %s", (edge: Edge, dx, dy) => {
    // 40 × 20 mm, turned by a quarter: 20 wide and 40 high.
    expect(alignment(layer, { width: 40, height: 20 }, area, edge)).toEqual({ dx, dy });
  });
});

describe("fitted", () => {
  it("shows the whole picture as large as the area allows", () => {
    const after = fitted({ ...layer, transform: [1, 0, 0, 1, 7, 9] }, area, "fit");
    expect([after.width, after.height]).toEqual([280, 140]);
    expect(after.transform).toEqual([1, 0, 0, 1, 140, 175]);
    expect(after.crop).toEqual(layer.crop);
  });

  it("covers the area with the middle of the picture", () => {
    const after = fitted({ ...layer, transform: [1, 0, 0, 1, 7, 9] }, area, "fill");
    expect([after.width, after.height]).toEqual([280, 350]);
    expect(after.crop).toEqual({ x: 0.3, y: 0, width: 0.4, height: 1 });
  });

  it("keeps a quarter turn", () => {
    const after = fitted(layer, area, "fit");
    expect([after.width, after.height]).toEqual([350, 175]);
    expect(after.transform).toEqual([0, 1, -1, 0, 140, 175]);
  });
});

describe("flipped", () => {
  it("mirrors once more along one axis", () => {
    expect(flipped("none", "horizontal")).toBe("horizontal");
    expect(flipped("horizontal", "vertical")).toBe("both");
    expect(flipped("both", "horizontal")).toBe("vertical");
    expect(flipped("vertical", "vertical")).toBe("none");
  });
});

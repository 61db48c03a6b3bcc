import { describe, expect, it } from "vitest";
import type { Matrix } from "../geometry/matrix";
import { isWithin, layersAt, nextBelow } from "./hitting";
import type { SceneLayer } from "./scene";

const layer = (id: string, x: number, y: number, width: number, height: number): SceneLayer => ({
  id,
  operations: [],
  width,
  height,
  transform: [1, 0, 0, 1, x, y],
  fixed: false,
  resize: "corners",
});
/** Two CSS pixels to a millimetre. */
const toScreen: Matrix = [2, 0, 0, 2, 10, 20];

describe("layersAt", () => {
  const photo = layer("photo", 50, 50, 100, 100);
  const dot = layer("dot", 50, 50, 2, 2);

  it("gives the topmost first", () => {
    expect(layersAt([photo, dot], toScreen, { x: 110, y: 120 })).toEqual(["dot", "photo"]);
    expect(layersAt([dot, photo], toScreen, { x: 110, y: 120 })).toEqual(["photo", "dot"]);
  });

  it("finds a small one a little beside it, and not farther", () => {
    expect(layersAt([photo, dot], toScreen, { x: 121, y: 120 })).toEqual(["dot", "photo"]);
    expect(layersAt([photo, dot], toScreen, { x: 123, y: 120 })).toEqual(["photo"]);
  });

  it("follows a turn", () => {
    const upright = { ...layer("bar", 50, 50, 80, 20), transform: [0, 1, -1, 0, 50, 50] as const };
    expect(layersAt([upright], toScreen, { x: 110, y: 190 })).toEqual(["bar"]);
    expect(layersAt([upright], toScreen, { x: 180, y: 120 })).toEqual([]);
  });
});

describe("isWithin", () => {
  it("reaches beside the object", () => {
    const box = layer("box", 50, 50, 40, 40);
    expect(isWithin(box, toScreen, { x: 170, y: 120 }, 24)).toBe(true);
    expect(isWithin(box, toScreen, { x: 175, y: 120 }, 24)).toBe(false);
  });
});

describe("nextBelow", () => {
  it("goes down, and from the lowest back to the top", () => {
    expect(nextBelow(["c", "b", "a"], "c")).toBe("b");
    expect(nextBelow(["c", "b", "a"], "a")).toBe("c");
  });

  it("has nowhere to go alone, or from what does not lie here", () => {
    expect(nextBelow(["a"], "a")).toBeNull();
    expect(nextBelow(["b", "a"], "c")).toBeNull();
  });
});

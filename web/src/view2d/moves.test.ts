import { describe, expect, it } from "vitest";
import type { Matrix } from "../geometry/matrix";
import { dragged, reshaped, scales, turned, uprightened } from "./moves";
import { compose, decompose } from "./placement";
import type { SceneLayer } from "./scene";

const layer: SceneLayer = {
  id: "a",
  operations: [],
  width: 40,
  height: 20,
  transform: [1, 0, 0, 1, 60, 60],
  fixed: false,
  resize: "width",
};
const areaToScreen: Matrix = [2, 0, 0, 2, 0, 0];
const surroundings = { areaToScreen, area: { width: 200, height: 200, safeMargin: 0 }, others: [] };
const none = { shift: false, alt: false, ctrl: false };
const from = { x: 120, y: 120 };

describe("dragged", () => {
  it("snaps to the middle of the area", () => {
    const moved = dragged(layer, from, { x: 196, y: 140 }, surroundings, none);
    expect(moved.transform).toEqual([1, 0, 0, 1, 100, 70]);
    expect(moved.guides).toEqual([{ axis: "x", at: 100, reach: null, kind: "centre" }]);
  });

  it("goes where it is put with Ctrl or Alt", () => {
    for (const modifier of [{ ctrl: true }, { alt: true }]) {
      const moved = dragged(layer, from, { x: 196, y: 140 }, surroundings, { ...none, ...modifier });
      expect(moved).toEqual({ transform: [1, 0, 0, 1, 98, 70], guides: [] });
    }
  });

  it("keeps to one axis with Shift", () => {
    const moved = dragged(layer, from, { x: 160, y: 130 }, surroundings, { ...none, shift: true });
    expect(moved.transform).toEqual([1, 0, 0, 1, 80, 60]);
  });
});

describe("turned", () => {
  const angleOf = (to: { x: number; y: number }, modifiers = none) =>
    decompose(turned(layer, { x: 120, y: 160 }, to, areaToScreen, modifiers)).rotation;

  it("follows the pointer about the object's middle", () => {
    expect(angleOf({ x: 80, y: 145 })).toBeCloseTo(58, 0);
  });

  it("snaps near 45°, and to steps of 15° with Shift", () => {
    expect(angleOf({ x: 90, y: 151 })).toBeCloseTo(45, 9);
    expect(angleOf({ x: 80, y: 145 }, { ...none, shift: true })).toBeCloseTo(60, 9);
    expect(angleOf({ x: 90, y: 151 }, { ...none, ctrl: true })).toBeCloseTo(44.1, 1);
  });

  it("leaves the middle where it is", () => {
    expect(turned(layer, { x: 120, y: 160 }, { x: 80, y: 120 }, areaToScreen, none).slice(4)).toEqual([
      60, 60,
    ]);
  });
});

describe("uprightened", () => {
  it("takes what is nearly upright for upright and keeps its size", () => {
    const { rotation, scaleX } = decompose(uprightened(compose(5, 6, 87, 2)));
    expect(rotation).toBeCloseTo(90, 9);
    expect(scaleX).toBeCloseTo(2, 9);
    const slanting = compose(5, 6, 70, 2);
    expect(uprightened(slanting)).toBe(slanting);
  });
});

describe("reshaped", () => {
  it("pulls a side by the pointer's way in millimetres", () => {
    const change = reshaped(
      layer,
      { x: 1, y: 0 },
      { x: 160, y: 120 },
      { x: 180, y: 120 },
      areaToScreen,
      none,
    );
    expect(change).toEqual({
      transform: [1, 0, 0, 1, 65, 60],
      width: 50,
      height: 20,
      grip: { x: 1, y: 0 },
    });
  });
});

describe("scales", () => {
  it("is what corners do, except those of a shape with Shift", () => {
    const corner = { x: 1, y: 1 } as const;
    const shift = { ...none, shift: true };
    expect(scales(layer, corner, none)).toBe(true);
    expect(scales(layer, { x: 1, y: 0 }, none)).toBe(false);
    expect(scales(layer, corner, shift)).toBe(true);
    expect(scales({ ...layer, resize: "sides" }, corner, shift)).toBe(false);
  });
});

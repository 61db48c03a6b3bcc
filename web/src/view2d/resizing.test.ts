import { describe, expect, it } from "vitest";
import { pulled, scaleOf } from "./resizing";

const frame = { transform: [1, 0, 0, 1, 100, 100], width: 40, height: 20 } as const;
/** The same box turned by a quarter to the right. */
const turned = { ...frame, transform: [0, 1, -1, 0, 100, 100] } as const;
const free = { keepsRatio: false, fromCentre: false };
const at = (x: number, y: number) => ({ x, y });

describe("pulled", () => {
  it("moves one side and leaves the opposite one where it is", () => {
    const after = pulled(frame, { x: 1, y: 0 }, at(120, 100), at(130, 104), free);
    expect(after).toEqual({ transform: [1, 0, 0, 1, 105, 100], width: 50, height: 20 });
  });

  it("moves both sides of a corner", () => {
    const after = pulled(frame, { x: -1, y: -1 }, at(80, 90), at(70, 96), free);
    expect(after).toEqual({ transform: [1, 0, 0, 1, 95, 103], width: 50, height: 14 });
  });

  it("pulls along the side of a turned box", () => {
    const after = pulled(turned, { x: 1, y: 0 }, at(100, 120), at(103, 130), free);
    expect(after).toEqual({ transform: [0, 1, -1, 0, 100, 105], width: 50, height: 20 });
  });

  it("keeps the middle with both sides moving", () => {
    const rules = { keepsRatio: false, fromCentre: true };
    const after = pulled(frame, { x: 1, y: 1 }, at(120, 110), at(125, 111), rules);
    expect(after).toEqual({ transform: [1, 0, 0, 1, 100, 100], width: 50, height: 22 });
  });

  it("keeps the proportion along the diagonal", () => {
    const rules = { keepsRatio: true, fromCentre: false };
    const after = pulled(frame, { x: 1, y: 1 }, at(120, 110), at(140, 120), rules);
    expect(after).toEqual({ transform: [1, 0, 0, 1, 110, 105], width: 60, height: 30 });
  });

  it("does not get smaller than a millimetre, nor pass its other side", () => {
    const after = pulled(frame, { x: 1, y: 0 }, at(120, 100), at(20, 100), free);
    expect(after.width).toBe(1);
    const rules = { keepsRatio: true, fromCentre: false };
    const whole = pulled(frame, { x: 1, y: 1 }, at(120, 110), at(0, 0), rules);
    expect([whole.width, whole.height]).toEqual([2, 1]);
  });

  it("lets what is smaller than that already stay as it is", () => {
    const tiny = { ...frame, width: 0.5 };
    expect(pulled(tiny, { x: 1, y: 0 }, at(0, 0), at(-5, 0), free).width).toBe(0.5);
  });

  it("counts millimetres of the area in a box that is scaled", () => {
    const scaled = { transform: [2, 0, 0, 2, 100, 100], width: 20, height: 10 } as const;
    const after = pulled(scaled, { x: 1, y: 0 }, at(120, 100), at(130, 100), free);
    expect(after).toEqual({ transform: [2, 0, 0, 2, 105, 100], width: 25, height: 10 });
  });
});

describe("scaleOf", () => {
  it("says the change as a scale of what is in the box", () => {
    const after = { transform: [1, 0, 0, 1, 110, 105], width: 60, height: 30 } as const;
    expect(scaleOf(frame, after)).toEqual([1.5, 0, 0, 1.5, 110, 105]);
  });
});

import { describe, expect, it } from "vitest";
import type { ImageLayer } from "../../../document/types";
import { coveringCrop, cropped, enlargementOf, uncropped, wholePicture } from "./cropping";

/** The middle half of a picture of 160 × 80 mm, seen in a frame of 80 × 40. */
const layer: ImageLayer = {
  id: "i",
  type: "image",
  image: "p",
  width: 80,
  height: 40,
  crop: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 },
  mask: "none",
  mask_path: null,
  flip: "none",
  filters: [],
  image_area: null,
  transform: [1, 0, 0, 1, 100, 100],
  opacity: 1,
  locked: false,
  blend: "normal",
  shadow: null,
  ink: "process",
};
const middle = { x: 0, y: 0 };

describe("wholePicture", () => {
  it("lies about the part that shows", () => {
    expect(wholePicture(layer)).toEqual({ x: -80, y: -40, width: 160, height: 80 });
  });

  it("is mirrored within the frame", () => {
    const left = { ...layer, crop: { x: 0, y: 0.25, width: 0.5, height: 0.5 } };
    expect(wholePicture(left).x).toBe(-40);
    expect(wholePicture({ ...left, flip: "horizontal" }).x).toBe(-120);
    expect(wholePicture({ ...left, flip: "vertical" }).x).toBe(-40);
  });
});

describe("cropped: the picture", () => {
  it("moves under its frame, which stays", () => {
    const after = cropped(layer, { kind: "pan", dx: 16, dy: -8 });
    expect(after.crop).toEqual({ x: 0.15, y: 0.35, width: 0.5, height: 0.5 });
    expect([after.width, after.height, after.transform]).toEqual([80, 40, layer.transform]);
  });

  it("moves to the same side when it is mirrored", () => {
    const after = cropped({ ...layer, flip: "horizontal" }, { kind: "pan", dx: 16, dy: 0 });
    expect(after.crop.x).toBeCloseTo(0.35);
    expect(wholePicture(after).x).toBeCloseTo(-64);
  });

  it("always fills the frame", () => {
    expect(cropped(layer, { kind: "pan", dx: 500, dy: -500 }).crop).toEqual({
      x: 0,
      y: 0.5,
      width: 0.5,
      height: 0.5,
    });
  });

  it("grows about a point that stays under the pointer", () => {
    const after = cropped(layer, { kind: "zoom", factor: 2, at: { x: 40, y: 0 } });
    expect(after.crop).toEqual({ x: 0.5, y: 0.375, width: 0.25, height: 0.25 });
    expect(enlargementOf(after)).toBe(4);
  });

  it("gets no smaller than its frame", () => {
    const after = cropped(layer, { kind: "zoom", factor: 0.1, at: middle });
    expect(after.crop).toEqual({ x: 0, y: 0, width: 1, height: 1 });
    const wide = { ...layer, crop: { x: 0.2, y: 0, width: 0.5, height: 1 } };
    expect(cropped(wide, { kind: "zoom", factor: 0.1, at: middle }).crop).toEqual(wide.crop);
  });

  it("gets no larger than a twenty-fifth of it shows", () => {
    const after = cropped(layer, { kind: "zoom", factor: 1000, at: middle });
    expect(after.crop.width).toBeCloseTo(0.04);
  });
});

describe("cropped: the frame", () => {
  const grip = { x: 1, y: 1 } as const;

  it("uncovers more while the picture stays in place", () => {
    const after = cropped(layer, { kind: "frame", grip, dx: 16, dy: 8 });
    expect([after.width, after.height]).toEqual([96, 48]);
    expect(after.transform).toEqual([1, 0, 0, 1, 108, 104]);
    expect(after.crop).toEqual({ x: 0.25, y: 0.25, width: 0.6, height: 0.6 });
  });

  it("uncovers the mirrored picture at the side that is pulled", () => {
    const after = cropped({ ...layer, flip: "horizontal" }, { kind: "frame", grip, dx: 16, dy: 0 });
    expect(after.crop.x).toBeCloseTo(0.15);
    expect(after.crop.width).toBeCloseTo(0.6);
  });

  it("ends at the picture's edge, and before it vanishes", () => {
    const most = cropped(layer, { kind: "frame", grip, dx: 500, dy: 500 });
    expect([most.width, most.height]).toEqual([120, 60]);
    const least = cropped(layer, { kind: "frame", grip, dx: -500, dy: -500 });
    expect(least.width).toBeCloseTo(6.4);
    expect(least.height).toBeCloseTo(3.2);
  });
});

describe("uncropped", () => {
  it("shows all of the picture, at about the size that the frame had", () => {
    const narrow = { ...layer, width: 40, crop: { x: 0.25, y: 0.25, width: 0.25, height: 0.5 } };
    const after = uncropped(narrow, true);
    expect(after.crop).toEqual({ x: 0, y: 0, width: 1, height: 1 });
    expect(after.width / after.height).toBeCloseTo(2);
    expect(after.width * after.height).toBeCloseTo(1600);
  });

  it("shows as much as a frame holds that has to stay", () => {
    const narrow = { ...layer, width: 40, crop: { x: 0.25, y: 0.25, width: 0.25, height: 0.5 } };
    const after = uncropped(narrow, false);
    expect([after.width, after.height]).toEqual([40, 40]);
    expect(after.crop).toEqual({ x: 0.25, y: 0, width: 0.5, height: 1 });
  });
});

describe("coveringCrop", () => {
  it("cuts what is too wide or too high", () => {
    expect(coveringCrop(2, 1)).toEqual({ x: 0.25, y: 0, width: 0.5, height: 1 });
    expect(coveringCrop(0.5, 1)).toEqual({ x: 0, y: 0.25, width: 1, height: 0.5 });
  });
});

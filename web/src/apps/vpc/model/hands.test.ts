import { describe, expect, it } from "vitest";
import type { Matrix } from "../../../geometry/matrix";
import { dragged, keyed, pinched, resized, snapped, turnedBy } from "./hands";
import { PLAIN } from "./placing";

/** 200 × 100 mm, two photo pixels to a millimetre, begun at (50, 30). */
const area = { width: 200, height: 100 };
const toPhoto: Matrix = [2, 0, 0, 2, 50, 30];

describe("artwork in hand", () => {
  it("goes along with the pointer, by parts of the area", () => {
    const moved = dragged(PLAIN, area, toPhoto, [100, 100], [140, 80]);
    expect(moved).toEqual({ ...PLAIN, offset_x: 0.1, offset_y: -0.1 });
  });

  it("grows and turns between two fingers about their middle", () => {
    const turned = pinched(
      PLAIN,
      area,
      toPhoto,
      [
        [100, 100],
        [200, 100],
      ],
      [
        [150, 0],
        [150, 200],
      ],
    );
    expect(turned.scale).toBeCloseTo(2);
    expect(turned.rotation).toBeCloseTo(90);
    expect([turned.offset_x, turned.offset_y]).toEqual([0, 0]);
  });

  it("is pulled larger by a corner and turned by its handle", () => {
    expect(resized(PLAIN, [100, 100], [150, 100], [175, 100]).scale).toBeCloseTo(1.5);
    expect(turnedBy(PLAIN, [100, 100], [100, 50], [150, 100]).rotation).toBeCloseTo(90);
  });

  it.each([
    [
      { offset_x: 0.015, offset_y: -0.3, rotation: 88 },
      { offset_x: 0, offset_y: -0.3, rotation: 90 },
    ],
    [
      { offset_x: 0.1, offset_y: 0.019, rotation: 45 },
      { offset_x: 0.1, offset_y: 0, rotation: 45 },
    ],
  ])("snaps to the middle and to quarter turns", (free, kept) => {
    expect(snapped({ ...PLAIN, ...free })).toEqual({ ...PLAIN, ...kept });
  });

  it.each([
    ["ArrowRight", false, { offset_x: 0.01 }],
    ["ArrowUp", true, { offset_y: -0.05 }],
    ["+", false, { scale: 1.05 }],
    ["r", false, { rotation: 5 }],
    ["R", false, { rotation: -5 }],
  ])("follows the key %s", (key, isFar, change) => {
    expect(keyed(PLAIN, key, isFar)).toEqual({ ...PLAIN, ...change });
  });

  it("is put back by 0, on the area where it is", () => {
    const placement = { ...PLAIN, area: "Back", scale: 3, offset_x: 1, rotation: 30 };
    expect(keyed(placement, "0", false)).toEqual({ ...PLAIN, area: "Back" });
    expect(keyed(placement, "x", false)).toBeNull();
  });
});

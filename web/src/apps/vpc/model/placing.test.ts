import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bounded, PLAIN, placedBox } from "./placing";

interface Case {
  area: { width: number; height: number; bleed: number; safe_margin: number };
  picture: [number, number];
  placement: Omit<typeof PLAIN, "area">;
  width: number;
  height: number;
  transform: number[];
}

const file = new URL("../../../../../spec/placement-vectors.json", import.meta.url);
const { placements } = JSON.parse(readFileSync(file, "utf8")) as { placements: Case[] };
/** As the vectors are written; adding 0 makes zero of minus zero. */
const rounded = (value: number) => Math.round(value * 1e6) / 1e6 + 0;

describe("a picture in a print area", () => {
  it("lies where the server puts it, to the millionth of a millimetre", () => {
    expect(placements.length).toBeGreaterThan(100);
    for (const { area, picture, placement, width, height, transform } of placements) {
      const box = placedBox(area, { width: picture[0], height: picture[1] }, placement);
      const made = [box.width, box.height, ...box.transform].map(rounded);
      expect.soft(made, JSON.stringify({ area, picture, placement })).toEqual([width, height, ...transform]);
    }
  });

  it.each([
    ["too large", { scale: 25 }, { scale: 20 }],
    ["too small", { scale: 0 }, { scale: 0.01 }],
    ["too far", { offset_x: -3, offset_y: 2.5 }, { offset_x: -2, offset_y: 2 }],
    ["turned round", { rotation: 190 }, { rotation: -170 }],
    ["turned round backwards", { rotation: -540 }, { rotation: 180 }],
  ])("is not %s for the server", (_what, wish, kept) => {
    expect(bounded({ ...PLAIN, ...wish })).toEqual({ ...PLAIN, ...kept });
  });
});

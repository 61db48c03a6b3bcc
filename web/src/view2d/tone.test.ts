import { expect, test } from "vitest";
import type { Adjustment } from "../layout/operations";
import { adjust } from "./tone";

const GREY = {
  matrix: [0.2126, 0.7152, 0.0722, 0, 0.2126, 0.7152, 0.0722, 0, 0.2126, 0.7152, 0.0722, 0],
  threshold: null,
};
const BRIGHTER = { matrix: [1, 0, 0, 25.5, 0, 1, 0, 25.5, 0, 0, 1, 25.5], threshold: null };
const DARKER = { matrix: [1, 0, 0, -100, 0, 1, 0, -100, 0, 0, 1, -100], threshold: null };
const LIGHTER = { matrix: [1, 0, 0, 100, 0, 1, 0, 100, 0, 0, 1, 100], threshold: null };
const SWAPPED = { matrix: [0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0], threshold: null };

function adjusted(pixels: number[], ...adjustments: Adjustment[]): number[] {
  const changed = new Uint8ClampedArray(pixels);
  adjust(changed, adjustments);
  return [...changed];
}

// The same figures as in tests/rendering/test_tone.py.
test.each([
  ["greyscale", GREY, [118, 118, 118, 77]],
  ["brighter", BRIGHTER, [226, 126, 76, 77]],
  ["swapped", SWAPPED, [100, 50, 200, 77]],
  ["a threshold just reached", { matrix: null, threshold: 117 }, [255, 255, 255, 77]],
  ["a threshold not reached", { matrix: null, threshold: 118 }, [0, 0, 0, 77]],
])("%s", (_, adjustment, expected) => {
  expect(adjusted([200, 100, 50, 77], adjustment)).toEqual(expected);
});

test("halves are rounded up, whether even or odd", () => {
  expect(adjusted([1, 2, 3, 255], BRIGHTER)).toEqual([27, 28, 29, 255]);
});

test("adjustments go one after the other and keep within 0 and 255 between", () => {
  expect(adjusted([30, 130, 255, 255, 0, 0, 0, 9], DARKER, LIGHTER)).toEqual([
    100, 130, 255, 255, 100, 100, 100, 9,
  ]);
});

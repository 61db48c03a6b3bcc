import { expect, test } from "vitest";
import { blurred, gaussian } from "./shadow";

test("the kernel is a Gaussian as far as three standard deviations, with a sum of one", () => {
  const kernel = gaussian(1);
  expect(kernel.map((weight) => Math.round(weight * 255))).toEqual([1, 14, 62, 102, 62, 14, 1]);
  expect(kernel.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
});

test("no blur is a kernel of one", () => {
  expect(gaussian(0)).toEqual([1]);
});

test("a point becomes the kernel's product across and down", () => {
  const field = new Float32Array(7 * 9);
  field[4 * 7 + 3] = 1;
  const [one, two] = [gaussian(1), blurred(field, 7, 9, 1)];
  expect(two[4 * 7 + 3]).toBeCloseTo((one[3] as number) ** 2, 6);
  expect(two[3 * 7 + 1]).toBeCloseTo((one[1] as number) * (one[2] as number), 6);
  expect(two[0]).toBe(0);
});

import { expect, it } from "vitest";
import { texelsPerMillimetre, textureLimits } from "./resolution";

const ROOMY = textureLimits(16384, 8);

it("has about a texel for a device pixel, in steps that small changes do not cross", () => {
  const scale = texelsPerMillimetre(6, 200, 90, ROOMY);
  expect(scale).toBeGreaterThanOrEqual(6 * 1.15);
  expect(scale).toBeLessThan(6 * 1.15 * 1.3);
  expect(texelsPerMillimetre(6.1, 200, 90, ROOMY)).toBe(scale);
});

it("keeps within what the card and the device bear", () => {
  expect(texelsPerMillimetre(100, 200, 90, textureLimits(2048, 8))).toBe(2048 / 200);
  const poor = texelsPerMillimetre(100, 200, 90, textureLimits(16384, 2));
  expect(poor * poor * 200 * 90).toBeCloseTo(2 ** 22, 3);
  expect(textureLimits(32768, undefined)).toEqual({ side: 8192, pixels: 2 ** 23 });
});

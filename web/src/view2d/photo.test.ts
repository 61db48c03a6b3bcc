import { describe, expect, it } from "vitest";
import { multiplyTint, rgbOf } from "./photo";

const pixel = (...values: number[]) => new Uint8ClampedArray(values);

describe("multiplyTint", () => {
  it("multiplies by the colour where the mask is white and not where it is black", () => {
    const pixels = pixel(200, 200, 200, 255, 200, 200, 200, 255);
    multiplyTint(pixels, pixel(255, 255, 255, 255, 0, 0, 0, 255), [255, 51, 0]);
    expect([...pixels]).toEqual([200, 40, 0, 255, 200, 200, 200, 255]);
  });

  it("goes half way where the mask is grey", () => {
    const pixels = pixel(100, 100, 100, 255);
    multiplyTint(pixels, pixel(128, 128, 128, 255), [0, 0, 255]);
    expect([...pixels]).toEqual([50, 50, 100, 255]);
  });
});

describe("rgbOf", () => {
  it("reads a colour", () => {
    expect(rgbOf("#0f6b66")).toEqual([15, 107, 102]);
  });
});

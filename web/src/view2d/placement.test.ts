import { describe, expect, it } from "vitest";
import { type Matrix, multiply } from "../geometry/matrix";
import { boundsOf, compose, decompose } from "./placement";

const skewed: Matrix = [1.2, 0.4, -0.3, 0.9, 12, -7];

describe("placement", () => {
  it("takes a map apart into what puts it together again", () => {
    const { x, y, rotation, scaleX, scaleY, skewX } = decompose(skewed);
    const turn = (rotation * Math.PI) / 180;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    // Move · turn · skew · scale
    const turned = multiply([cos, sin, -sin, cos, x, y], [1, 0, skewX, 1, 0, 0]);
    multiply(turned, [scaleX, 0, 0, scaleY, 0, 0]).forEach((value, index) => {
      expect(value).toBeCloseTo(skewed[index] as number, 10);
    });
  });

  it("turns by quarters without dust", () => {
    expect(compose(1, 2, 90)).toEqual([0, 1, -1, 0, 1, 2]);
    expect(compose(1, 2, 0, 3)).toEqual([3, 0, 0, 3, 1, 2]);
  });

  it("bounds a turned box", () => {
    expect(boundsOf(compose(100, 50, 90), 40, 20)).toEqual({ x: 90, y: 30, width: 20, height: 40 });
  });
});

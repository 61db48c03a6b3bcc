import { describe, expect, it } from "vitest";
import { transformPoint } from "../geometry/matrix";
import { areaToPhoto, middleQuad, type Quad } from "./quad";

describe("areaToPhoto", () => {
  it("hits all four corners of a parallelogram", () => {
    const quad: Quad = [
      [100, 50],
      [300, 90],
      [280, 390],
      [80, 350],
    ];
    const matrix = areaToPhoto(quad, 20, 30);
    const corners = [
      [0, 0],
      [20, 0],
      [20, 30],
      [0, 30],
    ] as const;
    corners.forEach(([x, y], index) => {
      const [px, py] = transformPoint(matrix, x, y);
      expect(px).toBeCloseTo(quad[index]?.[0] as number, 10);
      expect(py).toBeCloseTo(quad[index]?.[1] as number, 10);
    });
  });

  it("keeps the centre where perspective bends the corners", () => {
    const quad: Quad = [
      [10, 0],
      [90, 0],
      [100, 100],
      [0, 100],
    ];
    expect(transformPoint(areaToPhoto(quad, 2, 2), 1, 1)).toEqual([50, 50]);
  });
});

describe("middleQuad", () => {
  it("keeps the area's proportion in the middle of the photo", () => {
    expect(middleQuad(1000, 1000, 100, 50)).toEqual([
      [200, 350],
      [800, 350],
      [800, 650],
      [200, 650],
    ]);
  });
});

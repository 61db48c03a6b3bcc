import { describe, expect, it } from "vitest";
import { transformPoint } from "../geometry/matrix";
import { MOST_ZOOM, pannedBy, pinchedBy, viewportMatrix, zoomedAt, zoomLevel } from "./viewport";

const photo = { width: 1000, height: 1000 };
const area = {
  width: 100,
  height: 100,
  safeMargin: 0,
  toPhoto: [4, 0, 0, 4, 300, 300],
  cover: null,
} as const;

describe("viewportMatrix", () => {
  it("shows the whole photo in the middle", () => {
    expect(viewportMatrix({ width: 600, height: 500 }, photo, area, "product")).toEqual([
      0.5, 0, 0, 0.5, 50, 0,
    ]);
  });

  it("comes close to the print area and centres on it", () => {
    const [scale, , , , x, y] = viewportMatrix({ width: 472, height: 472 }, photo, area, "area");
    expect(scale).toBeCloseTo(1);
    expect(x).toBeCloseTo(-264);
    expect(y).toBeCloseTo(-264);
  });

  it("does not come closer than the photo bears", () => {
    const tiny = { ...area, toPhoto: [0.1, 0, 0, 0.1, 495, 495] } as const;
    const [scale] = viewportMatrix({ width: 500, height: 500 }, photo, tiny, "area");
    expect(scale).toBeCloseTo(1.5);
  });

  it("keeps the photo's edge at the stage's edge", () => {
    const corner = { ...area, toPhoto: [2, 0, 0, 2, 0, 0] } as const;
    const [, , , , x, y] = viewportMatrix({ width: 472, height: 472 }, photo, corner, "area");
    expect([x, y]).toEqual([0, 0]);
  });
});

describe("zooming and pushing", () => {
  const stage = { width: 500, height: 500 };
  const whole = viewportMatrix(stage, photo, area, "product");
  const seen = (camera: Parameters<typeof viewportMatrix>[3], size = stage) =>
    viewportMatrix(size, photo, area, camera);

  it("keeps the point under the pointer", () => {
    const after = seen(zoomedAt(stage, photo, whole, 2, { x: 200, y: 150 }));
    expect(after[0]).toBeCloseTo(1);
    expect(transformPoint(after, 400, 300)).toEqual([200, 150].map((value) => expect.closeTo(value, 9)));
    expect(zoomLevel(stage, photo, after)).toBeCloseTo(2);
  });

  it("ends at the whole product and at the closest", () => {
    expect(zoomedAt(stage, photo, whole, 0.5, { x: 0, y: 0 })).toBe("product");
    const close = zoomedAt(stage, photo, whole, 100, { x: 250, y: 250 });
    expect(close).toEqual({ zoom: MOST_ZOOM, x: 500, y: 500 });
  });

  it("keeps the middle in the middle when the stage changes its size", () => {
    const camera = zoomedAt(stage, photo, whole, 4, { x: 250, y: 250 });
    const after = seen(camera, { width: 300, height: 700 });
    expect(transformPoint(after, 500, 500)).toEqual([150, 350].map((value) => expect.closeTo(value, 9)));
  });

  it("pushes the product no farther than its edge", () => {
    const close = seen(zoomedAt(stage, photo, whole, 2, { x: 250, y: 250 }));
    expect(pannedBy(stage, photo, close, 100, -50)).toEqual({ zoom: 2, x: 400, y: 550 });
    expect(pannedBy(stage, photo, close, 9000, 0)).toEqual({ zoom: 2, x: 250, y: 500 });
  });

  it("goes with two fingers", () => {
    const before = [
      { x: 200, y: 250 },
      { x: 300, y: 250 },
    ] as const;
    const now = [
      { x: 180, y: 260 },
      { x: 380, y: 260 },
    ] as const;
    const after = seen(pinchedBy(stage, photo, whole, before, now));
    expect(zoomLevel(stage, photo, after)).toBeCloseTo(2);
    expect(transformPoint(after, 500, 500)).toEqual([280, 260].map((value) => expect.closeTo(value, 9)));
  });
});

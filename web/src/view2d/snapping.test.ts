import { describe, expect, it } from "vitest";
import { snapAngle, snapBox } from "./snapping";

const area = { width: 280, height: 350, safeMargin: 10 };

describe("snapBox", () => {
  it("brings a box near the middle to the middle of both axes", () => {
    const snap = snapBox({ x: 91.5, y: 148, width: 100, height: 50 }, area, 3);
    expect(snap.dx).toBeCloseTo(-1.5);
    expect(snap.dy).toBeCloseTo(2);
    expect(snap.guides).toEqual([
      { axis: "x", at: 140, kind: "centre", reach: null },
      { axis: "y", at: 175, kind: "centre", reach: null },
    ]);
  });

  it("aligns with the safe area on the side that is near", () => {
    const snap = snapBox({ x: 11, y: 60, width: 40, height: 40 }, area, 3);
    expect(snap.dx).toBe(-1);
    expect(snap.dy).toBe(0);
    expect(snap.guides).toEqual([{ axis: "x", at: 10, kind: "safe", reach: null }]);
    expect(snapBox({ x: 229, y: 60, width: 40, height: 40 }, area, 3).dx).toBe(1);
  });

  it("aligns with the edge of the area", () => {
    const snap = snapBox({ x: 60, y: -2, width: 40, height: 40 }, area, 3);
    expect(snap).toEqual({ dx: 0, dy: 2, guides: [{ axis: "y", at: 0, kind: "edge", reach: null }] });
  });

  it("leaves a box alone that is near nothing", () => {
    expect(snapBox({ x: 40, y: 40, width: 40, height: 40 }, area, 3)).toEqual({ dx: 0, dy: 0, guides: [] });
  });

  it("prefers the centre when an edge is as near", () => {
    const snap = snapBox({ x: 1, y: 1, width: 280, height: 350 }, area, 3);
    expect(snap.guides.map((guide) => guide.kind)).toEqual(["centre", "centre"]);
  });

  it("has no safe guides without a margin", () => {
    const snap = snapBox({ x: 10, y: 60, width: 40, height: 40 }, { ...area, safeMargin: 0 }, 3);
    expect(snap.guides).toEqual([]);
  });
});

describe("snapAngle", () => {
  it.each([
    [2, 0],
    [-3.9, 0],
    [43, 45],
    [88, 90],
    [-176.5, -180],
    [20, 20],
  ])("%d° → %d°", (from, to) => {
    expect(snapAngle(from)).toBe(to);
  });
});

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

describe("snapBox among other objects", () => {
  const plain = { ...area, safeMargin: 0 };

  it("aligns middles and edges, with a guide that joins the two", () => {
    const other = { x: 20, y: 20, width: 60, height: 30 };
    const snap = snapBox({ x: 31, y: 200, width: 40, height: 40 }, plain, 3, [other]);
    expect(snap).toEqual({
      dx: -1,
      dy: 0,
      guides: [{ axis: "x", at: 50, reach: [20, 240], kind: "object" }],
    });
    expect(snapBox({ x: 18, y: 200, width: 33, height: 40 }, plain, 3, [other]).dx).toBe(2);
  });

  it("lets the area's middle win over an object that is as near", () => {
    const other = { x: 138, y: 20, width: 20, height: 20 };
    const snap = snapBox({ x: 119, y: 200, width: 40, height: 40 }, plain, 3, [other]);
    expect(snap.guides.map(({ kind }) => kind)).toEqual(["centre"]);
  });

  it("keeps equal gaps to both neighbours", () => {
    const row = [
      { x: 10, y: 100, width: 30, height: 33 },
      { x: 100, y: 91, width: 30, height: 37 },
    ];
    const snap = snapBox({ x: 61, y: 103, width: 20, height: 60 }, plain, 2, row);
    expect(snap.dx).toBe(-1);
    expect(snap.guides).toEqual([
      { axis: "y", at: 133, reach: [40, 60], kind: "gap" },
      { axis: "y", at: 133, reach: [80, 100], kind: "gap" },
    ]);
  });

  it("repeats the gap between two others", () => {
    const row = [
      { x: 10, y: 100, width: 20, height: 33 },
      { x: 45, y: 91, width: 20, height: 37 },
    ];
    const snap = snapBox({ x: 81.5, y: 103, width: 26, height: 60 }, plain, 2, row);
    expect(snap.dx).toBe(-1.5);
    expect(snap.guides.map(({ reach }) => reach)).toEqual([
      [30, 45],
      [65, 80],
    ]);
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

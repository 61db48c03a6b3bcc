import { describe, expect, it } from "vitest";
import { freePlace } from "./freePlace";

const area = { width: 280, height: 350, safeMargin: 10 };

describe("freePlace", () => {
  it("takes the middle when it is free", () => {
    expect(freePlace(area, { width: 100, height: 40 }, [])).toEqual({ x: 140, y: 175 });
  });

  it("goes below what lies in the middle, just far enough", () => {
    const line = { x: 90, y: 155, width: 100, height: 40 };
    const { x, y } = freePlace(area, { width: 100, height: 40 }, [line]);
    expect(x).toBe(140);
    expect(y - 20).toBeGreaterThanOrEqual(195);
    expect(y).toBeLessThan(250);
  });

  it("keeps inside the safe area", () => {
    const upper = { x: 0, y: 0, width: 280, height: 200 };
    const { y } = freePlace(area, { width: 200, height: 150 }, [upper]);
    expect(y).toBe(265);
  });

  it("stays inside the area and covers least when there is no free place", () => {
    const line = { x: 0, y: 155, width: 280, height: 40 };
    const { y } = freePlace(area, { width: 200, height: 300 }, [line]);
    expect(y).toBe(175);
  });
});

import { describe, expect, it } from "vitest";
import { freePlace } from "./freePlace";

const area = { width: 280, height: 350, safeMargin: 10 };

describe("freePlace", () => {
  it("takes the middle when it is free", () => {
    const place = freePlace(area, { width: 100, height: 40 }, []);
    expect(place).toEqual({ centre: { x: 140, y: 175 }, covers: false });
  });

  it("goes below what lies in the middle, just far enough", () => {
    const line = { x: 20, y: 155, width: 240, height: 40 };
    const { centre, covers } = freePlace(area, { width: 100, height: 40 }, [line]);
    expect(centre.x).toBe(140);
    expect(centre.y - 20).toBeGreaterThanOrEqual(195);
    expect(centre.y).toBeLessThan(250);
    expect(covers).toBe(false);
  });

  it("goes beside it on a wide area", () => {
    const wide = { width: 200, height: 90, safeMargin: 5 };
    const line = { x: 70, y: 5, width: 60, height: 80 };
    const { centre, covers } = freePlace(wide, { width: 50, height: 60 }, [line]);
    expect(centre.x - 25).toBeGreaterThanOrEqual(130);
    expect(centre.y).toBe(45);
    expect(covers).toBe(false);
  });

  it("keeps inside the safe area", () => {
    const upper = { x: 0, y: 0, width: 280, height: 200 };
    expect(freePlace(area, { width: 200, height: 150 }, [upper]).centre).toEqual({ x: 140, y: 265 });
  });

  it("says when there is no free place", () => {
    const line = { x: 0, y: 155, width: 280, height: 40 };
    const { centre, covers } = freePlace(area, { width: 200, height: 320 }, [line]);
    expect(centre).toEqual({ x: 140, y: 175 });
    expect(covers).toBe(true);
  });
});

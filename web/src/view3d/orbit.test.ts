import { describe, expect, it } from "vitest";
import { NEAREST, Orbit } from "./orbit";

const HOME = { azimuth: -10, elevation: 16, zoom: 1 };

/** Steps of a sixtieth of a second until nothing moves; how many it took. */
function settle(orbit: Orbit): number {
  let steps = 0;
  while (orbit.step(1 / 60)) {
    steps++;
    if (steps > 1000) throw new Error("it never comes to rest");
  }
  return steps;
}

describe("an orbit", () => {
  it("follows the hand, never under the table or over the top", () => {
    const orbit = new Orbit(HOME, () => false);
    orbit.drag(400, -90);
    expect(orbit.pose).toEqual({ azimuth: 390, elevation: -2, zoom: 1 });
    orbit.drag(0, 500);
    expect(orbit.pose.elevation).toBe(68);
  });

  it("goes to a pose the shorter way round and arrives exactly", () => {
    const orbit = new Orbit({ ...HOME, azimuth: 170 }, () => false);
    orbit.turnTo({ azimuth: -170 });
    expect(orbit.target.azimuth).toBe(190);
    expect(settle(orbit)).toBeGreaterThan(10);
    expect(orbit.pose.azimuth).toBe(190);
  });

  it("rolls on when flung, and comes to rest", () => {
    const orbit = new Orbit(HOME, () => false);
    orbit.fling(300, 0);
    settle(orbit);
    expect(orbit.pose.azimuth).toBeGreaterThan(60);
    expect(orbit.pose.azimuth).toBeLessThan(100);
  });

  it("neither glides nor rolls for somebody who wants nothing to move by itself", () => {
    const orbit = new Orbit(HOME, () => true);
    orbit.fling(300, 0);
    expect(orbit.step(1)).toBe(false);
    orbit.turnTo({ azimuth: 50, zoom: 99 });
    expect(orbit.pose).toEqual({ azimuth: 50, elevation: 16, zoom: NEAREST });
    orbit.reset();
    expect(orbit.pose).toEqual(HOME);
  });
});

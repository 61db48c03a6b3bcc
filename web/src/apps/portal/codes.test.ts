import { describe, expect, it } from "vitest";
import { onceInSight } from "./codes";

describe("onceInSight", () => {
  it("takes a code once while it stays in sight, and again after it was away for the pause", () => {
    const isNew = onceInSight(2000);

    const taken = [0, 500, 1900, 3800, 5800].map((now) => isNew("A", now));

    expect(taken).toEqual([true, false, false, false, true]);
  });

  it("takes another code at once", () => {
    const isNew = onceInSight(2000);

    expect([isNew("A", 0), isNew("B", 10), isNew("A", 20)]).toEqual([true, true, false]);
  });
});

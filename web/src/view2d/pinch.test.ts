import { describe, expect, it } from "vitest";
import { type Matrix, transformPoint } from "../geometry/matrix";
import { fingersMap, inPlane } from "./pinch";

const at = (x: number, y: number) => ({ x, y });

describe("fingersMap", () => {
  it("takes both fingers with it", () => {
    const map = fingersMap([at(10, 10), at(30, 20)], [at(50, 40), at(30, 80)]);
    const [px, py] = transformPoint(map, 10, 10);
    const [qx, qy] = transformPoint(map, 30, 20);
    expect([px, py]).toEqual([50, 40].map((value) => expect.closeTo(value, 10)));
    expect([qx, qy]).toEqual([30, 80].map((value) => expect.closeTo(value, 10)));
  });

  it("only moves when the fingers keep their distance and direction", () => {
    expect(fingersMap([at(0, 0), at(10, 0)], [at(5, 7), at(15, 7)])).toEqual([1, 0, -0, 1, 5, 7]);
  });
});

describe("inPlane", () => {
  it("sees a move on the screen in the plane's own units", () => {
    const toScreen: Matrix = [2, 0, 0, 2, 100, 50];
    expect(inPlane([1, 0, 0, 1, 10, 20], toScreen)).toEqual([1, 0, 0, 1, 5, 10]);
  });

  it("keeps a turn a turn", () => {
    const turned = inPlane([0, 1, -1, 0, 0, 0], [2, 0, 0, 2, 100, 50]);
    expect(turned.slice(0, 4)).toEqual([0, 1, -1, 0]);
  });
});

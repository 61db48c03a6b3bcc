import { describe, expect, it } from "vitest";
import { IDENTITY, type Matrix } from "../../../geometry/matrix";
import type { GroupOperation, PathOperation } from "../../../layout";
import { moved, withShadowsOf } from "./operations";

const path: PathOperation = {
  kind: "path",
  layer: "",
  path: [],
  matrix: [1, 0, 0, 1, 5, 0],
  fill: "#000000",
  stroke: null,
  opacity: 1,
  glyph: null,
  even_odd: false,
};
const group: GroupOperation = {
  kind: "group",
  layer: "",
  operations: [path],
  opacity: 0.5,
  blend: "normal",
  shadow: { colour: "#000000", opacity: 1, dx: 3, dy: 4, blur: 2 },
  clip: { path: [], matrix: IDENTITY, even_odd: false },
  ink: "process",
};
/** A quarter turn to the right at twice the size. */
const turned: Matrix = [0, 2, -2, 0, 100, 50];

describe("operations of a layer", () => {
  it("are moved with all that they hold, except shadows", () => {
    const there = moved(group, turned, "g") as GroupOperation;
    expect(there).toMatchObject({ layer: "g", shadow: group.shadow });
    expect(there.clip?.matrix).toEqual(turned);
    expect(there.operations).toEqual([{ ...path, layer: "g", matrix: [0, 2, -2, 0, 100, 60] }]);
    const ofMember = moved(
      { ...group, operations: [{ ...path, layer: "m" }] },
      turned,
      "g",
    ) as GroupOperation;
    expect(ofMember.operations[0]?.layer).toBe("m");
  });

  it("have shadows that fall as on the print area once the stage has turned them", () => {
    const [local] = withShadowsOf([{ ...group, operations: [group] }], turned) as [GroupOperation];
    expect(local.shadow).toEqual({ ...group.shadow, dx: 2, dy: -1.5, blur: 1 });
    expect((local.operations[0] as GroupOperation).shadow).toEqual(local.shadow);
    const plain = [path];
    expect(withShadowsOf(plain, turned)).toBe(plain);
  });
});

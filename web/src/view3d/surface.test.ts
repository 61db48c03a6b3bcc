import { expect, it } from "vitest";
import { Surface } from "./surface";

/** A card of 2 × 1 in the plane z = 3, its design upright on it, the right half left out. */
const card = new Surface({
  positions: [-1, 1, 3, 0, 1, 3, -1, 0, 3, 0, 0, 3],
  normals: [0, 0, 2, 0, 0, 2, 0, 0, 2, 0, 0, 2],
  uvs: [0, 0, 0.5, 0, 0, 1, 0.5, 1],
  triangles: [0, 2, 1, 1, 2, 3],
});

it("finds where a place of the design lies, and which way it looks", () => {
  expect(card.at(0.25, 0.5)).toEqual({ position: [-0.5, 0.5, 3], normal: [0, 0, 1] });
  expect(card.at(0, 0)?.position).toEqual([-1, 1, 3]);
});

it("has no place for what the mesh leaves out", () => {
  expect(card.at(0.75, 0.5)).toBeNull();
});

it("measures the whole design by the part that is there", () => {
  expect(card.side).toBeCloseTo(Math.sqrt(2), 12);
});

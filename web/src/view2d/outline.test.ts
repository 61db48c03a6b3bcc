import { beforeEach, expect, test, vi } from "vitest";
import type { Path } from "../geometry/path";
import { controlBounds, createGlyphCache, outline } from "./outline";
import { RecordedPath } from "./recorder";

const PATH: Path = [["M", 0, 0], ["L", 4, 0], ["Q", 1, -2, 3, 4], ["C", 1, 2, 3, 4, 5, 6], ["Z"]];

const callsOf = (path: Path) => (outline(path, createGlyphCache()) as unknown as RecordedPath).calls;

beforeEach(() => {
  vi.stubGlobal("Path2D", RecordedPath);
});

test("a path is handed to the browser segment by segment, and once", () => {
  const cache = createGlyphCache();
  expect((outline(PATH, cache) as unknown as RecordedPath).calls).toEqual(PATH);
  expect(outline(PATH, cache)).toBe(outline(PATH, cache));
  expect(outline([...PATH], cache)).not.toBe(outline(PATH, cache));
});

test("a dot is given a length, and is not closed", () => {
  const dot = ["L", 3 + 1e-4, 4];
  expect(
    callsOf([
      ["M", 3, 4],
      ["L", 3, 4],
    ]),
  ).toEqual([["M", 3, 4], dot]);
  expect(callsOf([["M", 3, 4], ["L", 3, 4], ["Z"], ...PATH])).toEqual([["M", 3, 4], dot, ...PATH]);
});

test("a point that comes twice on a longer path stays", () => {
  const path: Path = [
    ["M", 3, 4],
    ["L", 3, 4],
    ["L", 9, 9],
  ];
  expect(callsOf(path)).toEqual(path);
});

test("the box holds control points too", () => {
  expect(controlBounds(PATH)).toEqual([0, -2, 5, 6]);
});

import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { Layer, TextLayer } from "../../../document/types";
import { newText } from "./newLayers";
import { heightOfLines, hugged, reshaped, resizeOf } from "./reshape";
import { Typesetter } from "./typesetter";

const path = new URL("../../../../../src/monogram/demo/assets/fonts/inter-bold.ttf", import.meta.url);
const url = `data:font/ttf;base64,${readFileSync(path).toString("base64")}`;
const typesetter = new Typesetter([{ id: "inter-bold", url, coverage: "20-7e" }]);
const set = (layer: Layer) => typesetter.typeset(layer);
const line: TextLayer = {
  ...newText({ width: 280, height: 350 }, "one two", "#000000", {
    font: "inter-bold",
    scale: 1,
    isCurved: false,
  }),
  size: 10,
};
const one = () => set({ ...line, text: "x" })?.height ?? 0;
const pulled = (to: TextLayer, width: number) =>
  reshaped(to, { transform: to.transform, width, height: 0, grip: { x: 1, y: 0 } }, set) as TextLayer;

beforeAll(() => typesetter.request(["inter-bold"]));

describe("a text whose side is pulled", () => {
  it("wraps into a box as high as its lines, the first of which stays where it was", () => {
    const narrow = pulled(line, 30);
    const height = one() + 12;
    expect(narrow.box).toEqual({ width: 30, height, fit: "none", vertical_align: "top" });
    expect(narrow.transform[5]).toBeCloseTo(175 + 6, 9);
    expect(resizeOf(narrow)).toBe("width");
    expect(pulled(line, 200).box?.height).toBeCloseTo(one(), 9);
  });

  it("grows and shrinks with what is written in it, and the first line stays", () => {
    const narrow = pulled(line, 30);
    const more = hugged(narrow, { ...narrow, text: "one two three" }, set);
    expect(more.box?.height).toBeCloseTo(one() + 24, 9);
    expect(more.transform?.[5]).toBeCloseTo(175 + 12, 9);
    const less = hugged(narrow, { ...narrow, text: "one" }, set);
    expect(less.box?.height).toBeCloseTo(one(), 9);
    expect(less.transform?.[5]).toBeCloseTo(175, 9);
    const turned = { ...narrow, transform: [0, 1, -1, 0, 140, 175] as const };
    expect(hugged(turned, { ...turned, text: "one" }, set).transform).toEqual([0, 1, -1, 0, 146, 175]);
  });

  it("keeps a box that somebody has made higher, and one that letters are fitted to", () => {
    const narrow = pulled(line, 30);
    const high = { ...narrow, box: { width: 30, height: 90, fit: "none", vertical_align: "top" } as const };
    expect(hugged(high, { ...high, text: "one" }, set)).toEqual({});
    const fitted = { ...high, box: { ...high.box, fit: "shrink" } as const };
    expect(hugged(fitted, { ...fitted, text: "one" }, set)).toEqual({});
    expect(hugged(line, { ...line, text: "one" }, set)).toEqual({});
  });
});

it("knows no height while the font is on the way", () => {
  expect(heightOfLines(line, () => null)).toBeNull();
  expect(hugged(pulled(line, 30), line, () => null)).toEqual({});
});

/** The browser's side of the shared layout vectors; `tests/layout/test_vectors.py` is the server's. */

import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { loadDocument, loadDrawing } from "../document";
import {
  createFontSet,
  type FontSet,
  findings,
  layerBounds,
  layoutArea,
  loadHarfBuzz,
  loadQrCodes,
  type Operation,
} from "./index";

const ROOT = new URL("../../../", import.meta.url);
const FONTS = new URL("src/monogram/demo/assets/fonts/", ROOT);
const VECTORS = new URL("spec/layout-vectors/", ROOT);
const TOLERANCE = 1e-9;

let fonts: FontSet;

beforeAll(async () => {
  await loadQrCodes();
  fonts = await createFontSet();
  for (const file of readdirSync(FONTS).filter((name) => name.endsWith(".ttf")))
    fonts.add(file.replace(".ttf", ""), readFileSync(new URL(file, FONTS)));
});

/** Equal in every part; numbers within the tolerance. */
function expectSame(actual: unknown, expected: unknown, where: string): void {
  if (typeof expected === "number" && typeof actual === "number") {
    if (!(Math.abs(actual - expected) <= TOLERANCE)) expect(actual, where).toBe(expected);
  } else if (expected !== null && typeof expected === "object") {
    expect(Object.keys(actual as object).sort(), where).toEqual(Object.keys(expected).sort());
    for (const [key, value] of Object.entries(expected))
      expectSame((actual as Record<string, unknown>)[key], value, `${where}.${key}`);
  } else if (actual !== expected) expect(actual, where).toBe(expected);
}

/** As the vectors spell it: a glyph's outline is told by its id. */
function plain(operation: Operation): object {
  if (operation.kind === "group") return { ...operation, operations: operation.operations.map(plain) };
  if (operation.kind === "image" || !operation.glyph) return operation;
  const { path: _, ...rest } = operation;
  return rest;
}

function read(url: URL) {
  return JSON.parse(readFileSync(url, "utf8"));
}

describe("layout gives the operations of the vector", () => {
  test.each(readdirSync(VECTORS))("%s", (file) => {
    const vector = read(new URL(file, VECTORS));
    const { fallback_fonts } = vector;
    const [area] = loadDocument({ version: 2, product_id: 1, areas: [vector.area], fallback_fonts }).areas;
    const drawn = Object.entries(vector.drawings).map(([id, raw]) => [id, loadDrawing(raw)] as const);
    const resources = { fonts, fallback: fallback_fonts, drawings: new Map(drawn) };
    if (!area) throw new Error("the vector has no area");
    expectSame(layoutArea(area, resources).map(plain), vector.operations, "operations");
    const bounds = area.layers.map((layer) => {
      const { width, height } = layerBounds(layer, resources);
      return [layer.id, width, height];
    });
    expectSame(bounds, vector.bounds, "bounds");
    expect(findings(area, resources)).toEqual(vector.findings);
  });
});

describe("HarfBuzz", () => {
  const { harfbuzz, ...outlined } = read(new URL("spec/outline-vectors.json", ROOT));

  test("is the version that the server has", async () => {
    expect((await loadHarfBuzz()).versionString()).toBe(harfbuzz);
  });

  test.each(Object.keys(outlined))("gives the measures and outlines of the vectors: %s", (font) => {
    const [measures, ...glyphs] = outlined[font];
    const { unitsPerEm, ascender, descender } = fonts.face(font);
    expect({ units_per_em: unitsPerEm, ascender, descender }).toEqual(measures);
    for (const { glyph, path } of glyphs) expectSame(fonts.face(font).outline(glyph), path, font);
  });
});

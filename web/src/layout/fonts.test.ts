/** Fonts that are declared before they are here: which of them are worth fetching, and what shows meanwhile. */

import { readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { loadDocument } from "../document";
import type { DesignDocument, Layer } from "../document/types";
import {
  createFontSet,
  type FontSet,
  findings,
  fontsNeeded,
  layerBounds,
  layoutLayer,
  type Resources,
  UnknownFontError,
} from "./index";

const FOLDER = new URL("../../../src/monogram/demo/assets/fonts/", import.meta.url);
const FALLBACK = ["noto-sans-hebrew-bold", "twemoji"];

let fonts: FontSet;
let resources: Resources;

beforeEach(async () => {
  fonts = await createFontSet();
  fonts.add("inter-bold", fontFile("inter-bold"));
  fonts.declare("noto-sans-hebrew-bold", "20,590-5ff");
  fonts.declare("twemoji", "23,2a,30-39,a9,ae,200d,20e3,2764,fe0f,1f600-1f64f");
  resources = { fonts, fallback: FALLBACK, drawings: new Map() };
});

function fontFile(font: string): Uint8Array {
  return readFileSync(new URL(`${font}.ttf`, FOLDER));
}

function documentOf(text: string, fallback_fonts = FALLBACK): DesignDocument {
  const layer = { id: "a", type: "text", text, font: "inter-bold", size: 9, transform: [1, 0, 0, 1, 0, 0] };
  const areas = [{ name: "Front", width: 90, height: 50, layers: [layer] }];
  return loadDocument({ version: 2, product_id: 1, areas, fallback_fonts });
}

function layerOf(text: string): Layer {
  return documentOf(text).areas[0]?.layers[0] as Layer;
}

test.each([
  ["abc 123", ["inter-bold"]],
  ["abc אב", ["inter-bold", "noto-sans-hebrew-bold"]],
  ["❤\ufe0f 1\ufe0f\u20e3", ["inter-bold", "twemoji"]],
  ["漢", ["inter-bold"]],
])("%s needs %j", (text, needed) => {
  expect(fontsNeeded(documentOf(text), fonts)).toEqual(needed);
});

test("what a font on its way is to show is left out, takes no room and is not missing", () => {
  const layer = layerOf("a😀");
  expect(layoutLayer(layer, resources)).toHaveLength(1);
  expect(layerBounds(layer, resources)).toEqual(layerBounds(layerOf("a"), resources));
  expect(documentOf("a😀").areas.map((area) => findings(area, resources))).toEqual([[]]);
});

test("a font that has come shows in the same layer", () => {
  const layer = layerOf("a😀");
  expect(layoutLayer(layer, resources)).toHaveLength(1);
  fonts.add("twemoji", fontFile("twemoji"));
  expect(layoutLayer(layer, resources).length).toBeGreaterThan(3);
});

test("a layer's own font must be here, and a fallback font at least be declared", () => {
  const layer = layerOf("abc");
  expect(() => layoutLayer({ ...layer, font: "twemoji" } as Layer, resources)).toThrow(UnknownFontError);
  const lost = { ...resources, fallback: ["lost"] };
  expect(layoutLayer(layer, lost)).toHaveLength(3);
  expect(() => layoutLayer(layerOf("אב"), lost)).toThrow(new UnknownFontError("lost"));
});

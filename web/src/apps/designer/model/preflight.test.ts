import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { type DesignDocument, type Layer, loadLayer, VERSION } from "../../../document";
import { SAMPLE_TEXTS } from "../../../preflight";
import { compose } from "../../../view2d/placement";
import { words } from "../words";
import { newImage, newText } from "./newLayers";
import { newShape } from "./newPictures";
import { judge } from "./preflight";
import { shirt } from "./testProduct";
import { Typesetter } from "./typesetter";
import { isBlocking, isGrave, layerOf, verdictsOn } from "./verdicts";
import type { Picture, Product, ProductArea } from "./wire";

const AREA = { width: 280, height: 350 };
const FONTS = new URL("../../../../../src/monogram/demo/assets/fonts/", import.meta.url);
const picture: Picture = {
  id: "a".repeat(32),
  width: 600,
  height: 400,
  working: { url: "", width: 600, height: 400 },
  file_name: "cat.jpg",
  drawing: null,
};
const pictures = new Map([[picture.id, picture]]);
let typesetter: Typesetter;

beforeAll(async () => {
  const content = readFileSync(new URL("inter-bold.ttf", FONTS)).toString("base64");
  const url = `data:font/ttf;base64,${content}`;
  typesetter = new Typesetter([{ id: "inter-bold", coverage: "20-7e", url }]);
  await typesetter.request(["inter-bold"]);
});

function documentOf(...layers: Layer[]): DesignDocument {
  const areas = shirt.areas.map(({ name }) => ({ name, ...AREA, background: null, layers: [] as Layer[] }));
  areas[0]?.layers.push(...layers);
  return { version: VERSION, product_id: shirt.id, fallback_fonts: [], areas };
}

const PORTRAIT = {
  id: "1",
  name: "Portrait",
  x: 0,
  y: 0,
  width: 50,
  height: 50,
  required: true,
  may_move: true,
};
const text = (words: string, x = 140, y = 175) => ({
  ...newText(AREA, words, "#1c1b1a", { font: "inter-bold", scale: 1, isCurved: false }),
  id: "t1",
  size: 20,
  transform: compose(x, y, 0),
});
const verdicts = (product: Product, document: DesignDocument) =>
  judge(product.areas, document, typesetter, pictures);
const rules = (product: Product, document: DesignDocument) =>
  verdicts(product, document).map(({ rule }) => rule);
const withArea = (change: Partial<ProductArea>): Product => ({
  ...shirt,
  areas: shirt.areas.map((area, index) => (index === 0 ? { ...area, ...change } : area)),
});

describe("preflight of the design in hand", () => {
  it("is content with a line of text in the middle", () => {
    expect(rules(shirt, documentOf(text("Ada")))).toEqual([]);
  });

  it("tells the resolution at which a photo is printed, in the shopper's words", () => {
    const large = { ...newImage(AREA, picture), id: "i1", width: 150, height: 100 };
    const [verdict] = verdicts(shirt, documentOf(large));
    expect(verdict).toMatchObject({ rule: "resolution", area: "Front", layer: "i1", severity: "warn" });
    expect(verdict?.message).toBe(
      "This photo may print blurry: 101 dpi here, 150 needed. Make it smaller or choose a larger one.",
    );
    expect(rules(shirt, documentOf({ ...large, width: 75, height: 50 }))).toEqual([]);
  });

  it("looks at the letters where they stand, after moving and turning", () => {
    // "Ada" is 39 mm wide and 15 mm high here; the safe area begins at 10 mm.
    expect(rules(shirt, documentOf(text("Ada", 28)))).toEqual(["text_safe_area"]);
    expect(rules(shirt, documentOf(text("Ada", 31)))).toEqual([]);
    expect(rules(shirt, documentOf({ ...text("Ada"), transform: compose(19, 175, 90) }))).toEqual([]);
    expect(rules(shirt, documentOf(text("Ada", -60)))).toEqual(["outside_area"]);
  });

  it("does what the product says", () => {
    const near = documentOf(text("Ada", 28));
    expect(verdicts(withArea({ preflight: { text_safe_area: "block" } }), near).map(isBlocking)).toEqual([
      true,
    ]);
    expect(verdicts(withArea({ preflight: { text_safe_area: "inform" } }), near).map(isGrave)).toEqual([
      false,
    ]);
    expect(rules(withArea({ preflight: { text_safe_area: { severity: "off" } } }), near)).toEqual([]);
    const red = {
      ...newShape(AREA, "#ff0000", { shape: "star", ratio: 1, rounding: 0, line: null }),
      id: "s1",
    };
    const engraved = withArea({ process: "engraving" });
    expect(rules(engraved, documentOf(text("Ada"), red))).toEqual(["too_many_colours"]);
  });

  it("says nothing yet of a text whose font is on the way, and takes its area for filled", () => {
    const waiting = { ...text("Ada", -60), font: "lobster-regular" };
    expect(rules(withArea({ required: true }), documentOf(waiting))).toEqual([]);
  });

  it("speaks of members of a group, and finds the group that holds them", () => {
    const photo = {
      ...newImage(AREA, picture),
      id: "m1",
      width: 150,
      height: 100,
      transform: compose(0, 0, 0),
    };
    const place = { id: "g1", type: "group", transform: compose(140, 175, 0) };
    const group = loadLayer({ ...place, layers: [photo, { ...text("Ada ☃", 0, 0), id: "m2" }] }, "");
    const document = documentOf(group);
    const found = verdicts(shirt, document);
    expect(found.map(({ rule, layer }) => [rule, layer])).toEqual([
      ["resolution", "m1"],
      ["missing_glyph", "m2"],
    ]);
    expect(verdictsOn(group, found)).toEqual(found);
    expect(found.map((verdict) => layerOf(document, verdict)?.id)).toEqual(["g1", "g1"]);
  });

  it("knows the designer's own sample text", () => {
    expect(SAMPLE_TEXTS).toContain(words.yourText);
    expect(rules(shirt, documentOf(text(words.yourText)))).toEqual(["sample_text"]);
  });

  it("blocks what is required, and a design with nothing in it", () => {
    const [empty] = verdicts(shirt, documentOf());
    expect(empty && [empty.rule, isBlocking(empty), layerOf(documentOf(), empty)]).toEqual([
      "empty_design",
      true,
      null,
    ]);
    expect(rules(withArea({ required: true }), documentOf())).toEqual(["required_area"]);
    const portrait = withArea({ image_areas: [PORTRAIT] });
    expect(verdicts(portrait, documentOf(text("Ada"))).map(({ message }) => message)).toEqual([
      "“Portrait” needs a photo.",
    ]);
  });
});

import { describe, expect, it } from "vitest";
import type { DesignDocument, Layer } from "../../../document/types";
import { compose } from "../../../view2d/placement";
import { newImage, newShape, newText } from "./newLayers";
import { type Evidence, isBlocking, preflight } from "./preflight";
import { shirt } from "./testProduct";
import type { Picture, Product, ProductArea } from "./wire";

const AREA = { width: 280, height: 350 };
const picture: Picture = {
  id: "a".repeat(32),
  width: 600,
  height: 400,
  working: { url: "", width: 600, height: 400 },
  drawing: null,
  file_name: "cat.jpg",
};

const evidence: Evidence = {
  pictures: new Map([[picture.id, picture]]),
  boxOf: (layer) => ("width" in layer ? layer : { width: 100, height: 20 }),
  textOf: () => null,
  sampleText: "Your text",
};

function documentOf(...layers: Layer[]): DesignDocument {
  const areas = shirt.areas.map(({ name }) => ({ name, ...AREA, background: null, layers: [] as Layer[] }));
  areas[0]?.layers.push(...layers);
  return { version: 2, product_id: shirt.id, fallback_fonts: [], areas };
}

const text = (words: string, x = 140, y = 175) => ({
  ...newText(AREA, words, "#1c1b1a", { font: "inter-bold", scale: 1, isCurved: false }),
  id: "t1",
  transform: compose(x, y, 0),
});
const codes = (product: Product, document: DesignDocument, facts = evidence) =>
  preflight(product, document, facts).map((finding) => finding.code);
const withArea = (change: Partial<ProductArea>): Product => ({
  ...shirt,
  areas: shirt.areas.map((area, index) => (index === 0 ? { ...area, ...change } : area)),
});

describe("preflight", () => {
  it("is content with a line of text in the middle", () => {
    expect(codes(shirt, documentOf(text("Ada")))).toEqual([]);
  });

  it("tells the resolution at which a photo is printed", () => {
    const large = { ...newImage(AREA, picture), id: "i1", width: 150, height: 100 };
    const [finding] = preflight(shirt, documentOf(large), evidence);
    expect(finding).toEqual({ area: "Front", layer: "i1", code: "low_resolution", dpi: 101, needed: 150 });
    expect(codes(shirt, documentOf({ ...large, width: 75, height: 50 }))).toEqual([]);
    // Half of the picture over the same width has half the resolution.
    const cropped = { ...large, width: 75, height: 50, crop: { x: 0, y: 0, width: 0.5, height: 0.5 } };
    expect(preflight(shirt, documentOf(cropped), evidence)[0]).toMatchObject({ dpi: 101 });
  });

  it("warns near the edge and outside, after turning", () => {
    expect(codes(shirt, documentOf(text("Ada", 55)))).toEqual(["outside_safe_area"]);
    expect(codes(shirt, documentOf(text("Ada", 61)))).toEqual([]);
    expect(codes(shirt, documentOf({ ...text("Ada"), transform: compose(21, 175, 90) }))).toEqual([]);
    expect(codes(shirt, documentOf(text("Ada", -60)))).toEqual(["outside_area"]);
  });

  it("lets a shape or a picture cover the whole area", () => {
    const ground = { ...newShape(AREA, "#0f6b66", { shape: "rectangle", ratio: 1, rounding: 0 }), ...AREA };
    expect(codes(shirt, documentOf(ground))).toEqual([]);
  });

  it("finds the sample text and missing characters", () => {
    const facts = { ...evidence, textOf: () => ({ missing: "☃", overflows: true }) };
    expect(preflight(shirt, documentOf(text("Your text")), facts)).toEqual([
      { area: "Front", layer: "t1", code: "sample_text" },
      { area: "Front", layer: "t1", code: "text_overflow" },
      { area: "Front", layer: "t1", code: "missing_glyph", characters: "☃" },
    ]);
  });

  it("blocks only what is required, and a design with nothing in it", () => {
    expect(codes(shirt, documentOf())).toEqual(["empty_design"]);
    expect(codes(withArea({ required: true }), documentOf())).toEqual(["required_area"]);
    const field = {
      id: "1",
      name: "Name",
      x: 0,
      y: 0,
      width: 50,
      height: 10,
      default_text: "",
      font: null,
      size: 8,
      colour: "#1c1b1a",
      align: "left",
      max_length: 20,
      required: true,
    } as const;
    const findings = preflight(withArea({ text_areas: [field] }), documentOf(text("Ada")), evidence);
    expect(findings).toEqual([{ area: "Front", code: "required_text", textArea: "Name" }]);
    expect(findings.map(isBlocking)).toEqual([true]);
    const filled = { ...text("Ada"), text_area: "Name" };
    expect(codes(withArea({ text_areas: [field] }), documentOf(filled))).toEqual([]);
  });
});

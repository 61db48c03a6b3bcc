import { describe, expect, it } from "vitest";
import type {
  DesignDocument,
  GroupLayer,
  ImageLayer,
  Layer,
  ShapeLayer,
  TextLayer,
} from "../../../document/types";
import { compose } from "../../../view2d/placement";
import {
  addLayer,
  changeLayer,
  duplicateLayer,
  fillTextArea,
  findLayer,
  layerOfTextArea,
  placeLayer,
  removeLayer,
  reorderLayer,
  resizeLayer,
  rotateTo,
  rotationOf,
  settle,
} from "./commands";
import { newImage, newText, newTextAreaText } from "./newLayers";
import { newShape } from "./newPictures";

const AREA = { width: 280, height: 350 };
const style = { font: "inter-bold", scale: 1, isCurved: false };
const text: TextLayer = { ...newText(AREA, "Hi", "#1c1b1a", style), id: "t1", size: 20 };
const image: ImageLayer = {
  ...newImage(AREA, {
    id: "0".repeat(32),
    width: 400,
    height: 300,
    working: { url: "", width: 400, height: 300 },
    drawing: null,
    file_name: "cat.jpg",
  }),
  id: "i1",
};

function documentOf(...layers: Layer[]): DesignDocument {
  const empty = { ...AREA, background: null, layers: [] };
  return {
    version: 2,
    fallback_fonts: [],
    product_id: 1007644,
    areas: [
      { ...empty, name: "Front", layers },
      { ...empty, name: "Back" },
    ],
  };
}

const idsOf = (document: DesignDocument) => document.areas[0]?.layers.map((layer) => layer.id);

describe("layers", () => {
  it("are added on top and taken away, without touching the old document", () => {
    const before = documentOf(text);
    const after = addLayer(before, "Front", image);
    expect(idsOf(after)).toEqual(["t1", "i1"]);
    expect(idsOf(removeLayer(after, "t1"))).toEqual(["i1"]);
    expect(idsOf(before)).toEqual(["t1"]);
    expect(after.areas[1]).toBe(before.areas[1]);
  });

  it("leave the document alone when there is nothing to do", () => {
    const document = documentOf(text);
    expect(removeLayer(document, "gone")).toBe(document);
    expect(changeLayer(document, "t1", (layer) => layer)).toBe(document);
    expect(reorderLayer(document, "t1", 1)).toBe(document);
    expect(reorderLayer(document, "t1", -1)).toBe(document);
  });

  it("change their order by one", () => {
    const shape = {
      ...newShape(AREA, "#0f6b66", { shape: "star", ratio: 1, rounding: 0, line: null }),
      id: "s1",
    };
    const document = documentOf(text, image, shape);
    expect(idsOf(reorderLayer(document, "t1", 1))).toEqual(["i1", "t1", "s1"]);
    expect(idsOf(reorderLayer(document, "s1", -1))).toEqual(["t1", "s1", "i1"]);
  });

  it("stretches the outline of a shape that has one of its own, and only then writes it anew", () => {
    const outline = "M-5.000000 -5L5 -5L0 5Z";
    const base = newShape(AREA, "#0f6b66", { shape: "star", ratio: 1, rounding: 0, line: null });
    const arrow: ShapeLayer = { ...base, shape: "path", path: outline, width: 10, height: 10 };
    expect(settle(arrow, [2, 0, 0, 3, 40, 50])).toMatchObject({
      path: "M-10 -15L10 -15L0 15Z",
      width: 20,
      height: 30,
      transform: [1, 0, 0, 1, 40, 50],
    });
    expect(settle(arrow, [1, 0, 0, 1, 7, 8]).path).toBe(outline);
    expect(findLayer(resizeLayer(documentOf(arrow), arrow.id, 20, 10), arrow.id)?.layer).toMatchObject({
      path: "M-10 -5L10 -5L0 5Z",
      width: 20,
      transform: arrow.transform,
    });
  });

  it("are copied right above the original, unlocked and outside any template field", () => {
    const field: TextLayer = { ...text, text_area: "Name", locked: true };
    const copied = duplicateLayer(documentOf(field, image), "t1", "t2");
    expect(idsOf(copied)).toEqual(["t1", "t2", "i1"]);
    const copy = findLayer(copied, "t2")?.layer;
    expect(copy).toMatchObject({ text: "Hi", text_area: null, locked: false });
    expect(copy?.transform).toEqual([1, 0, 0, 1, 154, 189]);
  });
});

describe("placing", () => {
  it("turns a text's scale into its size", () => {
    const curved: TextLayer = { ...text, arc: { radius: 60 }, stroke: { colour: "#ffffff", width: 1 } };
    const placed = findLayer(placeLayer(documentOf(curved), "t1", compose(10, 20, 30, 1.5)), "t1")?.layer;
    expect(placed).toMatchObject({ letter_spacing: 0 });
    expect((placed as TextLayer).size).toBeCloseTo(30, 10);
    expect((placed as TextLayer).arc?.radius).toBeCloseTo(90, 10);
    expect((placed as TextLayer).stroke?.width).toBeCloseTo(1.5, 10);
    compose(10, 20, 30).forEach((value, index) => {
      expect(placed?.transform[index]).toBeCloseTo(value, 10);
    });
  });

  it("turns a picture's scale into its sides", () => {
    const placed = findLayer(placeLayer(documentOf(image), "i1", compose(0, 0, 0, 2, 0.5)), "i1")?.layer;
    expect(placed).toMatchObject({
      width: image.width * 2,
      height: image.height / 2,
      transform: [1, 0, 0, 1, 0, 0],
    });
  });

  it("leaves a mirrored or skewed transform as it is", () => {
    for (const matrix of [
      [-1, 0, 0, 1, 5, 5],
      [1, 0, 0.5, 1, 5, 5],
    ] as const) {
      const placed = findLayer(placeLayer(documentOf(image), "i1", matrix), "i1")?.layer;
      expect(placed).toEqual({ ...image, transform: matrix });
    }
  });

  it("turns about the centre to an absolute angle", () => {
    const turned = rotateTo(documentOf(text), "t1", 90);
    const layer = findLayer(turned, "t1")?.layer as Layer;
    expect(layer.transform).toEqual([0, 1, -1, 0, 140, 175]);
    expect(rotationOf(layer)).toBe(90);
  });
});

describe("text areas", () => {
  const field = {
    id: "5",
    name: "Top line",
    x: 10,
    y: 20,
    width: 100,
    height: 30,
    default_text: "Ada",
    font: null,
    size: 8,
    colour: "#1c1b1a",
    align: "center",
    max_length: 20,
    required: true,
    may_restyle: true,
    may_move: true,
  } as const;
  const make = () =>
    newTextAreaText(field, [{ id: "inter-bold", family: "Inter", style: "Bold", url: "", coverage: "" }]);
  const fill = (document: DesignDocument, words: string) =>
    fillTextArea(document, "Front", "Top line", words, make);

  it("make their layer with the first letter, in their own box", () => {
    const filled = fill(documentOf(), "A");
    const layer = layerOfTextArea(filled, "Front", "Top line");
    expect(layer).toMatchObject({
      text: "A",
      font: "inter-bold",
      box: { width: 100, height: 30, fit: "shrink" },
      transform: [1, 0, 0, 1, 60, 35],
    });
    expect(layerOfTextArea(fill(filled, "Ab"), "Front", "Top line")?.id).toBe(layer?.id);
  });

  it("lose it with the last letter", () => {
    expect(idsOf(fill(fill(documentOf(), "A"), ""))).toEqual([]);
    const empty = documentOf();
    expect(fill(empty, "")).toBe(empty);
  });
});

describe("groups", () => {
  const group: GroupLayer = {
    ...{ id: "g1", type: "group", layers: [text, { ...image, image_area: "Photo" }] },
    ...{
      transform: [1, 0, 0, 1, 9, 9],
      opacity: 1,
      locked: false,
      blend: "multiply",
      shadow: null,
      ink: "foil",
    },
  };

  it("are doubled with members that have ids of their own and fill no field", () => {
    const copy = documentOf(group, image);
    const layers = duplicateLayer(copy, "g1", "g2").areas[0]?.layers;
    expect(layers).toMatchObject([
      { id: "g1", layers: [{ id: "t1" }, { id: "i1", image_area: "Photo" }] },
      { id: "g2", layers: [{ id: "g2-0" }, { id: "g2-1", image_area: null }] },
      { id: "i1" },
    ]);
  });

  it("keep their scale in their transform, with everything else", () => {
    const placed = placeLayer(documentOf(group), "g1", [2, 0, 0, 2, 50, 60]);
    expect(findLayer(placed, "g1")?.layer).toEqual({ ...group, transform: [2, 0, 0, 2, 50, 60] });
  });
});

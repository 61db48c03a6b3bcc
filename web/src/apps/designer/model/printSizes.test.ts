import { describe, expect, it } from "vitest";
import { loadDocument } from "../../../document";
import type { DesignDocument, Layer } from "../../../document/types";
import { parseParameters } from "../../../host/parameters";
import { fresh } from "./beginning";
import { Editor } from "./editor";
import { newTextAreaText } from "./newLayers";
import { newShape } from "./newPictures";
import { initialPrintSize, printSizeOf, sizedAreas } from "./printSizes";
import { choosePrintSize } from "./productChoices";
import { inPrintSize } from "./scaling";
import { shirt } from "./testProduct";
import { Typesetter } from "./typesetter";
import type { Product, ProductArea } from "./wire";

const field = {
  id: "7",
  name: "Name",
  x: 20,
  y: 10,
  width: 60,
  height: 20,
  default_text: "",
  font: null,
  size: 12,
  colour: "#1c1b1a",
  align: "center" as const,
  max_length: 20,
  required: false,
  may_restyle: true,
  may_move: true,
};
const front: ProductArea = {
  ...(shirt.areas[0] as ProductArea),
  width: 100,
  height: 100,
  text_areas: [field],
};
const size = (id: string, name: string, width: number, height: number) => ({
  id,
  name,
  area: "Front",
  width,
  height,
  quad: null,
  price: null,
});
const wideQuad: [[number, number], [number, number], [number, number], [number, number]] = [
  [0, 0],
  [300, 0],
  [300, 100],
  [0, 100],
];
const poster: Product = {
  ...shirt,
  areas: [front, { ...front, name: "Back", text_areas: [] }],
  print_sizes: [
    size("1", "Small", 50, 50),
    size("2", "Medium", 100, 100),
    { ...size("3", "Wide", 300, 100), quad: wideQuad },
    size("4", "Tall", 100, 300),
    size("5", "Large", 200, 200),
  ],
};

const layers = [
  {
    type: "text",
    id: "t1",
    text: "Ada",
    font: "inter-bold",
    size: 12.34,
    colour: "#1c1b1a",
    arc: { radius: 30 },
  },
  { type: "shape", id: "s1", shape: "rectangle", width: 33.3, height: 7, corner_radius: 2, fill: "#1c1b1a" },
  {
    type: "shape",
    id: "s2",
    shape: "path",
    path: "M0 0L10 0L10 10Z",
    width: 10,
    height: 10,
    fill: "#1c1b1a",
  },
  { type: "code", id: "c1", symbology: "qr", content: "x", width: 20, height: 20, colour: "#000000" },
].map((layer, index) => ({ ...layer, transform: [1, 0, 0, 1, 31.7 + index, 62.2], opacity: 1 }));

const designed: DesignDocument = loadDocument({
  version: 2,
  product_id: shirt.id,
  areas: [
    { name: "Front", width: 100, height: 100, background: null, layers },
    { name: "Back", width: 100, height: 100, background: null, layers: [] },
  ],
});

const layer = <L extends Layer>(document: DesignDocument, id: string) =>
  document.areas[0]?.layers.find((one) => one.id === id) as L;

describe("initialPrintSize", () => {
  it.each([
    ["none is wished for: that of the area's own measures", null, "2"],
    ["wished for by id", "4", "4"],
    ["wished for by name", "Large", "5"],
    ["it does not exist", "Huge", "2"],
  ])("is right when %s", (_when, wish, expected) => {
    expect(initialPrintSize(poster, wish)).toBe(expected);
  });

  it("is the first where none has the area's own measures, and none where there are no sizes", () => {
    expect(initialPrintSize({ ...poster, print_sizes: [size("9", "A4", 210, 297)] }, null)).toBe("9");
    expect(initialPrintSize(shirt, "Large")).toBeNull();
  });
});

describe("sizedAreas", () => {
  it("gives the area the size's measures and corners, and its fields their places about the centre", () => {
    const [area, other] = sizedAreas(poster, "5");
    expect(area).toMatchObject({ width: 200, height: 200, quad: front.quad, safe_margin: 10 });
    expect(area?.text_areas).toMatchObject([{ x: 40, y: 20, width: 120, height: 40, size: 24 }]);
    expect(other).toBe(poster.areas[1]);
    expect(sizedAreas(poster, "3")[0]?.quad).toBe(wideQuad);
    expect(sizedAreas(poster, null)).toBe(poster.areas);
  });
});

describe("inPrintSize", () => {
  it("scales what lies on the area about its centre by the smaller ratio", () => {
    const large = inPrintSize(designed, poster, "5");
    expect(large.areas[0]).toMatchObject({ width: 200, height: 200 });
    expect(layer(large, "t1")).toMatchObject({ size: 24.68, arc: { radius: 60 } });
    expect(layer(large, "t1").transform).toEqual([1, 0, 0, 1, 63.4, 124.4]);
    expect(layer(large, "s1")).toMatchObject({ width: 66.6, height: 14, corner_radius: 4 });
    expect(layer(large, "c1")).toMatchObject({ width: 40, height: 40 });
    const wide = inPrintSize(designed, poster, "3");
    expect(layer(wide, "s1")).toMatchObject({ width: 33.3, transform: [1, 0, 0, 1, 132.7, 62.2] });
  });

  it("magnifies an outline in millimetres as a whole", () => {
    const small = inPrintSize(designed, poster, "1");
    expect(layer(small, "s2")).toMatchObject({ path: "M0 0L10 0L10 10Z", width: 10 });
    expect(layer(small, "s2").transform.slice(0, 4)).toEqual([0.5, 0, 0, 0.5]);
  });

  it("leaves other areas alone, and the document too where the size is the one it has", () => {
    expect(inPrintSize(designed, poster, "1").areas[1]).toBe(designed.areas[1]);
    expect(inPrintSize(designed, poster, "2")).toBe(designed);
  });

  it("gives the same design back after any way round", () => {
    let document = designed;
    for (const id of ["3", "1", "4", "5", "3", "2"]) document = inPrintSize(document, poster, id);
    expect(document).toEqual(designed);
  });

  it("does not undo what was changed on the way", () => {
    const small = inPrintSize(designed, poster, "1");
    const moved = {
      ...small,
      areas: small.areas.map((area) => ({
        ...area,
        layers: area.layers.map((one) => (one.id === "s1" ? { ...one, width: 10 } : one)),
      })),
    };
    const back = inPrintSize(moved, poster, "2");
    expect(layer(back, "s1")).toMatchObject({ width: 20 });
    expect(layer(back, "t1")).toBe(layer(designed, "t1"));
  });

  it("keeps what fills a text area in its box", () => {
    const filled = { ...newTextAreaText(field, shirt.fonts), text: "Ada" };
    const document = loadDocument({
      ...designed,
      areas: [{ ...designed.areas[0], layers: [filled] }, designed.areas[1]],
    });
    const [large] = sizedAreas(poster, "5")[0]?.text_areas ?? [];
    const expected = newTextAreaText(large as typeof field, shirt.fonts);
    const { box, size, transform } = expected;
    expect(inPrintSize(document, poster, "5").areas[0]?.layers).toMatchObject([{ box, size, transform }]);
  });
});

describe("printSizeOf", () => {
  it("follows the document's measures, and stays with the size in hand among equals", () => {
    const twins = { ...poster, print_sizes: [...poster.print_sizes, size("6", "Large, matt", 200, 200)] };
    const large = inPrintSize(designed, poster, "5");
    expect(printSizeOf(large, twins, "2")).toBe("5");
    expect(printSizeOf(large, twins, "6")).toBe("6");
    expect(printSizeOf(designed, shirt, null)).toBeNull();
  });
});

describe("choosePrintSize", () => {
  const editorOf = () =>
    new Editor(poster, fresh(poster, parseParameters("")), new Typesetter(poster.fonts, []));

  it("changes the area in hand in one step that can be undone and done again", () => {
    const editor = editorOf();
    editor.add(
      newShape({ width: 100, height: 100 }, "#ffffff", {
        shape: "rectangle",
        ratio: 1,
        rounding: 0,
        line: null,
      }),
    );
    const before = editor.document.value;
    choosePrintSize(editor, "5");
    expect(editor.productArea).toMatchObject({ name: "Front", width: 200 });
    expect(editor.document.value.areas[0]).toMatchObject({ width: 200, layers: [{ width: 80 }] });
    editor.undo();
    expect(editor.printSize.value).toBe("2");
    expect(editor.document.value).toBe(before);
    expect(editor.productArea).toMatchObject({ width: 100 });
    editor.redo();
    expect(editor.printSize.value).toBe("5");
  });

  it("takes no other size for the one that is chosen, and none that does not exist", () => {
    const editor = editorOf();
    choosePrintSize(editor, "2");
    choosePrintSize(editor, "99");
    expect(editor.printSize.value).toBe("2");
    expect(editor.canUndo.value).toBe(false);
  });
});

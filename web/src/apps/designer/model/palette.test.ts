import { describe, expect, it } from "vitest";
import { loadLayer } from "../../../document";
import type { DesignDocument, Layer } from "../../../document/types";
import { hasOtherColours, isOffered, paletteFor } from "./palette";
import { shirt } from "./testProduct";
import type { Product, ProductArea } from "./wire";

const place = { id: "a", transform: [1, 0, 0, 1, 0, 0] };
const text = { ...place, type: "text", text: "Ada", font: "inter-bold", size: 10, colour: "#1c1b1a" };
const shape = { ...place, type: "shape", shape: "rectangle", width: 9, height: 9, fill: "#ffffff" };
const of = (written: object) => loadLayer(written, "");
const design = (...layers: Layer[]) =>
  ({ areas: [{ name: "Front", layers }], fallback_fonts: [] }) as unknown as DesignDocument;

const [front] = shirt.areas as [ProductArea];
const field = {
  id: "1",
  name: "Name",
  x: 0,
  y: 0,
  width: 9,
  height: 9,
  default_text: "",
  font: null,
  size: 9,
  colour: "#A8321F",
  align: "left" as const,
  max_length: 9,
  required: false,
  may_restyle: true,
  may_move: true,
};
const product: Product = { ...shirt, areas: [{ ...front, text_areas: [field] }] };

describe("a palette", () => {
  it("is the product's, however it is written; none offers everything", () => {
    expect(isOffered(["#FFFFFF"], "#ffffff")).toBe(true);
    expect(isOffered(["#ffffff"], "#fffffe")).toBe(false);
    expect(isOffered([], "#123456")).toBe(true);
  });

  it("has a text area's own colour as well", () => {
    expect(paletteFor(product, of({ ...text, text_area: "Name" }))).toEqual([
      "#1c1b1a",
      "#ffffff",
      "#a8321f",
    ]);
    expect(paletteFor(product, of(text))).toBe(product.colours);
    expect(paletteFor({ ...product, colours: [] }, of({ ...text, text_area: "Name" }))).toEqual([]);
  });
});

describe("a design", () => {
  const red = "#a8321f";
  it.each([
    ["letters", { ...text, colour: red }],
    ["an outline", { ...text, stroke: { colour: red, width: 1 } }],
    ["a shadow", { ...text, shadow: { colour: red, opacity: 1, dx: 1, dy: 1, blur: 0 } }],
    ["a fill", { ...shape, fill: red }],
    ["a shape's outline", { ...shape, fill: null, stroke: { colour: red, width: 1 } }],
    ["a code", { ...place, type: "code", symbology: "qr", content: "a", width: 9, height: 9, colour: red }],
    ["a drawing", { ...place, type: "clipart", clipart: "bee", width: 9, height: 9, colours: { wing: red } }],
    ["a member", { ...place, type: "group", layers: [{ ...text, id: "b", colour: red }] }],
    [
      "a gradient",
      {
        ...shape,
        fill: {
          type: "linear",
          angle: 0,
          stops: [
            { offset: 0, colour: "#ffffff" },
            { offset: 1, colour: red },
          ],
        },
      },
    ],
  ])("has another colour in %s", (_where, layer) => {
    expect(hasOtherColours(shirt, design(of(text), of(shape), of(layer)))).toBe(true);
    expect(hasOtherColours({ ...shirt, colours: [] }, design(of(layer)))).toBe(false);
    expect(hasOtherColours({ ...shirt, colours: [...shirt.colours, red] }, design(of(layer)))).toBe(false);
  });

  it("has none where all is of the palette, or a text area's own", () => {
    expect(hasOtherColours(shirt, design(of(text), of(shape)))).toBe(false);
    expect(hasOtherColours(product, design(of({ ...text, text_area: "Name", colour: red })))).toBe(false);
    expect(hasOtherColours(product, design(of({ ...text, colour: red })))).toBe(true);
  });
});

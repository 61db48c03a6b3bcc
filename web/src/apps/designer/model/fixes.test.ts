import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { type DesignDocument, type Layer, loadLayer, VERSION } from "../../../document";
import type { TextLayer } from "../../../document/types";
import { compose } from "../../../view2d/placement";
import { changeLayer } from "./commands";
import { type Fix, fixFor } from "./fixes";
import { newImage, newText, newTextAreaText } from "./newLayers";
import { newShape } from "./newPictures";
import { judge } from "./preflight";
import { shirt } from "./testProduct";
import { gradient } from "./textEffects";
import { Typesetter } from "./typesetter";
import type { Judged } from "./verdicts";
import type { ImageArea, Picture, Product, ProductArea, TextArea } from "./wire";

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
  typesetter = new Typesetter([
    { id: "inter-bold", coverage: "20-7e", url: `data:font/ttf;base64,${content}` },
  ]);
  await typesetter.request(["inter-bold"]);
});

const text: TextLayer = {
  ...newText(AREA, "Ada", "#1c1b1a", { font: "inter-bold", scale: 1, isCurved: false }),
  id: "one",
  size: 20,
  transform: compose(140, 175, 0),
};
const photo = { ...newImage(AREA, picture), id: "one", width: 150, height: 100 };
const star = {
  ...newShape(AREA, "#ff0000", { shape: "star", ratio: 1, rounding: 0, line: null }),
  id: "one",
};
const outline = { colour: "#ffffff", width: 0.05 } as TextLayer["stroke"];

function withArea(change: Partial<ProductArea>, product: Product = shirt): Product {
  return {
    ...product,
    areas: product.areas.map((area, index) => (index === 0 ? { ...area, ...change } : area)),
  };
}

function documentOf(layer: Layer): DesignDocument {
  const areas = shirt.areas.map(({ name }, index) => ({
    name,
    ...AREA,
    background: null,
    layers: index === 0 ? [layer] : [],
  }));
  return { version: VERSION, product_id: shirt.id, fallback_fonts: [], areas };
}

const verdictsOn = (layer: Layer, product: Product = shirt): Judged[] =>
  judge(product.areas, documentOf(layer), typesetter, pictures);

/** What preflight says of a layer by this rule, and the fix of it. */
function fixOf(rule: string, layer: Layer, product: Product = shirt): Fix | null {
  const verdict = verdictsOn(layer, product).find((one) => one.rule === rule);
  if (!verdict) throw new Error(`preflight does not say ${rule} of it`);
  return fixFor(verdict, { product, areas: product.areas, document: documentOf(layer), typesetter });
}

function fixedBy(rule: string, layer: Layer, product: Product = shirt): Layer {
  const fix = fixOf(rule, layer, product);
  const fixed = fix?.document.areas[0]?.layers[0];
  if (!fixed) throw new Error("there is no fix");
  expect(verdictsOn(fixed, product).map((verdict) => verdict.rule)).not.toContain(rule);
  return fixed;
}

describe("a fix", () => {
  it("makes a photo as small as its pixels ask for, by a hair more, where it stands", () => {
    // 600 pixels over 150 mm are 101.6 dpi; 150 are needed.
    expect(fixOf("resolution", photo)?.name).toBe("smaller");
    const fixed = fixedBy("resolution", photo) as typeof photo;
    expect(fixed.width).toBeGreaterThan(99);
    expect(fixed.width).toBeLessThan(101.6);
    expect(fixed.height / fixed.width).toBeCloseTo(2 / 3, 9);
    expect(fixed.transform).toEqual(photo.transform);
  });

  it("makes small letters as large as can be read", () => {
    expect(fixOf("text_size", { ...text, size: 1 })?.name).toBe("larger");
    const fixed = fixedBy("text_size", { ...text, size: 1 }) as TextLayer;
    expect(fixed.size).toBeGreaterThan(1);
    expect(fixed.transform).toEqual(text.transform);
  });

  it("moves a text into the safe area by the shortest way, with its outline", () => {
    const near = { ...text, transform: compose(28, 175, 0) };
    const fixed = fixedBy("text_safe_area", near);
    const width = typesetter.typeset(text)?.width ?? Number.NaN;
    expect(fixed.transform[4]).toBeCloseTo(10.2 + width / 2, 6);
    expect(fixed.transform[5]).toBe(175);
    const outlined = fixedBy("text_safe_area", { ...near, stroke: { ...outline, width: 2 } } as TextLayer);
    expect(outlined.transform[4] - fixed.transform[4]).toBeCloseTo(1, 6);
  });

  it("brings back what lies beside the print area, and makes it smaller where it would not find room", () => {
    const fixed = fixedBy("outside_area", {
      ...star,
      width: 600,
      height: 600,
      transform: compose(900, 0, 0),
    });
    expect(fixed).toMatchObject({ width: 259.6, height: 259.6 });
    expect(fixed.transform).toEqual(compose(140, 140, 0));
  });

  it("lets letters shrink that run out of their box", () => {
    const box = { width: 20, height: 10, fit: "none", vertical_align: "middle" } as const;
    expect((fixedBy("text_overflow", { ...text, box }) as TextLayer).box).toEqual({ ...box, fit: "shrink" });
  });

  it("draws a line as thick as is needed on the layer's own scale, under letters twice that", () => {
    const product = withArea({ min_line: 0.5 });
    const thin = { ...text, stroke: outline };
    expect((fixedBy("thin_line", thin, product) as TextLayer).stroke?.width).toBeCloseTo(1, 9);
    const doubled = { ...thin, transform: [2, 0, 0, 2, 140, 175] as const };
    expect((fixedBy("thin_line", doubled, product) as TextLayer).stroke?.width).toBeCloseTo(0.5, 9);
    const ring = { ...star, fill: null, stroke: outline };
    expect((fixedBy("thin_line", ring, product) as typeof ring).stroke?.width).toBeCloseTo(0.5, 9);
  });

  it("takes tones out: gradients, soft shadows, what is see-through; a photo becomes lines", () => {
    const engraved = withArea({ process: "engraving" });
    const shadow = { x: 1, y: 1, blur: 2, colour: "#000000", opacity: 1 } as unknown as TextLayer["shadow"];
    const soft: TextLayer = {
      ...text,
      colour: gradient("linear", ["#111111", "#ffffff"]),
      opacity: 0.5,
      shadow,
    };
    expect(fixedBy("continuous_tone", soft, engraved)).toMatchObject({
      colour: "#111111",
      opacity: 1,
      shadow: null,
    });
    const pale = { ...soft, colour: "#111111", opacity: 1, shadow: { ...shadow, blur: 0, opacity: 0.5 } };
    expect(fixedBy("continuous_tone", pale as TextLayer, engraved)).toMatchObject({
      shadow: { ...shadow, blur: 0, opacity: 1 },
    });
    expect(fixedBy("continuous_tone", { ...star, blend: "multiply" }, engraved)).toEqual(star);
    const fill = gradient("linear", ["#111111", "#ffffff"]);
    expect(fixedBy("continuous_tone", { ...star, fill }, engraved)).toMatchObject({ fill: "#111111" });
    expect(fixOf("continuous_tone", photo, engraved)?.name).toBe("lines");
    expect(fixedBy("continuous_tone", photo, engraved)).toMatchObject({
      filters: [{ type: "threshold", level: 0.5 }],
    });
  });

  it("prints in the process colours what asks for an ink that the product has not", () => {
    expect(fixedBy("ink", { ...star, ink: "foil" })).toEqual(star);
  });

  it("leaves all other layers and areas as they are", () => {
    const document = changeLayer(documentOf(photo), "one", (layer) => layer);
    const [verdict] = verdictsOn(photo) as [Judged];
    const fix = fixFor(verdict, { product: shirt, areas: shirt.areas, document, typesetter });
    expect(fix?.document.areas[1]).toBe(document.areas[1]);
  });
});

describe("no fix", () => {
  const portrait: ImageArea = {
    id: "1",
    name: "Portrait",
    x: 0,
    y: 0,
    width: 50,
    height: 50,
    required: true,
    may_move: false,
  };
  const name: TextArea = {
    id: "2",
    name: "Name",
    x: 0,
    y: 0,
    width: 60,
    height: 20,
    default_text: "",
    font: null,
    size: 9,
    colour: "#1c1b1a",
    align: "left",
    max_length: 20,
    required: false,
    may_restyle: false,
    may_move: true,
  };

  it("is offered for what is locked, or lies in a group", () => {
    expect(fixOf("resolution", { ...photo, locked: true })).toBeNull();
    const place = { id: "g", type: "group", transform: compose(140, 175, 0) };
    const group = loadLayer({ ...place, layers: [{ ...photo, transform: compose(0, 0, 0) }] }, "");
    expect(fixOf("resolution", group)).toBeNull();
  });

  it("moves or resizes what the product fixes in its place", () => {
    const filled = { ...photo, image_area: "Portrait" };
    expect(fixOf("resolution", filled, withArea({ image_areas: [portrait] }))).toBeNull();
    expect(
      fixOf("resolution", filled, withArea({ image_areas: [{ ...portrait, may_move: true }] }))?.name,
    ).toBe("smaller");
    expect(fixOf("resolution", photo, { ...shirt, is_template: true })).toBeNull();
  });

  it("restyles what the product sets in its own style", () => {
    const set = { ...newTextAreaText(name, shirt.fonts), id: "one", text: "Ada", stroke: outline };
    const product = withArea({ min_line: 0.5, text_areas: [name] });
    expect(fixOf("thin_line", set, product)).toBeNull();
  });

  it("is offered where the shopper alone can know", () => {
    expect(fixOf("missing_glyph", { ...text, text: "☃" })).toBeNull();
  });

  it("is offered for an object that has gone", () => {
    const [verdict] = verdictsOn(photo) as [Judged];
    const document = documentOf({ ...text, id: "another" });
    expect(fixFor(verdict, { product: shirt, areas: shirt.areas, document, typesetter })).toBeNull();
  });
});

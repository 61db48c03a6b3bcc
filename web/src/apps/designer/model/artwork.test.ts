import { describe, expect, it } from "vitest";
import type { ImageLayer, Layer, TextLayer } from "../../../document/types";
import { parseParameters } from "../../../host/parameters";
import { ProductPhotos } from "../../../pictures/productPhotos";
import { aboutAdditions, madeOn, withArtwork, withoutArtwork } from "./artwork";
import { fresh } from "./beginning";
import { carryOver } from "./carryOver";
import { Editor } from "./editor";
import { newImage, newText } from "./newLayers";
import { listedPictures } from "./pictures";
import { designRequest } from "./request";
import { fromWork } from "./restoring";
import { sceneOf } from "./scenes";
import { shirt } from "./testProduct";
import { HalfEm } from "./testTypesetter";
import type { Judged } from "./verdicts";
import type { Picture, Product, ProductArea, SavedWork } from "./wire";

const [front] = shirt.areas as [ProductArea];
const tiger: Picture = {
  id: "a".repeat(32),
  width: 3000,
  height: 3000,
  working: { url: "/tiger.png", width: 1500, height: 1500 },
  drawing: null,
  file_name: "tiger.png",
};
const artwork: ImageLayer = { ...newImage(front, tiger), id: "artwork" };
const words: TextLayer = {
  ...newText(front, "Ada", "#1c1b1a", { font: "inter-bold", scale: 1, isCurved: false }),
  id: "t1",
};
const nothingWished = parseParameters("");

const bare = fresh(shirt, nothingWished).document;
const given = {
  ...bare,
  fallback_fonts: ["emoji"],
  areas: [{ name: "Front", width: 280, height: 350, background: null, layers: [artwork] }],
};
const virtual: Product = {
  ...shirt,
  id: 5,
  base_product_id: shirt.id,
  design: { document: given, images: { [tiger.id]: tiger }, fonts: [] },
};

const layersOf = (document: { areas: readonly { layers: readonly Layer[] }[] }) =>
  document.areas.map(({ layers }) => layers.map(({ id }) => id));

function editorOf(product: Product = virtual): Editor {
  return new Editor(product, fresh(product, nothingWished), new HalfEm(product.fonts));
}

function designed(editor: Editor): Editor {
  editor.addText("Ada");
  editor.stopWriting();
  return editor;
}

describe("what is made", () => {
  it("is a design of the base", () => {
    expect(madeOn(virtual)).toBe(shirt.id);
    expect(madeOn(shirt)).toBe(shirt.id);
    expect(fresh(virtual, nothingWished).document.product_id).toBe(shirt.id);
  });

  it("has the artwork beneath what was added, and its fonts", () => {
    const document = {
      ...bare,
      areas: bare.areas.map((area) => (area.name === "Front" ? { ...area, layers: [words] } : area)),
    };
    const made = withArtwork(document, virtual);
    expect(layersOf(made)).toEqual([["artwork", "t1"], []]);
    expect(made.fallback_fonts).toEqual(["emoji"]);
    expect(withArtwork(document, shirt)).toBe(document);
  });

  it("has the artwork's background, where that has one", () => {
    const areas = given.areas.map((area) => ({ ...area, background: "#ff0000" }));
    const product: Product = { ...virtual, design: { document: { ...given, areas }, images: {}, fonts: [] } };
    const blue = { ...bare, areas: bare.areas.map((area) => ({ ...area, background: "#0000ff" })) };
    expect(withArtwork(blue, product).areas.map(({ background }) => background)).toEqual([
      "#ff0000",
      "#0000ff",
    ]);
    expect(withArtwork(blue, virtual).areas.map(({ background }) => background)).toEqual([
      "#0000ff",
      "#0000ff",
    ]);
  });

  it("is what is sent", () => {
    const editor = designed(editorOf());
    const { product_id, document } = designRequest(editor);
    expect(product_id).toBe(5);
    expect(document).toEqual(editor.made.value);
    expect(layersOf(editor.made.value)[0]).toEqual([
      "artwork",
      editor.document.value.areas[0]?.layers[0]?.id,
    ]);
  });
});

describe("a shopper's design", () => {
  it("does not hold the artwork, so that nothing moves it or takes it away", () => {
    const editor = designed(editorOf());
    editor.select("artwork");
    expect(editor.selectedId.value).toBeNull();
    editor.remove("artwork");
    editor.undo();
    expect(layersOf(editor.document.value)).toEqual([[], []]);
    expect(layersOf(editor.made.value)).toEqual([["artwork"], []]);
  });

  it("does not show the artwork's picture among the photos", () => {
    const editor = editorOf();
    expect(editor.pictures.value.get(tiger.id)).toEqual(tiger);
    expect(listedPictures(editor)).toEqual([]);
  });

  it("puts a new text where it hides little of the artwork", () => {
    const small: ImageLayer = { ...artwork, width: 60, height: 60, transform: [1, 0, 0, 1, 140, 175] };
    const document = { ...given, areas: given.areas.map((area) => ({ ...area, layers: [small] })) };
    const editor = designed(editorOf({ ...virtual, design: { document, images: {}, fonts: [] } }));
    const [layer] = (editor.area.value?.layers ?? []) as [TextLayer];
    const size = layer.size;
    const y = layer.transform[5];
    expect(y + size / 2 <= 145 || y - size / 2 >= 205).toBe(true);
  });

  it("comes back from a print job without it, also without what it was before", () => {
    const before: ImageLayer = { ...artwork, transform: [1, 0, 0, 1, 10, 10] };
    const document = {
      ...bare,
      areas: bare.areas.map((area) => (area.name === "Front" ? { ...area, layers: [before, words] } : area)),
    };
    const work: SavedWork = {
      ref: "A".repeat(18),
      product_id: 5,
      document,
      options: [],
      print_size: null,
      attributes: [],
      quantity: 1,
      images: {},
      fonts: [],
    };
    expect(layersOf(fromWork(virtual, work)?.document ?? bare)).toEqual([["t1"], []]);
    expect(withoutArtwork(document, shirt)).toBe(document);
  });

  it("goes to another product without the artwork and its picture", () => {
    const editor = designed(editorOf());
    const { product, document, choices, attributes, quantity, pictures } = editor;
    const carried = carryOver(
      {
        product,
        document: document.value,
        choices: choices.value,
        attributes: attributes.value,
        quantity: quantity.value,
        pictures: pictures.value,
      },
      shirt,
    );
    expect([carried.came, carried.left]).toEqual([1, 0]);
    expect(carried.beginning.pictures).toEqual([]);
  });
});

describe("the stage", () => {
  const scene = (product: Product) =>
    sceneOf(editorOf(product), new ProductPhotos(), new Map(), { camera: "product", cropping: null });

  it("shows the artwork on the ground, where nothing is taken hold of", () => {
    const editor = new Editor(virtual, fresh(virtual, nothingWished));
    const looking = { camera: "product", cropping: null } as const;
    const shown = sceneOf(editor, new ProductPhotos(), new Map(), looking);
    expect(shown?.ground.map(({ layer }) => layer)).toEqual(["artwork"]);
    expect(shown?.layers).toEqual([]);
  });

  it("marks the print area only where something can be put and nothing is yet", () => {
    expect(scene(shirt)?.showsArea).toBe(true);
    expect(scene(virtual)?.showsArea).toBe(false);
    expect(scene({ ...shirt, may_personalise: false })?.showsArea).toBe(false);
  });
});

describe("preflight", () => {
  const verdict = (layer: string | null, severity: Judged["severity"]): Judged =>
    ({ rule: "resolution", severity, area: "Front", layer, values: {}, message: "" }) as Judged;

  it("says of the artwork only what keeps it from being made", () => {
    const all = [
      verdict("artwork", "warn"),
      verdict("t1", "warn"),
      verdict(null, "warn"),
      verdict("artwork", "block"),
    ];
    expect(aboutAdditions(all, virtual)).toEqual(all.slice(1));
    expect(aboutAdditions(all, shirt)).toBe(all);
  });
});

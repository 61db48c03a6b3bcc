import { describe, expect, it } from "vitest";
import type { DesignDocument, ImageLayer, Layer } from "../../../document/types";
import { parseParameters } from "../../../host/parameters";
import { fresh } from "./beginning";
import { colourName, colourNames, difference, nameKeyOf, nearest } from "./colourNames";
import { addLayer, findLayer, removeLayer } from "./commands";
import { stepBetween } from "./difference";
import { Editor } from "./editor";
import { flipped } from "./flipping";
import { chooseFont } from "./fontChoice";
import { crop, preview, reshape, resizeBy } from "./handwork";
import { moveTo, placeOf, reorderTo } from "./layerOrder";
import { newImage, newText } from "./newLayers";
import { newShape } from "./newPictures";
import { Recents } from "./recents";
import { shirt } from "./testProduct";
import { HalfEm } from "./testTypesetter";
import type { ProductArea } from "./wire";

const [front] = shirt.areas as [ProductArea];
const square = { shape: "rectangle", ratio: 1, rounding: 0, line: null } as const;
const shape = (id: string, fields: Partial<Layer> = {}) =>
  ({ ...newShape(front, "#000000", square), id, width: 40, height: 20, ...fields }) as Layer;

function session(...layers: Layer[]): Editor {
  const editor = new Editor(shirt, fresh(shirt, parseParameters("")), new HalfEm(shirt.fonts));
  for (const layer of layers) editor.apply(addLayer(editor.document.value, "Front", layer));
  return editor;
}

const ids = (document: DesignDocument) => document.areas[0]?.layers.map(({ id }) => id).join("");

describe("the order of layers", () => {
  const { document } = session(shape("a"), shape("b"), shape("c"));

  it.each([
    ["a", 2, "bca"],
    ["a", 1, "bac"],
    ["c", 0, "cab"],
    ["b", 99, "acb"],
    ["b", -3, "bac"],
  ])("puts %s at place %d", (id, place, order) => {
    expect(ids(moveTo(document.value, id, place))).toBe(order);
  });

  it("stays the same where nothing moves", () => {
    expect(moveTo(document.value, "b", 1)).toBe(document.value);
    expect(moveTo(document.value, "nobody", 1)).toBe(document.value);
  });

  it("is said, counted from the top, once and only if it changed", () => {
    const editor = session(shape("a"), shape("b"), shape("c"));
    reorderTo(editor, "a", 2);
    expect(editor.said.value).toBe("Rectangle is now 1 of 3");
    reorderTo(editor, "a", 2);
    expect(editor.said.value).toBe("Rectangle is now 1 of 3");
    editor.undo();
    expect(ids(editor.document.value)).toBe("abc");
  });

  it("says where a layer lies", () => {
    const still = shape("a", { transform: [1, 0, 0, 1, 120, 60] });
    expect(placeOf(session(), still)).toBe("100 mm from left, 50 mm from top, 40 mm wide, 20 mm high");
    const turned = shape("a", { transform: [0, 1, -1, 0, 120, 60] });
    expect(placeOf(session(), turned)).toBe(
      "110 mm from left, 40 mm from top, 20 mm wide, 40 mm high, turned 90°",
    );
  });
});

describe("a step of history", () => {
  const before = session(shape("a"), shape("b")).document.value;
  const step = (after: DesignDocument) => stepBetween(before, after, new Map());
  const changed = (fields: Partial<Layer>) =>
    addLayer(removeLayer(before, "a"), "Front", { ...findLayer(before, "a")?.layer, ...fields } as Layer, 0);

  it("is named by the layer that came, went, moved or changed", () => {
    expect(step(addLayer(before, "Back", shape("c")))).toBe("Rectangle added");
    expect(step(removeLayer(before, "b"))).toBe("Rectangle deleted");
    expect(step(changed({ transform: [1, 0, 0, 1, 9, 9] }))).toBe("Rectangle moved");
    expect(step(changed({ opacity: 0.5, transform: [1, 0, 0, 1, 9, 9] }))).toBe("Rectangle changed");
    expect(step(moveTo(before, "a", 1))).toBe("order changed");
    expect(step(before)).toBe("");
  });
});

describe("hands on the stage", () => {
  it("pull a shape's sides in one step, seen before it is let go", () => {
    const editor = session(shape("a"));
    const change = {
      transform: [1, 0, 0, 1, 150, 175],
      width: 60,
      height: 20,
      grip: { x: 1, y: 0 },
    } as const;
    const before = editor.document.value;
    expect(preview(editor, "a", change)).toMatchObject({ id: "a", width: 60, height: 20, resize: "sides" });
    expect(editor.document.value).toBe(before);
    expect(preview(editor, "nobody", change)).toBeNull();
    reshape(editor, "a", change);
    expect(findLayer(editor.document.value, "a")?.layer).toMatchObject({
      width: 60,
      height: 20,
      transform: [1, 0, 0, 1, 150, 175],
    });
    editor.undo();
    expect(editor.document.value).toBe(before);
  });

  it("enlarge by keys: a shape by its side, a photo in its proportion; one run is one step", () => {
    const picture = { id: "p", width: 400, height: 200, working: { url: "", width: 400, height: 200 } };
    const photo = {
      ...newImage(front, { ...picture, drawing: null, file_name: "" }),
      id: "p",
      width: 40,
      height: 20,
    };
    const editor = session(shape("a"), photo);
    const layer = (id: string) => findLayer(editor.document.value, id)?.layer as ImageLayer;
    const { past } = editor.history.value;
    resizeBy(editor, layer("a"), 5, 0);
    resizeBy(editor, layer("a"), 0, -30);
    expect(layer("a")).toMatchObject({ width: 45, height: 1 });
    expect(editor.history.value.past).toHaveLength(past.length + 1);
    resizeBy(editor, layer("p"), 0, 5);
    expect([layer("p").width, layer("p").height]).toEqual([50, 25]);
  });

  it("move a picture in its frame, and nothing else", () => {
    const picture = { id: "p", width: 400, height: 200, working: { url: "", width: 400, height: 200 } };
    const photo = {
      ...newImage(front, { ...picture, drawing: null, file_name: "" }),
      id: "p",
      width: 40,
      height: 20,
      crop: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 },
    };
    const editor = session(shape("a"), photo);
    const before = editor.document.value;
    crop(editor, "a", { kind: "pan", dx: 4, dy: 0 });
    expect(editor.document.value).toBe(before);
    crop(editor, "p", { kind: "pan", dx: 4, dy: 0 });
    crop(editor, "p", { kind: "pan", dx: 4, dy: 0 });
    const moved = findLayer(editor.document.value, "p")?.layer as ImageLayer;
    expect(moved.crop.x).toBeCloseTo(0.15, 9);
    editor.undo();
    expect(editor.document.value).toBe(before);
  });
});

it("mirrors along either axis, and back", () => {
  expect(flipped("none", "horizontal")).toBe("horizontal");
  expect(flipped("horizontal", "horizontal")).toBe("none");
  expect(flipped("horizontal", "vertical")).toBe("both");
  expect(flipped("both", "horizontal")).toBe("vertical");
  expect(flipped("vertical", "vertical")).toBe("none");
});

describe("colours", () => {
  it("have the name that looks most like them", () => {
    expect(["#ffffff", "#000000", "#ff0000", "#1f2a44", "#0f6b66"].map(colourName)).toEqual([
      "White",
      "Black",
      "Red",
      "Navy",
      "Teal",
    ]);
    expect(nameKeyOf("#f8d5de")).toBe("lightPink");
    expect(nearest("#fefefe", ["#000000", "#ffffff"])).toBe("#ffffff");
    expect(difference("#123456", "#123456")).toBe(0);
  });

  it("that would share a name are numbered", () => {
    expect(colourNames(["#ffffff", "#000000", "#fefefe"])).toEqual(["White 1", "Black", "White 2"]);
  });
});

describe("what was used last", () => {
  const storage = (kept: Record<string, string>) =>
    ({
      getItem: (key: string) => kept[key] ?? null,
      setItem: (key: string, value: string) => {
        kept[key] = value;
      },
    }) as unknown as Storage;

  it("comes first, once, and no more of it than wanted; the browser keeps it", () => {
    const kept = {};
    const recents = new Recents("fonts", 2, () => storage(kept));
    for (const one of ["a", "b", "a", "c"]) recents.add(one);
    expect(recents.list.value).toEqual(["c", "a"]);
    expect(new Recents("fonts", 1, () => storage(kept)).list.value).toEqual(["c"]);
  });

  it("is forgotten with the page where nothing may be kept, and where it was spoilt", () => {
    const forbidden = new Recents("fonts", 2, () => {
      throw new Error("SecurityError");
    });
    forbidden.add("a");
    expect(forbidden.list.value).toEqual(["a"]);
    for (const [spoilt, left] of [
      ["{", []],
      ['{"a":1}', []],
      ['["a",1,null]', ["a"]],
    ] as const)
      expect(new Recents("fonts", 9, () => storage({ fonts: spoilt })).list.value).toEqual(left);
  });
});

describe("another font", () => {
  const product = {
    ...shirt,
    fonts: [
      ...shirt.fonts,
      { id: "caveat", family: "Caveat", style: "Bold", url: "/c", coverage: "" },
      { id: "lost", family: "Lost", style: "Bold", url: "/l", coverage: "" },
    ],
  };

  class Lacking extends HalfEm {
    override async request(ids: readonly string[]): Promise<void> {
      if (ids.includes("lost")) this.failed.value = new Set(["lost"]);
    }
  }

  function writing(): Editor {
    const editor = new Editor(product, fresh(product, parseParameters("")), new Lacking(product.fonts));
    const text = newText(front, "Ada", "#1c1b1a", { font: "inter-bold", scale: 1, isCurved: true });
    editor.apply(addLayer(editor.document.value, "Front", { ...text, id: "t" }));
    return editor;
  }
  const fontOf = ({ document }: Editor) => {
    const layer = findLayer(document.value, "t")?.layer;
    return layer?.type === "text" ? layer.font : null;
  };

  it("is there before it is set, and said; the last of several choices counts", async () => {
    const editor = writing();
    const answers = await Promise.all([chooseFont(editor, "t", "lost"), chooseFont(editor, "t", "caveat")]);
    expect(answers).toEqual([false, true]);
    expect([fontOf(editor), editor.said.value]).toEqual(["caveat", "Font: Caveat"]);
  });

  it("is waited for before the design is settled", async () => {
    const editor = writing();
    void chooseFont(editor, "t", "caveat");
    expect(fontOf(editor)).toBe("inter-bold");
    await editor.settled();
    expect(fontOf(editor)).toBe("caveat");
  });

  it("leaves the text as it was when it cannot be had", async () => {
    const editor = writing();
    const before = editor.document.value;
    expect(await chooseFont(editor, "t", "lost")).toBe(false);
    expect(await chooseFont(editor, "nobody", "caveat")).toBe(true);
    expect(editor.document.value).toBe(before);
  });
});

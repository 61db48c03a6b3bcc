import { afterEach, describe, expect, it, vi } from "vitest";
import type { ClipartLayer, Drawing } from "../../../document";
import { parseParameters } from "../../../host/parameters";
import { fresh } from "./beginning";
import { colourGroups, coloursFor, isOneColour, recolour } from "./clipart";
import { Editor } from "./editor";
import { placePicture, replacePicture, takeAway, targetAt } from "./pictures";
import { shirt } from "./testProduct";
import type { ImageArea, Picture, Product, ProductArea } from "./wire";

const field: ImageArea = {
  ...{ id: "31", name: "Portrait", x: 10, y: 20, width: 100, height: 50 },
  ...{ required: true, may_move: false },
};

/** The shirt with other fields of its front, and of the product. */
function shirtWith(area: Partial<ProductArea>, product: Partial<Product> = {}): Product {
  const [front, ...others] = shirt.areas as [ProductArea, ...ProductArea[]];
  return { ...shirt, ...product, areas: [{ ...front, ...area }, ...others] };
}

function editorOf(product: Product = shirt): Editor {
  return new Editor(product, fresh(product, parseParameters("")));
}

function picture(id: string, drawing: string | null = null): Picture {
  const working = { url: `/${id}.png`, width: 400, height: 200 };
  return { id: id.repeat(32), width: 400, height: 200, working, drawing, file_name: `${id}.png` };
}

const rawDrawing = {
  version: 1,
  width: 40,
  height: 20,
  parts: [
    { name: "body", colour: "#e4572e" },
    { name: "eye", colour: "#1c1b1a" },
    { name: "snow", colour: "#ffffff" },
  ],
  shapes: [{ path: "M0 0L40 0L40 20Z", fill: "#e4572e", part: "body" }],
};
const drawing = { ...rawDrawing, shapes: [] } as unknown as Drawing;

const layersOf = (editor: Editor) => editor.document.value.areas[0]?.layers ?? [];

afterEach(() => vi.unstubAllGlobals());

/** The network gives this drawing for every address, or nothing at all. */
function network(answer: unknown) {
  vi.stubGlobal("fetch", async () =>
    answer ? new Response(JSON.stringify(answer)) : new Response("", { status: 404 }),
  );
}

describe("a picture that arrives", () => {
  it("lies on the design, and is selected", async () => {
    const editor = editorOf();
    expect(await placePicture(editor, picture("a"), null)).toBe(true);
    expect(layersOf(editor)).toMatchObject([
      { type: "image", image: picture("a").id, width: 196, height: 98 },
    ]);
    expect(editor.selected.value?.type).toBe("image");
  });

  it("lies where it was let go", async () => {
    const editor = editorOf();
    const target = targetAt(editor, 50, 60);
    expect(target).toEqual({ kind: "spot", areaName: "Front", x: 50, y: 60 });
    await placePicture(editor, picture("a"), target);
    expect(layersOf(editor)).toMatchObject([{ transform: [1, 0, 0, 1, 50, 60] }]);
  });

  it("fills the next empty place of the product, then none where nothing else may be added", async () => {
    const editor = editorOf(shirtWith({ image_areas: [field] }, { is_template: true }));
    expect(await placePicture(editor, picture("a"), null)).toBe(true);
    expect(layersOf(editor)).toMatchObject([{ image_area: "Portrait", width: 100, height: 50 }]);
    const before = editor.document.value;
    expect(await placePicture(editor, picture("b"), null)).toBe(false);
    expect(editor.document.value).toBe(before);
    expect([...editor.pictures.value.keys()]).toContain(picture("b").id);
  });

  it("takes the place of the photo on which it is let go", async () => {
    const editor = editorOf(shirtWith({ image_areas: [field] }));
    await placePicture(editor, picture("a"), null);
    await placePicture(editor, picture("b"), targetAt(editor, 60, 40));
    expect(layersOf(editor)).toMatchObject([{ image_area: "Portrait", image: picture("b").id }]);
    await placePicture(editor, picture("c"), { kind: "spot", areaName: "Front", x: 200, y: 250 });
    const [, free] = layersOf(editor);
    await placePicture(editor, picture("d"), targetAt(editor, 210, 240));
    expect(layersOf(editor)[1]).toEqual({ ...free, image: picture("d").id });
  });

  it("stays a drawing where it is one, and a photo where its drawing cannot be had", async () => {
    network(rawDrawing);
    const editor = editorOf();
    await placePicture(editor, picture("a", "/a.json"), null);
    expect(layersOf(editor)).toMatchObject([{ type: "clipart", clipart: picture("a").id, colours: {} }]);
    network(null);
    await placePicture(editor, picture("b", "/b.json"), null);
    expect(layersOf(editor).map(({ type }) => type)).toEqual(["clipart", "image"]);
  });

  it("is drawn in one colour where the product is made in one, with white left as it is where it is engraved", async () => {
    network(rawDrawing);
    const editor = editorOf(shirtWith({ process: "engraving" }));
    await placePicture(editor, picture("a", "/a.json"), null);
    const colours = { body: "#1c1b1a", eye: "#1c1b1a", snow: "#ffffff" };
    expect(layersOf(editor)).toMatchObject([{ type: "clipart", colours }]);
  });

  it("can be taken away with all that shows it; undo brings that back", async () => {
    const editor = editorOf();
    await placePicture(editor, picture("a"), null);
    await placePicture(editor, picture("b"), null);
    takeAway(editor, picture("a").id);
    expect(layersOf(editor)).toMatchObject([{ image: picture("b").id }]);
    expect(editor.unlisted.value.has(picture("a").id)).toBe(true);
    editor.undo();
    expect(layersOf(editor)).toHaveLength(2);
    const before = editor.document.value;
    takeAway(editor, picture("c").id);
    expect(editor.document.value).toBe(before);
  });

  it("replaces a drawing of the same width; what is no picture is not replaced", async () => {
    network(rawDrawing);
    const editor = editorOf();
    await placePicture(editor, picture("a", "/a.json"), null);
    const [first] = layersOf(editor) as [ClipartLayer];
    expect(replacePicture(editor, first.id, { ...picture("b", "/b.json"), height: 400 })).toBe(true);
    expect(layersOf(editor)).toMatchObject([
      { id: first.id, clipart: picture("b").id, width: 140, height: 140, transform: first.transform },
    ]);
    editor.addText("Hi");
    expect(replacePicture(editor, editor.selectedId.value as string, picture("c"))).toBe(false);
  });
});

describe("the colours of a drawing", () => {
  it("are grouped as they are seen, and change together", async () => {
    network(rawDrawing);
    const editor = editorOf();
    await placePicture(editor, picture("a", "/a.json"), null);
    const layer = () => layersOf(editor)[0] as ClipartLayer;
    recolour(editor, layer(), ["body"], "#1c1b1a");
    expect(colourGroups(drawing, layer())).toEqual([
      { colour: "#1c1b1a", parts: ["body", "eye"] },
      { colour: "#ffffff", parts: ["snow"] },
    ]);
    recolour(editor, layer(), ["body", "eye"], "#0f6b66");
    expect(layer().colours).toEqual({ body: "#0f6b66", eye: "#0f6b66" });
  });

  it("are one where the product has one", () => {
    const [front] = shirt.areas as [ProductArea];
    expect(isOneColour(front)).toBe(false);
    expect(isOneColour({ ...front, process: "foil" })).toBe(true);
    expect(isOneColour({ ...front, max_colours: 1 })).toBe(true);
    const teal = { body: "#0f6b66", eye: "#0f6b66", snow: "#ffffff" };
    expect(coloursFor(drawing, "#0f6b66", front)).toEqual(teal);
    expect(coloursFor(drawing, "#0f6b66", { ...front, max_colours: 1 })).toEqual({
      ...teal,
      snow: "#0f6b66",
    });
    const snowman = { ...drawing, parts: drawing.parts.filter(({ name }) => name === "snow") };
    expect(coloursFor(snowman, "#0f6b66", front)).toEqual({ snow: "#0f6b66" });
  });
});

import { describe, expect, it } from "vitest";
import { parseParameters } from "../../../host/parameters";
import { fresh } from "./beginning";
import { Editor } from "./editor";
import {
  coverCrop,
  emptyImageArea,
  fillImageArea,
  imageFieldAt,
  imageInArea,
  nextEmptyField,
} from "./imageAreas";
import { shirt } from "./testProduct";
import type { ImageArea, Picture, Product } from "./wire";

const left: ImageArea = {
  ...{ id: "31", name: "Left", x: 10, y: 20, width: 100, height: 50 },
  ...{ required: true, may_move: false },
};
const right: ImageArea = { ...left, id: "32", name: "Right", x: 120, required: false };
const framed: Product = {
  ...shirt,
  areas: shirt.areas.map((area) => (area.name === "Front" ? { ...area, image_areas: [left, right] } : area)),
};

function picture(id: string, width: number, height: number): Picture {
  const working = { url: `/${id}`, width, height };
  return { id: id.repeat(32), width, height, working, drawing: null, file_name: `${id}.jpg` };
}

const landscape = picture("a", 4000, 1000);
const portrait = picture("b", 1000, 2000);

function begin(): Editor {
  return new Editor(framed, fresh(framed, parseParameters("")));
}

const frontOf = (editor: Editor) => editor.document.value.areas[0]?.layers ?? [];

describe("the part of a picture that fills a frame", () => {
  it.each([
    ["a panorama loses both ends", landscape, 100, 50, { x: 0.25, y: 0, width: 0.5, height: 1 }],
    ["a portrait keeps its upper third", portrait, 100, 100, { x: 0, y: 1 / 12, width: 1, height: 0.5 }],
    ["a tall portrait in a wide frame", portrait, 200, 100, { x: 0, y: 5 / 24, width: 1, height: 0.25 }],
    [
      "a square loses as much above as below",
      picture("c", 10, 10),
      20,
      10,
      { x: 0, y: 0.25, width: 1, height: 0.5 },
    ],
    ["what fits is whole", landscape, 40, 10, { x: 0, y: 0, width: 1, height: 1 }],
  ])("%s", (_case, shown, width, height, crop) => {
    const made = coverCrop(shown, width, height);
    for (const side of ["x", "y", "width", "height"] as const) expect(made[side]).toBeCloseTo(crop[side], 9);
  });
});

describe("an image area", () => {
  it("takes a photo that fills its box, behind the words", () => {
    const editor = begin();
    editor.addText("Anna");
    const id = fillImageArea(editor, "Front", left, landscape);
    expect(frontOf(editor).map((layer) => layer.type)).toEqual(["image", "text"]);
    expect(imageInArea(editor, "Front", left)).toMatchObject({
      ...{ id, image: landscape.id, width: 100, height: 50, image_area: "Left" },
      transform: [1, 0, 0, 1, 60, 45],
      crop: { x: 0.25, y: 0, width: 0.5, height: 1 },
    });
  });

  it("gives its frame and tone to the next photo", () => {
    const editor = begin();
    const id = fillImageArea(editor, "Front", left, landscape);
    const sepia = { type: "sepia", amount: null, level: null, dark: null, light: null } as const;
    editor.change(id, { mask: "ellipse", flip: "horizontal", filters: [sepia] });
    expect(fillImageArea(editor, "Front", left, portrait)).toBe(id);
    expect(frontOf(editor)).toMatchObject([
      { id, image: portrait.id, mask: "ellipse", flip: "none", filters: [sepia], width: 100, height: 50 },
    ]);
    editor.undo();
    expect(imageInArea(editor, "Front", left)?.image).toBe(landscape.id);
  });

  it("can be emptied; emptying an empty one changes nothing", () => {
    const editor = begin();
    fillImageArea(editor, "Front", left, landscape);
    emptyImageArea(editor, "Front", left);
    expect(imageInArea(editor, "Front", left)).toBeNull();
    const before = editor.document.value;
    emptyImageArea(editor, "Front", left);
    expect(editor.document.value).toBe(before);
  });

  it("is filled in the product's order", () => {
    const editor = begin();
    expect(nextEmptyField(editor)?.field.name).toBe("Left");
    fillImageArea(editor, "Front", left, landscape);
    expect(nextEmptyField(editor)?.field.name).toBe("Right");
    fillImageArea(editor, "Front", right, portrait);
    expect(nextEmptyField(editor)).toBeNull();
  });

  it("is found by a point in its box", () => {
    const editor = begin();
    expect(imageFieldAt(editor, "Front", 125, 30)?.field.name).toBe("Right");
    expect(imageFieldAt(editor, "Front", 115, 30)).toBeNull();
    expect(imageFieldAt(editor, "Back", 125, 30)).toBeNull();
  });
});

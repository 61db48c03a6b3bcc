import { describe, expect, it } from "vitest";
import type { ImageLayer, Layer, TextLayer } from "../../../document/types";
import { parseParameters } from "../../../host/parameters";
import { fresh } from "./beginning";
import { addLayer } from "./commands";
import { Editor } from "./editor";
import { emptyFields, writeField } from "./fields";
import { newTextAreaText } from "./newLayers";
import { newShape } from "./newPictures";
import { shirt } from "./testProduct";
import { HalfEm } from "./testTypesetter";
import { type Typeset, Typesetter } from "./typesetter";
import type { Picture, Product, ProductArea, TextArea } from "./wire";

const nothingWished = parseParameters("");

function editorOf(product: Product = shirt): Editor {
  return new Editor(product, fresh(product, nothingWished), new HalfEm(product.fonts));
}

const picture: Picture = {
  id: "a".repeat(32),
  width: 400,
  height: 300,
  working: { url: "", width: 400, height: 300 },
  drawing: null,
  file_name: "cat.jpg",
};

const layersOf = (editor: Editor) => editor.area.value?.layers ?? [];
const text = (editor: Editor) => editor.selected.value as TextLayer;

describe("adding", () => {
  it("writes a new text in place, in a colour that reads on the garment", () => {
    const editor = editorOf();
    editor.choices.value = { "1": "12", "2": "22" };
    editor.addText("Your text");
    expect(editor.writingId.value).toBe(editor.selectedId.value);
    expect(text(editor)).toMatchObject({ text: "Your text", colour: "#ffffff", font: "inter-bold" });
  });

  it("begins a text in the plain font of those on offer, whoever wrote it", async () => {
    const editor = editorOf({ ...shirt, plain_font: "lobster" });
    editor.addText("Hello");
    await editor.addGivenText("Hi");
    expect((layersOf(editor) as TextLayer[]).map(({ font }) => font)).toEqual(["lobster", "lobster"]);
  });

  it("puts a photo where it hides nothing", () => {
    const editor = editorOf();
    editor.addText("Hello");
    editor.addImage(picture);
    const line = layersOf(editor).find((layer) => layer.type === "text");
    const photo = editor.selected.value as ImageLayer;
    expect(photo.transform[5] - photo.height / 2).toBeGreaterThan(line?.transform[5] ?? Number.NaN);
    expect(photo.transform[5] + photo.height / 2).toBeLessThanOrEqual(340);
  });

  it("puts a photo behind the words when there is no room beside them", () => {
    const editor = editorOf();
    editor.add(
      newShape(shirt.areas[0] as ProductArea, "#ffffff", {
        shape: "rectangle",
        ratio: 1,
        rounding: 0,
        line: null,
      }),
    );
    const ground = editor.selectedId.value as string;
    editor.change(ground, { width: 280, height: 350, transform: [1, 0, 0, 1, 140, 175] });
    editor.addText("Hello");
    editor.addImage(picture);
    expect(layersOf(editor).map((layer) => layer.type)).toEqual(["shape", "image", "text"]);
  });

  it("sets a long text of somebody else in a box, and selects nothing", async () => {
    const editor = editorOf();
    await editor.addGivenText("Happy birthday to you and yours");
    await editor.addGivenText("Hi");
    const [long, short] = layersOf(editor) as TextLayer[];
    expect(long?.box).toMatchObject({ fit: "shrink" });
    expect(short?.box).toBeNull();
    expect(editor.selectedId.value).toBeNull();
  });

  it("a text from the link is never selected, not for a moment", async () => {
    const editor = editorOf();
    const seen: (string | null)[] = [];
    const stop = editor.selectedId.subscribe((id) => seen.push(id));
    await editor.addGivenText("Hi");
    stop();
    expect(seen).toEqual([null]);
  });
});

describe("writing", () => {
  it("makes a line fit that was written before its font had come, and undoes both as one", async () => {
    class Late extends Typesetter {
      private readonly comes = new HalfEm([]);
      private isHere = false;
      override typeset(layer: Layer): Typeset | null {
        return this.isHere ? this.comes.typeset(layer) : null;
      }
      override async request(): Promise<void> {
        this.isHere = true;
      }
    }
    const editor = new Editor(shirt, fresh(shirt, nothingWished), new Late(shirt.fonts));
    editor.addText("Hi");
    const { size } = text(editor);
    editor.setText(text(editor), "A line that is far too long for it");
    editor.stopWriting();
    expect(text(editor).size).toBe(size);
    await editor.settled();
    expect(text(editor).size).toBeLessThan(size);
    editor.undo();
    expect(text(editor).text).toBe("Hi");
    editor.redo();
    expect(text(editor).size).toBeLessThan(size);
  });

  it("makes a line fit as it grows and gives the size back as it shrinks", () => {
    const editor = editorOf();
    editor.addText("Hi");
    const { size } = text(editor);
    editor.setText(text(editor), "A line that is far too long for it");
    expect(text(editor).text.length * text(editor).size * 0.5).toBeCloseTo(260, 6);
    editor.setText(text(editor), "Hi you");
    expect(text(editor).size).toBe(size);
  });

  it("leaves a line alone that somebody made wider than the area", () => {
    const editor = editorOf();
    editor.addText("Hello");
    editor.change<TextLayer>(text(editor).id, { size: 200 });
    editor.setText(text(editor), "Hello you");
    expect(text(editor).size).toBe(200);
  });

  it("is one step of undo", () => {
    const editor = editorOf();
    editor.addText("Your text");
    for (const words of ["H", "He", "Hey"]) editor.setText(text(editor), words);
    editor.stopWriting();
    editor.undo();
    expect(layersOf(editor)).toMatchObject([{ text: "Your text" }]);
    editor.redo();
    expect(layersOf(editor)).toMatchObject([{ text: "Hey" }]);
  });

  it("keeps the bend of a curved line", () => {
    const editor = editorOf();
    editor.addText("Hello", { isCurved: true });
    const radius = text(editor).arc?.radius ?? 0;
    editor.setText(text(editor), "Hello to you");
    expect(text(editor).arc?.radius).toBeCloseTo((radius * 12) / 5, 9);
  });

  it("leaves nothing behind when the text was emptied: one step of undo, said once", () => {
    const editor = editorOf();
    editor.addText("Your text");
    const said: string[] = [];
    const stop = editor.said.subscribe((sentence) => said.push(sentence));
    for (const words of ["You", "", " "]) editor.setText(text(editor), words);
    editor.select(null);
    editor.stopWriting();
    stop();
    expect(layersOf(editor)).toEqual([]);
    expect([editor.writingId.value, editor.selectedId.value]).toEqual([null, null]);
    expect(said).toEqual(["Your text added", "Text deleted"]);
    editor.undo();
    expect(layersOf(editor)).toMatchObject([{ text: "Your text" }]);
    editor.undo();
    expect(editor.canUndo.value).toBe(false);
  });
});

describe("selecting", () => {
  it("brings the layer's side to the front", () => {
    const product = {
      ...shirt,
      views: [...shirt.views, { ...shirt.views[0], id: "2", name: "Back", areas: ["Back"] }],
    };
    const editor = editorOf(product as Product);
    editor.addText("Front");
    const { id } = text(editor);
    editor.showView("2");
    expect(editor.selectedId.value).toBeNull();
    editor.select(id);
    expect([editor.viewId.value, editor.areaName.value]).toEqual(["1", "Front"]);
  });

  it("ends when undo takes the layer away", () => {
    const editor = editorOf();
    editor.addImage(picture);
    editor.undo();
    expect(editor.selectedId.value).toBeNull();
  });

  it("does not move or delete against a lock's purpose: a locked layer stays where it is", () => {
    const editor = editorOf();
    editor.addImage(picture);
    const id = editor.selectedId.value as string;
    editor.setLocked(id, true);
    const before = editor.selected.value;
    editor.nudge(id, 5, 5);
    expect(editor.selected.value).toBe(before);
    expect(editor.said.value).toBe("cat.jpg locked");
  });
});

describe("text areas", () => {
  it("that are begun and left without a letter have not been begun", () => {
    const editor = editorOf(product);
    for (const words of [[], ["A", ""]]) {
      writeField(editor, "Front", field);
      for (const one of words) editor.setText(text(editor), one);
      editor.stopWriting();
      expect(layersOf(editor)).toEqual([]);
    }
    expect([editor.canUndo.value, editor.canRedo.value]).toEqual([false, false]);
  });

  it("are found in groups, by the shopper's fields and by the page that shows us", () => {
    const inner = { ...newTextAreaText(field, shirt.fonts), id: "t1", text: "Ada" };
    const group = {
      ...newShape(front, "#000000", { shape: "rectangle", ratio: 1, rounding: 0, line: null }),
      type: "group",
      id: "g1",
      layers: [inner],
    } as unknown as Layer;
    const editor = editorOf(product);
    editor.apply(addLayer(editor.document.value, "Front", group));
    expect(editor.textInArea("Front", field)).toBe("Ada");
    expect(emptyFields(editor, "Front")).toEqual([]);
    const before = editor.document.value;
    editor.fillTextArea("Front", field, "Ada");
    expect(editor.document.value).toBe(before);
    editor.fillTextArea("Front", field, "Grace Hopper");
    expect(layersOf(editor)).toEqual([{ ...group, layers: [{ ...inner, text: "Grace" }] }]);
    editor.fillTextArea("Front", field, "");
    expect(layersOf(editor)).toEqual([]);
  });

  const field: TextArea = {
    id: "7",
    name: "Top line",
    x: 0,
    y: 0,
    width: 100,
    height: 20,
    default_text: "Ada",
    font: null,
    size: 8,
    colour: "#1c1b1a",
    align: "center",
    max_length: 5,
    required: false,
    may_restyle: true,
    may_move: true,
  };
  const [front, back] = shirt.areas as [(typeof shirt.areas)[0], (typeof shirt.areas)[0]];
  const product: Product = { ...shirt, areas: [{ ...front, text_areas: [field] }, back] };

  it("are filled up to their length, from the shopper and from the link", () => {
    const editor = editorOf(product);
    editor.fillTextArea("Front", field, "Ada Lovelace");
    expect(editor.textInArea("Front", field)).toBe("Ada L");
    const { document } = fresh(product, { ...nothingWished, textAreas: { "7": "Grace Hopper" } });
    expect(document.areas[0]?.layers).toMatchObject([{ text: "Grace", text_area: "Top line" }]);
  });
});

it("has nothing to say of a design before the rules have come", async () => {
  const editor = editorOf();
  expect(editor.verdicts.value).toEqual([]);
  await editor.startPreflight();
  expect(editor.verdicts.value.map(({ rule, message }) => [rule, message])).toEqual([
    ["empty_design", "Add a text or a photo first."],
  ]);
  editor.addText("Ada");
  expect(editor.verdicts.value).toEqual([]);
});

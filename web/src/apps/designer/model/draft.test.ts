import { describe, expect, it } from "vitest";
import { parseParameters } from "../../../host/parameters";
import { fresh } from "./beginning";
import { addLayer } from "./commands";
import { readDraft, writeDraft } from "./draft";
import { Editor } from "./editor";
import { newText } from "./newLayers";
import { shirt } from "./testProduct";

function session(): Editor {
  return new Editor(shirt, fresh(shirt, parseParameters("#p=1007644")));
}

describe("drafts", () => {
  it("hold everything that was decided", () => {
    const editor = session();
    editor.choices.value = { "1": "11", "2": "21" };
    editor.quantity.value = 4;
    editor.attributes.value = { "5": "Ribbon" };
    const font = { id: "old", family: "Old", style: "Regular", url: "/o.ttf", coverage: "" };
    expect(readDraft(writeDraft(editor, [font], true))).toMatchObject({
      product_id: shirt.id,
      choices: { "1": "11", "2": "21" },
      quantity: 4,
      attributes: { "5": "Ribbon" },
      print_size: null,
      view: "1",
      fonts: [font],
      is_owed: true,
    });
  });

  it("know what a photo without background was made of, and which pictures are the shopper's own", () => {
    const editor = session();
    const picture = (id: string) => ({
      id,
      width: 4,
      height: 2,
      working: { url: `/${id}`, width: 4, height: 2 },
      drawing: null,
      file_name: id,
    });
    for (const id of ["gallery", "looked-at", "cut", "cut-once"]) editor.addPicture(picture(id));
    editor.unlisted.value = new Set(["gallery", "looked-at", "cut", "cut-once"]);
    const cutout = { original: "gallery", colour: "#ffffff", tolerance: 35 };
    editor.cutouts.value = new Map([
      ["cut", cutout],
      ["cut-once", cutout],
    ]);
    editor.addImage(picture("cut"));
    editor.addPicture(picture("own"));
    const draft = readDraft(writeDraft(editor, [], false));
    expect(draft?.pictures.map(({ id }) => id)).toEqual(["gallery", "cut", "own"]);
    expect(draft?.cutouts).toEqual({ cut: cutout });
    const { cutouts: _none, ...older } = JSON.parse(writeDraft(editor, [], false));
    expect(readDraft(JSON.stringify(older))?.cutouts).toEqual({});
  });

  it("let go of the oldest steps rather than grow without end", () => {
    const editor = session();
    const [front] = shirt.areas as [(typeof shirt.areas)[0]];
    for (let step = 0; step < 300; step++) {
      const text = newText(front, "A".repeat(1900), "#1c1b1a", {
        font: "inter-bold",
        scale: 1,
        isCurved: false,
      });
      // A different text in the same place each time: nothing is shared.
      editor.apply(
        addLayer(
          editor.product === shirt ? fresh(shirt, parseParameters("")).document : editor.document.value,
          "Front",
          text,
        ),
      );
    }
    const text = writeDraft(editor, [], false);
    expect(text.length).toBeLessThanOrEqual(400_000);
    const steps = readDraft(text)?.steps;
    expect(steps?.present).toBe(100);
    expect(steps?.steps).toHaveLength(101);
  });

  it.each(["", "null", "[]", "{}", '{"version":2}', "<script>"])(
    "are nothing where the text is %s",
    (text) => {
      expect(readDraft(text)).toBeNull();
    },
  );
});

import { describe, expect, it } from "vitest";
import type { ImageLayer } from "../../../document/types";
import { parseParameters } from "../../../host/parameters";
import { ApiError } from "../../../wire/request";
import { fresh } from "./beginning";
import { Cutouts, FIRST_SETTINGS } from "./cutouts";
import { Editor } from "./editor";
import { commonestOnEdges } from "./pixels";
import { shirt } from "./testProduct";
import type { Picture } from "./wire";

function picture(id: string): Picture {
  const working = { url: `/${id}.png`, width: 400, height: 200 };
  return { id: id.repeat(32), width: 400, height: 200, working, drawing: null, file_name: "cat.jpg" };
}

/** A photo on the shirt, and a server that answers when the test lets it. */
function begin() {
  const editor = new Editor(shirt, fresh(shirt, parseParameters("")));
  editor.addImage(picture("a"));
  const asked: unknown[][] = [];
  const waiting: { resolve: (made: Picture) => void; reject: (error: unknown) => void }[] = [];
  const cutouts = new Cutouts(editor, {
    withoutBackground: (...question) => {
      asked.push(question);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
  });
  const layer = () => editor.selected.value as ImageLayer;
  return { editor, cutouts, asked, waiting, layer };
}

describe("a photo's background", () => {
  it("goes, can go further from the photo as it was, and comes back", async () => {
    const { editor, cutouts, asked, waiting, layer } = begin();
    const first = cutouts.cut(layer(), FIRST_SETTINGS);
    expect(cutouts.busy.value).toBe(layer().id);
    waiting[0]?.resolve({ ...picture("b"), file_name: "" });
    await first;
    expect([layer().image, cutouts.busy.value]).toEqual([picture("b").id, null]);
    expect(editor.unlisted.value.has(picture("b").id)).toBe(true);
    const second = cutouts.cut(layer(), { colour: "#ffffff", tolerance: 40 });
    waiting[1]?.resolve(picture("c"));
    await second;
    expect(asked).toEqual([
      [picture("a").id, null, 20],
      [picture("a").id, "#ffffff", 40],
    ]);
    expect(cutouts.of(layer().image)).toEqual({
      original: picture("a").id,
      colour: "#ffffff",
      tolerance: 40,
    });
    cutouts.restore(layer());
    expect(layer().image).toBe(picture("a").id);
    expect(cutouts.of(layer().image)).toBeNull();
  });

  it("keeps the last answer, whichever comes first, and none after the original is wanted again", async () => {
    const { cutouts, waiting, layer } = begin();
    const early = cutouts.cut(layer(), FIRST_SETTINGS);
    const late = cutouts.cut(layer(), { ...FIRST_SETTINGS, tolerance: 60 });
    waiting[1]?.resolve(picture("c"));
    waiting[0]?.resolve(picture("b"));
    await Promise.all([early, late]);
    expect(layer().image).toBe(picture("c").id);
    const third = cutouts.cut(layer(), FIRST_SETTINGS);
    cutouts.restore(layer());
    waiting[2]?.resolve(picture("d"));
    await third;
    expect([layer().image, cutouts.busy.value]).toEqual([picture("a").id, null]);
  });

  it("stays when the server will not, which is said", async () => {
    const { editor, cutouts, waiting, layer } = begin();
    const before = editor.document.value;
    const cut = cutouts.cut(layer(), FIRST_SETTINGS);
    waiting[0]?.reject(new ApiError("refused", "No.", 9012));
    await cut;
    expect(editor.document.value).toBe(before);
    expect(cutouts.failure.value).toBe("Nothing of this photo would be left. Remove less of it.");
    expect(cutouts.busy.value).toBeNull();
  });

  it("is found along the edges, the commonest colour first", () => {
    const white = [250, 250, 250, 255];
    const blue = [0, 0, 200, 255];
    const none = [9, 9, 9, 0];
    const rows = [
      [white, white, [254, 254, 254, 255], white],
      [none, [1, 2, 3, 255], [1, 2, 3, 255], white],
      [blue, blue, blue, white],
    ];
    const pixels = new Uint8ClampedArray(rows.flat(2));
    expect(commonestOnEdges(pixels, 4, 3)).toEqual(["#fbfbfb", "#0000c8"]);
  });
});

import { describe, expect, it } from "vitest";
import { parseParameters } from "../../../host/parameters";
import { ApiError } from "../../../wire/request";
import type { Api } from "./api";
import { DesignMissingError, fresh, open } from "./beginning";
import { writeDraft } from "./draft";
import { Editor } from "./editor";
import { newImage, newText } from "./newLayers";
import { shirt } from "./testProduct";
import type { Picture, SavedWork } from "./wire";

const picture: Picture = {
  id: "a".repeat(32),
  width: 400,
  height: 300,
  working: { url: "", width: 400, height: 300 },
  drawing: null,
  file_name: "cat.jpg",
};
const empty = fresh(shirt, parseParameters("")).document;
const line = {
  ...newText(shirt.areas[0] as never, "Ada", "#1c1b1a", { font: "inter-bold", scale: 1, isCurved: false }),
};
const designed = {
  ...empty,
  areas: empty.areas.map((area, index) =>
    index === 0 ? { ...area, layers: [line, newImage(area, picture)] } : area,
  ),
};

const job: SavedWork = {
  ref: "CF921CF10F59B3A258",
  product_id: shirt.id,
  document: designed,
  options: [
    { aspect_id: "1", option_id: "12" },
    { aspect_id: "2", option_id: "22" },
  ],
  print_size: null,
  attributes: [],
  quantity: 3,
  images: { [picture.id]: picture },
  fonts: [],
};

function server(parts: Partial<Api> = {}): Api {
  const refuse = () => Promise.reject(new ApiError("not-found", ""));
  return {
    product: async (id) => (id === shirt.id ? shirt : refuse()),
    printJob: async (ref) => (ref === job.ref ? job : refuse()),
    products: refuse,
    savedDesign: refuse,
    sample: refuse,
    image: refuse,
    uploadImage: refuse,
    imageFromUrl: refuse,
    withoutBackground: refuse,
    galleries: refuse,
    galleryItems: refuse,
    addToCart: refuse,
    saveDesign: refuse,
    ...parts,
  };
}

const LINK = "#p=1007644&guid=99999";

/** The draft of a session that began empty and in which one step was done. */
function draftOf(isOwed = false): string {
  const editor = new Editor(shirt, fresh(shirt, parseParameters(LINK)));
  editor.apply(designed);
  editor.choices.value = { "1": "12", "2": "22" };
  editor.quantity.value = 2;
  editor.addPicture(picture);
  return writeDraft(editor, [], isOwed);
}

describe("open", () => {
  it("begins with the empty product as the link wishes it", async () => {
    const link = parseParameters(`${LINK}&state[aspect][Colour][option]=Navy`);
    const { beginning, notice, isOwed } = await open(link, server(), null);
    expect(beginning.document).toEqual(empty);
    expect(beginning.choices).toEqual({ "1": "12", "2": "22" });
    expect([notice, isOwed]).toEqual([null, true]);
  });

  it.each([
    ["a print job", "pj", {}],
    ["a saved design", "ps", { printJob: undefined, savedDesign: async () => job }],
    ["a sample", "su", { printJob: undefined, sample: async () => job }],
  ])("restores %s with its options, quantity and pictures", async (_what, name, parts) => {
    const link = parseParameters(`${LINK}&${name}=${job.ref}&text=Hello`);
    const { beginning, notice, isOwed } = await open(link, server(parts as Partial<Api>), null);
    expect(beginning).toEqual({
      document: designed,
      choices: { "1": "12", "2": "22" },
      quantity: 3,
      printSize: null,
      attributes: {},
      pictures: [picture],
      fonts: [],
    });
    expect([notice, isOwed]).toEqual([null, false]);
  });

  it("makes known the fonts that the product does not offer any more", async () => {
    const old = { id: "old-serif", family: "Old", style: "Regular", url: "/o.ttf", coverage: "20-7e" };
    const kept = { ...shirt.fonts[0], url: "/another.ttf" } as (typeof shirt.fonts)[0];
    const api = server({ printJob: async () => ({ ...job, fonts: [old, kept] }) });
    const { beginning } = await open(parseParameters(`${LINK}&pj=${job.ref}`), api, null);
    expect(beginning.fonts).toEqual([old]);
  });

  it("takes the product from the print job when the link names none", async () => {
    const { product } = await open(parseParameters(`#pj=${job.ref}&guid=99999`), server(), null);
    expect(product).toBe(shirt);
  });

  it("takes the print job's own product when the link names another", async () => {
    const { product, notice } = await open(parseParameters(`#p=5&pj=${job.ref}&guid=99999`), server(), null);
    expect([product, notice]).toEqual([shirt, null]);
  });

  it("says so when a print job cannot be restored, and shows the empty product", async () => {
    for (const api of [
      server({ printJob: () => Promise.reject(new ApiError("not-found", "")) }),
      server({ printJob: () => Promise.reject(new ApiError("refused", "Not yours.")) }),
      server({ printJob: async () => ({ ...job, document: { version: 99 } }) }),
      server({ printJob: async () => ({ ...job, product_id: 5 }) }),
      server({ printJob: async () => ({ ...job, document: { ...designed, product_id: 5 } }) }),
    ]) {
      const { beginning, notice } = await open(parseParameters(`${LINK}&pj=${job.ref}&text=Hi`), api, null);
      expect(beginning.document).toEqual(empty);
      expect(notice).toBe("restore-failed");
    }
  });

  it("has nothing to show when a design alone is gone", async () => {
    const gone = open(parseParameters("#ps=AAAAAAAAAAAAAAAAAA&guid=9"), server(), null);
    await expect(gone).rejects.toThrow(DesignMissingError);
    const broken = server({ printJob: async () => ({ ...job, document: {} }) });
    await expect(open(parseParameters(`#pj=${job.ref}`), broken, null)).rejects.toThrow(DesignMissingError);
  });

  it("goes on with the draft and its history, without pictures that are gone", async () => {
    const there = await open(parseParameters(LINK), server({ image: async () => picture }), draftOf());
    expect(there.beginning).toMatchObject({ document: designed, quantity: 2, pictures: [picture] });
    expect(there.beginning.choices).toEqual({ "1": "12", "2": "22" });
    expect(there.beginning.past).toEqual([empty]);
    expect(there).toMatchObject({ notice: "restored", lostPictures: 0, isOwed: false });
    const gone = await open(parseParameters(LINK), server(), draftOf(true));
    expect(gone.beginning.document.areas[0]?.layers).toEqual([line]);
    expect(gone).toMatchObject({ lostPictures: 1, isOwed: true });
    expect(gone.beginning.pictures).toEqual([]);
  });

  it("keeps pictures that it could not ask about", async () => {
    const api = server({ image: () => Promise.reject(new ApiError("unreachable", "")) });
    const { beginning } = await open(parseParameters(LINK), api, draftOf());
    expect(beginning).toMatchObject({ document: designed, pictures: [picture] });
  });

  it("prefers the draft to the print job of the link", async () => {
    const { beginning, notice } = await open(parseParameters(`${LINK}&pj=${job.ref}`), server(), draftOf());
    expect([beginning.quantity, notice]).toEqual([2, "restored"]);
  });

  it.each([
    ["not a draft", "<script>"],
    ["of another version", draftOf().replace('"version":2', '"version":1')],
    ["of another product", draftOf().replaceAll("1007644", "1007645")],
    ["broken inside", draftOf().replace('"type":"text"', '"type":"bomb"')],
    ["missing a piece", draftOf().replace(/"present":\d+/, '"present":7')],
  ])("ignores a draft that is %s", async (_how, draft) => {
    const { beginning, notice } = await open(parseParameters(LINK), server(), draft);
    expect([beginning.document, notice]).toEqual([empty, null]);
  });

  it("fails with the product", async () => {
    await expect(open(parseParameters("#p=5"), server(), null)).rejects.toMatchObject({ kind: "not-found" });
    const down = server({ printJob: () => Promise.reject(new ApiError("unreachable", "")) });
    await expect(open(parseParameters(`${LINK}&pj=${job.ref}`), down, null)).rejects.toMatchObject({
      kind: "unreachable",
    });
  });
});

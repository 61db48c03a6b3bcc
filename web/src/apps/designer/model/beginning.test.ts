import { describe, expect, it } from "vitest";
import { parseParameters } from "../../../host/parameters";
import { type Api, ApiError } from "./api";
import { fresh, open } from "./beginning";
import type { Draft } from "./draft";
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
const draft: Draft = {
  version: 1,
  savedAt: 0,
  document: designed,
  choices: { "1": "12", "2": "22" },
  quantity: 2,
  printSize: null,
  attributes: {},
  images: [picture.id],
};

describe("open", () => {
  it("begins with the empty product as the link wishes it", async () => {
    const link = parseParameters(`${LINK}&state[aspect][Colour][option]=Navy`);
    const { beginning, notice } = await open(link, server(), null);
    expect(beginning.document).toEqual(empty);
    expect(beginning.choices).toEqual({ "1": "12", "2": "22" });
    expect(notice).toBeNull();
  });

  it("restores a print job with its options, quantity and pictures", async () => {
    const { beginning, notice } = await open(parseParameters(`${LINK}&pj=${job.ref}`), server(), null);
    expect(beginning).toEqual({
      document: designed,
      choices: { "1": "12", "2": "22" },
      quantity: 3,
      printSize: null,
      attributes: {},
      pictures: [picture],
    });
    expect(notice).toBeNull();
  });

  it("takes the product from the print job when the link names none", async () => {
    const { product } = await open(parseParameters(`#pj=${job.ref}&guid=99999`), server(), null);
    expect(product).toBe(shirt);
  });

  it("says so when a print job cannot be restored, and shows the empty product", async () => {
    for (const api of [
      server({ printJob: () => Promise.reject(new ApiError("not-found", "")) }),
      server({ printJob: async () => ({ ...job, document: { version: 99 } }) }),
      server({ printJob: async () => ({ ...job, document: { ...designed, product_id: 5 } }) }),
    ]) {
      const { beginning, notice } = await open(parseParameters(`${LINK}&pj=${job.ref}`), api, null);
      expect(beginning.document).toEqual(empty);
      expect(notice).toBe("restore-failed");
    }
  });

  it("goes on with the draft, without pictures that are gone", async () => {
    const there = await open(parseParameters(LINK), server({ image: async () => picture }), draft);
    expect(there.beginning).toMatchObject({ document: designed, quantity: 2, pictures: [picture] });
    expect(there.notice).toBe("restored");
    const gone = await open(parseParameters(LINK), server(), draft);
    expect(gone.beginning.document.areas[0]?.layers).toEqual([line]);
    expect(gone.beginning.pictures).toEqual([]);
  });

  it("ignores a draft that does not fit the product", async () => {
    const { notice } = await open(parseParameters(LINK), server(), { ...draft, document: "<script>" });
    expect(notice).toBeNull();
  });

  it("fails with the product", async () => {
    await expect(open(parseParameters("#p=5"), server(), null)).rejects.toMatchObject({ kind: "not-found" });
    const down = server({ printJob: () => Promise.reject(new ApiError("unreachable", "")) });
    await expect(open(parseParameters(`${LINK}&pj=${job.ref}`), down, null)).rejects.toMatchObject({
      kind: "unreachable",
    });
  });
});

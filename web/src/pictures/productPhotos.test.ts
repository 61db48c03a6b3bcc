import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { shirt } from "../apps/designer/model/testProduct";
import { ProductPhotos } from "./productPhotos";

const view = { ...shirt.views[0], tint_mask: "/tint.webp" } as (typeof shirt.views)[0];
const TINT = "/tint.webp";

/** The browser's part: what is fetched, and pictures without pixels. `answer` lets a kept answer go. */
let asked: string[] = [];
let answer: () => void = () => {};

beforeEach(() => {
  asked = [];
  vi.stubGlobal("fetch", (url: string) => {
    asked.push(url);
    const response = new Response("");
    return url === TINT ? new Promise((done) => (answer = () => done(response))) : Promise.resolve(response);
  });
  vi.stubGlobal("createImageBitmap", async () => ({ width: 4, height: 4 }));
  const context = { drawImage() {}, fillRect() {} };
  vi.stubGlobal("document", { createElement: () => ({ getContext: () => context }) });
});
afterEach(() => vi.unstubAllGlobals());

const settled = () => new Promise<void>((done) => setImmediate(done));

describe("a product's photo", () => {
  it("stands in white before the mask for colours has come", async () => {
    const photos = new ProductPhotos();
    await photos.load(view, [], "#ffffff");
    expect(asked).toEqual(["/front.webp", TINT]);
    expect(photos.photo(view.id, "#FFFFFF")).not.toBeNull();
    expect(photos.ready.value.get(view.id)?.lacksTint).toBe(true);
  });

  it("keeps what it showed until a colour can be laid on", async () => {
    const photos = new ProductPhotos();
    await photos.load(view, [], null);
    const white = photos.photo(view.id, "#ffffff");
    expect(photos.photo(view.id, "#1f2a44")).toBe(white);
    answer();
    await settled();
    expect(photos.photo(view.id, "#1f2a44")).not.toBe(white);
  });

  it("waits for the mask where the garment begins in a colour", async () => {
    const photos = new ProductPhotos();
    const loading = photos.load(view, [], "#1f2a44");
    await settled();
    expect(photos.ready.value.has(view.id)).toBe(false);
    answer();
    await loading;
    expect(photos.ready.value.get(view.id)?.lacksTint).toBe(false);
  });
});

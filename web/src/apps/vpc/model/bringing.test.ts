import { describe, expect, it } from "vitest";
import type { Connection } from "../../../pictures/connection";
import type { Picture } from "../../../wire/product";
import { Bringing } from "./bringing";
import { Creator } from "./creator";
import { Artworks } from "./lists";
import { artwork, start } from "./testStart";

const here: Connection = { isOnline: () => true, wait: async () => {} };
const file = (name: string) => new File(["x"], name, { type: "image/png" });
const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

/** A server that takes each file in when it is told to, by its name. */
function bringingTo(creator: Creator) {
  const arrivals = new Map<string, () => void>();
  const door = {
    imageFromUrl: async () => artwork,
    uploadImage: (_file: Blob, name: string) =>
      new Promise<Picture>((resolve) => {
        arrivals.set(name, () => resolve({ ...artwork, id: name, file_name: name }));
      }),
  };
  const artworks = new Artworks({ images: async () => ({ images: [], next: null }) });
  const arrive = async (name: string) => {
    arrivals.get(name)?.();
    await settled();
  };
  return { bringing: new Bringing(door, creator, artworks, here), artworks, arrive };
}

describe("artwork that is brought", () => {
  it("is placed if it is the first of several; the others are kept for later", async () => {
    const creator = new Creator(start);
    const { bringing, artworks, arrive } = bringingTo(creator);
    bringing.files([file("one.png"), file("two.png")]);
    await arrive("one.png");
    await arrive("two.png");
    expect(creator.artwork.value?.id).toBe("one.png");
    expect(artworks.items.value.map(({ id }) => id)).toEqual(["two.png", "one.png"]);
  });

  it("does not take the place of what was chosen after it", async () => {
    const creator = new Creator(start);
    const { bringing, artworks, arrive } = bringingTo(creator);
    bringing.files([file("slow.png")]);
    bringing.choose(artwork);
    await arrive("slow.png");
    expect(creator.artwork.value).toBe(artwork);
    expect(artworks.items.value.map(({ id }) => id)).toEqual(["slow.png"]);
  });

  it("takes away what was said of files that could not be taken", () => {
    const { bringing } = bringingTo(new Creator(start));
    bringing.files([new File(["x"], "notes.txt", { type: "text/plain" })]);
    expect(bringing.uploads.list.value.map(({ name }) => name)).toEqual(["notes.txt"]);
    bringing.files([file("sun.png")]);
    expect(bringing.uploads.list.value.map(({ name }) => name)).toEqual(["sun.png"]);
  });

  it("is as large as the platform takes it", () => {
    const creator = new Creator({ ...start, limits: { ...start.limits, file_bytes: 0 } });
    const { bringing } = bringingTo(creator);
    bringing.files([file("sun.png")]);
    expect(bringing.uploads.list.value[0]?.error).not.toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import { ApiError } from "../../../wire/request";
import type { GallerySearch } from "./api";
import { GalleryShelf } from "./gallery";
import type { Gallery, GalleryItem, GalleryPage } from "./wire";

const animals: Gallery = {
  id: "7",
  name: "Animals",
  kind: "clipart",
  categories: ["Cats", "Dogs"],
  count: 3,
};
const sport: Gallery = { ...animals, id: "8", name: "Sport", categories: [] };

function item(id: string): GalleryItem {
  const file = { url: `/${id}`, width: 100, height: 100 };
  const image = {
    id: id.repeat(32),
    width: 100,
    height: 100,
    working: file,
    file_name: id,
    drawing: `/${id}.json`,
  };
  return { id, name: id, category: "Cats", thumbnail: file, image };
}

const page = (ids: string, next: number | null, total = 3): GalleryPage => ({
  items: [...ids].map(item),
  total,
  next,
});

/** A shelf whose server answers as told, in the order of the questions, when the test lets it. */
function shelfWith(galleries: readonly Gallery[] = [animals, sport]) {
  const asked: GallerySearch[] = [];
  const waiting: { resolve: (page: GalleryPage) => void; reject: (error: unknown) => void }[] = [];
  const api = {
    galleries: async () => galleries,
    galleryItems: (search: GallerySearch) => {
      asked.push(search);
      return new Promise<GalleryPage>((resolve, reject) => waiting.push({ resolve, reject }));
    },
  };
  const shelf = new GalleryShelf({ api, ids: [], productId: 1 }, 0);
  const answer = async (index: number, given: GalleryPage | ApiError) => {
    if (given instanceof ApiError) waiting[index]?.reject(given);
    else waiting[index]?.resolve(given);
    await settled();
  };
  return { shelf, asked, answer };
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 2));
const namesOf = (shelf: GalleryShelf) => shelf.items.value.map(({ name }) => name).join("");

describe("galleries", () => {
  it("open with everything, and show more page by page", async () => {
    const { shelf, asked, answer } = shelfWith();
    void shelf.open();
    await settled();
    expect(shelf.state.value).toBe("waiting");
    await answer(0, page("ab", 2));
    expect([namesOf(shelf), shelf.total.value, shelf.hasMore]).toEqual(["ab", 3, true]);
    void shelf.showMore();
    void shelf.showMore();
    await answer(1, page("c", null));
    expect([namesOf(shelf), shelf.hasMore, shelf.state.value]).toEqual(["abc", false, "ready"]);
    expect(asked).toEqual([
      { galleries: ["7", "8"], query: "", category: "", page: 1 },
      { galleries: ["7", "8"], query: "", category: "", page: 2 },
    ]);
  });

  it("are searched once typing rests, within what is chosen; a late answer to an old question is dropped", async () => {
    const { shelf, asked, answer } = shelfWith();
    void shelf.open();
    await settled();
    void shelf.choose("7", "Dogs");
    shelf.search("p");
    shelf.search("pu");
    shelf.search(" pug ");
    await settled();
    expect(asked.slice(1)).toEqual([
      { galleries: ["7"], query: "", category: "Dogs", page: 1 },
      { galleries: ["7"], query: "pug", category: "Dogs", page: 1 },
    ]);
    await answer(2, page("d", null, 1));
    await answer(0, page("ab", 2));
    expect([namesOf(shelf), shelf.total.value]).toEqual(["d", 1]);
  });

  it("say when they cannot be reached, and open at the next try", async () => {
    const { shelf, answer } = shelfWith();
    void shelf.open();
    await settled();
    await answer(0, new ApiError("unreachable", ""));
    expect(shelf.state.value).toBe("failed");
    void shelf.open();
    await settled();
    await answer(1, page("a", null, 1));
    expect([shelf.state.value, namesOf(shelf)]).toEqual(["ready", "a"]);
  });

  it("can be none at all", async () => {
    const { shelf, asked } = shelfWith([]);
    await shelf.open();
    expect([shelf.state.value, shelf.items.value, asked]).toEqual(["ready", [], []]);
  });
});

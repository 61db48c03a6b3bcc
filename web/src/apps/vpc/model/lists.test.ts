import { expect, it } from "vitest";
import type { Picture } from "../../../wire/product";
import { Artworks, Blanks } from "./lists";
import type { BlankList, ImageList } from "./wire";

const navy = { name: "Navy", colour: "#1b2a49", count: 30 };

it("keeps the colours of the first page while further pages are read", async () => {
  const page = (number: number): BlankList => ({
    blanks: [],
    total: 30,
    next: number === 1 ? 2 : null,
    facets: number === 1 ? { colours: [navy] } : null,
  });
  const blanks = new Blanks({ blanks: async (_query, _colour, number) => page(number) });

  await blanks.load();
  await blanks.loadAll(30);

  expect(blanks.more.value).toBe("none");
  expect(blanks.colours.value).toEqual([navy]);
});

it("keeps artwork that was brought while the list of the earlier ones was on its way", async () => {
  const [old, fresh] = [{ id: "old" } as Picture, { id: "fresh" } as Picture];
  let answer: (list: ImageList) => void = () => {};
  const artworks = new Artworks({ images: () => new Promise((resolve) => (answer = resolve)) });

  const listed = artworks.load();
  artworks.add(fresh);
  answer({ images: [old], next: null });
  await listed;
  expect(artworks.items.value).toEqual([fresh, old]);

  const again = artworks.load();
  answer({ images: [old, fresh], next: null });
  await again;
  expect(artworks.items.value).toEqual([old, fresh]);
});

import { expect, it } from "vitest";
import { Blanks } from "./lists";
import type { BlankList } from "./wire";

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

import { expect, it } from "vitest";
import { Creator } from "./creator";
import { draftKey } from "./draft";
import { blank, start } from "./testStart";

it("keeps what is begun apart by artist, categories and product", () => {
  const opened = { ...start, product: { blank: blank(7, "Shirt") } };
  const elsewhere = { ...start, blanks: { ...start.blanks, id: 3 } };
  const keys = [start, { ...start, artist: "ben" }, { ...start, artist: "" }, opened, elsewhere].map((each) =>
    draftKey(new Creator(each)),
  );
  expect(new Set(keys).size).toBe(5);
  expect(draftKey(new Creator(start))).toBe(keys[0]);
});

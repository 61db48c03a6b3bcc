import { describe, expect, it } from "vitest";
import { Creator } from "./creator";
import { keep, restore, type Store, written } from "./draft";
import type { Making } from "./making";
import { PLAIN } from "./placing";
import { artwork, blank, product, start } from "./testStart";

function creatorWith(...ids: number[]) {
  const creator = new Creator(start);
  creator.useArtwork(artwork);
  creator.choose(ids.map((id) => blank(id, `Blank ${id}`)));
  for (const id of ids) creator.addProduct(product(id));
  return creator;
}

describe("placing", () => {
  it("moves the artwork on all products but those with a place of their own", () => {
    const creator = creatorWith(1, 2);
    creator.setOwn(2, creator.placementOf(2));
    creator.place(1, { offset_x: 0.2 });
    creator.place(2, { scale: 0.5 });
    expect(creator.placementOf(1)).toEqual({ ...PLAIN, offset_x: 0.2 });
    expect(creator.placementOf(2)).toEqual({ ...PLAIN, scale: 0.5 });
    creator.setOwn(2, null);
    expect(creator.placementOf(2)).toEqual({ ...PLAIN, offset_x: 0.2 });
  });

  it("puts all where one is", () => {
    const creator = creatorWith(1, 2);
    creator.setOwn(1, { ...PLAIN, rotation: 30 });
    creator.placeAllAs(1);
    expect(creator.placementOf(2)).toEqual({ ...PLAIN, rotation: 30 });
    expect(creator.hasOwn(1)).toBe(false);
  });
});

describe("the colour that is looked at while placing", () => {
  it("is the one that is asked for where it is on offer, else the first", () => {
    const creator = creatorWith(1);
    const [colour] = product(1).aspects;
    const [first, second] = colour?.options ?? [];
    if (!colour || !first || !second) throw new Error("the product has two colours");
    expect(creator.garmentShown(1)).toBe(first.colour);
    creator.shownColour.value = second.name;
    expect(creator.garmentShown(1)).toBe(second.colour);
    creator.offer(1, colour, second.id, false);
    expect(creator.garmentShown(1)).toBe(first.colour);
    expect(creator.garment(1)).toBe(first.colour);
  });
});

describe("choosing", () => {
  it("takes no more than can be made at once, and lets go of what is chosen again", () => {
    const creator = creatorWith(1, 2, 3, 4);
    expect(creator.chosen.value.map(({ id }) => id)).toEqual([1, 2, 3]);
    creator.toggle(blank(2, "Blank 2"));
    creator.toggle(blank(4, "Blank 4"));
    expect(creator.chosen.value.map(({ id }) => id)).toEqual([1, 3, 4]);
  });

  it("names the products after the artwork until somebody names them", () => {
    const creator = creatorWith(1);
    expect(creator.details.value.get(1)?.name).toBe("Sunny day Blank 1");
    creator.describe({ name: "Mine" });
    creator.useArtwork({ ...artwork, file_name: "rain.png" });
    expect(creator.details.value.get(1)?.name).toBe("Mine");
  });
});

describe("what is asked for", () => {
  it("names the print area and, of a colour of which something is withheld, the rest", () => {
    const creator = creatorWith(1);
    const [colour, size] = product(1).aspects;
    if (!colour || !size) throw new Error("the product has two aspects");
    creator.place(1, { area: "Elsewhere" });
    creator.offer(1, colour, "11", false);
    creator.offer(1, colour, "12", false);
    const [draft] = creator.drafts();
    expect(draft).toMatchObject({ blank: 1, image: artwork.id, options: [12], may_personalise: true });
    expect(draft?.placement).toEqual({ ...PLAIN, area: "Front" });
    expect(creator.garment(1)).toBe("#1f2a44");
  });

  it("offers a colour on all products at once, but leaves each its last", () => {
    const creator = creatorWith(1, 2);
    creator.offerEverywhere("Navy", false);
    expect(creator.palette.value.map(({ name, has, offers }) => [name, has, offers])).toEqual([
      ["White", 2, 2],
      ["Navy", 2, 0],
    ]);
    creator.offerEverywhere("White", false);
    expect(creator.drafts().map(({ options }) => options)).toEqual([[11], [11]]);
    creator.offerEverywhere("Navy", true);
    expect(creator.drafts().map(({ options }) => options)).toEqual([[], []]);
  });

  it("is what a virtual product is now, where one is changed", () => {
    const virtual = {
      id: 77,
      name: "Sun",
      description: "Warm.",
      sku: "SUN-1",
      blank: blank(1, "Shirt"),
      image: artwork,
      placement: { ...PLAIN, scale: 0.4 },
      options: [11],
      may_personalise: false,
    };
    const creator = new Creator({ ...start, product: { virtual } });
    creator.addProduct(product(1));
    expect(creator.steps).toEqual(["artwork", "place", "details"]);
    expect(creator.drafts()).toEqual([
      {
        blank: 1,
        image: artwork.id,
        name: "Sun",
        description: "Warm.",
        sku: "SUN-1",
        placement: { ...PLAIN, area: "Front", scale: 0.4 },
        options: [11],
        may_personalise: false,
      },
    ]);
  });
});

describe("a reload", () => {
  const making = { kept: { value: null }, earlier: { value: [] } } as unknown as Making;
  const storeWith = (texts: Map<string, string>): Store => ({
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => void texts.set(key, text),
    removeItem: (key) => void texts.delete(key),
  });

  it("loses nothing of the work", () => {
    const before = creatorWith(1, 2);
    before.setOwn(2, { ...PLAIN, rotation: 12 });
    before.describeOwn(1, { name: "Only this" });
    before.step.value = "details";
    const store = storeWith(new Map());
    keep(store, "key", written(before, making));
    const after = new Creator(start);
    expect(restore(after, making, store, "key")).toBeNull();
    for (const id of [1, 2]) after.addProduct(product(id));
    expect(after.drafts()).toEqual(before.drafts());
    expect(after.step.value).toBe("details");
  });

  it("begins anew where what was kept is not understood, or nothing may be kept", () => {
    const creator = new Creator(start);
    expect(restore(creator, making, storeWith(new Map([["key", "{broken"]])), "key")).toBeNull();
    expect(restore(creator, making, null, "key")).toBeNull();
    expect(creator.step.value).toBe("artwork");
  });
});

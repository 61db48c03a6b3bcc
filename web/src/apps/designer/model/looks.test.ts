import { describe, expect, it } from "vitest";
import {
  adjustedBy,
  hasLook,
  type Look,
  levelOf,
  looksOf,
  losesTones,
  withAdjustment,
  withLevel,
  withLook,
} from "./looks";
import { newImage } from "./newLayers";
import { shirt } from "./testProduct";
import type { ProductArea } from "./wire";

const PALETTE = ["#1c1b1a", "#ffffff", "#a8321f", "#f7d9d2", "#1f3a68"];
const looks = looksOf(PALETTE);
const named = (name: Look["name"]) => looks.find((look) => look.name === name) as Look;
const bare = { amount: null, level: null, dark: null, light: null };

describe("looks of a photo", () => {
  it("have duotones of the palette's strong colours and its lightest one", () => {
    expect(looks.filter(({ name }) => name === "duotone").map(({ filters }) => filters)).toEqual([
      [{ ...bare, type: "duotone", dark: "#a8321f", light: "#ffffff" }],
      [{ ...bare, type: "duotone", dark: "#1f3a68", light: "#ffffff" }],
    ]);
    expect(looksOf([]).filter(({ name }) => name === "duotone")).toHaveLength(3);
  });

  it("replace each other and keep brightness and contrast ahead of them", () => {
    let filters = withAdjustment([], "contrast", 0.5);
    filters = withLook(filters, named("sepia"));
    filters = withAdjustment(filters, "brightness", -0.2);
    filters = withLook(filters, named("contrast"));
    expect(filters).toEqual([
      { ...bare, type: "brightness", amount: -0.2 },
      { ...bare, type: "contrast", amount: 0.5 },
      { ...bare, type: "greyscale" },
      { ...bare, type: "contrast", amount: 0.45 },
    ]);
    expect(looks.filter((look) => hasLook(filters, look)).map(({ name }) => name)).toEqual(["contrast"]);
    expect(adjustedBy(filters, "contrast")).toBe(0.5);
    expect(withLook(withAdjustment(filters, "contrast", 0), named("original"))).toEqual([
      { ...bare, type: "brightness", amount: -0.2 },
    ]);
  });

  it("have one engraving, however dark", () => {
    const filters = withLevel(withLook([], named("engraving")), 0.7);
    expect(levelOf(filters)).toBe(0.7);
    expect(hasLook(filters, named("engraving"))).toBe(true);
    expect(levelOf([])).toBeNull();
  });

  it("matter where the product is made in flat colours", () => {
    const [front] = shirt.areas as [ProductArea];
    const picture = {
      id: "a",
      width: 4,
      height: 3,
      working: { url: "", width: 4, height: 3 },
      file_name: "",
      drawing: null,
    };
    const photo = newImage(front, picture);
    const engraved = { ...photo, filters: withLook([], named("engraving")) };
    expect(losesTones(front, photo)).toBe(false);
    expect(losesTones({ ...front, process: "engraving" }, photo)).toBe(true);
    expect(losesTones({ ...front, max_colours: 1 }, photo)).toBe(true);
    expect(losesTones({ ...front, process: "engraving" }, engraved)).toBe(false);
  });
});

import { describe, expect, it } from "vitest";
import type { ImageLayer } from "../../../document/types";
import { parseParameters } from "../../../host/parameters";
import { fresh } from "./beginning";
import { Editor } from "./editor";
import { fixFor } from "./fixes";
import {
  adjustedBy,
  hasLook,
  type Look,
  levelOf,
  looksOf,
  withAdjustment,
  withLevel,
  withLook,
} from "./looks";
import { shirt } from "./testProduct";

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

  it("put a photo right that the product cannot print in tones", () => {
    const engraved = {
      ...shirt,
      areas: shirt.areas.map((area) => ({ ...area, process: "engraving" as const })),
    };
    const editor = new Editor(engraved, fresh(engraved, parseParameters("")));
    const working = { url: "", width: 4, height: 3 };
    editor.addImage({ id: "a".repeat(32), width: 4, height: 3, working, file_name: "", drawing: null });
    const photo = editor.selected.value as ImageLayer;
    const verdict = {
      rule: "continuous_tone",
      severity: "warn",
      area: "Front",
      values: {},
      message: "",
    } as const;
    const fix = fixFor(
      { ...verdict, layer: photo.id },
      { ...editor, areas: shirt.areas, document: editor.document.value },
    );
    expect(fix?.name).toBe("lines");
    expect(fix?.document.areas[0]?.layers).toEqual([
      { ...photo, filters: [{ ...bare, type: "threshold", level: 0.5 }] },
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { sentence, type Translation } from "./rules";

const german: Translation = {
  language: "de-DE",
  inks: { white: "Weiß", cut: "Schnittlinie", foil: "Folie", engrave: "Gravur" },
  sentences: {
    bleed: { message: "Dies endet {short} mm vor dem Rand." },
    ink: { message: "{name} gibt es hier nicht." },
    missing_glyph: {
      message: { one: "Dieser Schrift fehlt {characters}.", other: "Ihr fehlen {characters}." },
    },
    resolution: { message: "{dpi} dpi hier.", background: "Hintergrund: {dpi} dpi." },
  },
};
const said = (id: string, values: Record<string, number | string>, layer: string | null = "t1") =>
  sentence(id, "Front", layer, values, german);

describe("a translation of the rules' sentences", () => {
  it("writes numbers as its language does", () => {
    expect(said("bleed", { short: 1.5 })).toBe("Dies endet 1,5 mm vor dem Rand.");
  });

  it("has a form for each plural, names inks, and means the background where that is meant", () => {
    expect(said("missing_glyph", { characters: "ж", count: 1 })).toBe("Dieser Schrift fehlt ж.");
    expect(said("missing_glyph", { characters: "ж я", count: 2 })).toBe("Ihr fehlen ж я.");
    expect(said("ink", { ink: "foil", name: "foil" })).toBe("Folie gibt es hier nicht.");
    expect(said("resolution", { dpi: 92, needed: 150 }, null)).toBe("Hintergrund: 92 dpi.");
  });

  it("falls back to the rule's own sentence", () => {
    expect(said("outside_area", {})).toBe("This is outside the print area and will not be printed.");
  });
});

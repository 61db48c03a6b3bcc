import { describe, expect, it } from "vitest";
import { fontsFor } from "./coverage";

const fonts = [
  { id: "latin", url: "", coverage: "20-7e,a0-ff" },
  { id: "cyrillic", url: "", coverage: "20-7e,400-4ff" },
  { id: "emoji", url: "", coverage: "1f600-1f64f,2764" },
  { id: "all", url: "", coverage: "" },
];
const fallback = ["cyrillic", "emoji"];

describe("the fonts of a text", () => {
  it("are its own alone where that has every character", () => {
    expect(fontsFor("Zoë\nand Bob", "latin", fonts, fallback)).toEqual(["latin"]);
  });

  it("are those too that have what it lacks, in their order", () => {
    expect(fontsFor("Ж", "latin", fonts, fallback)).toEqual(["latin", "cyrillic"]);
    expect(fontsFor("\u{1f600} Ж", "latin", fonts, fallback)).toEqual(["latin", "cyrillic", "emoji"]);
    expect(fontsFor("❤", "latin", fonts, fallback)).toEqual(["latin", "emoji"]);
    expect(fontsFor("漢", "latin", fonts, fallback)).toEqual(["latin"]);
  });

  it("are not asked for where nothing is said of the characters", () => {
    expect(fontsFor("Ж", "all", fonts, fallback)).toEqual(["all"]);
    expect(fontsFor("Ж", "unknown", fonts, fallback)).toEqual(["unknown"]);
  });
});

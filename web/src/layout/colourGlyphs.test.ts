/** Colour glyphs, from tables made by hand and from broken ones. Twin of `tests/layout/test_colour_glyphs.py`. */

import { expect, test } from "vitest";
import { ColourGlyphs } from "./colourGlyphs";

function words(...values: number[]): number[] {
  return values.flatMap((value) => [value >> 8, value & 255]);
}

const COLR = Uint8Array.from([
  ...words(0, 1, 0, 14, 0, 20, 3),
  ...words(7, 1, 2),
  ...words(1, 0, 2, 1, 3, 0xffff),
]);
const CPAL = Uint8Array.from([...words(0, 2, 1, 2, 0, 14, 0), 0x11, 0x22, 0x33, 255, 0, 128, 255, 51]);

test("a glyph's layers have the colours of the first palette, or the text's own", () => {
  const glyphs = new ColourGlyphs(COLR, CPAL);
  expect(glyphs.layers(7)).toEqual([
    { glyph: 2, colour: "#ff8000", opacity: 0.2 },
    { glyph: 3, colour: null, opacity: 1 },
  ]);
  expect(glyphs.layers(8)).toEqual([]);
});

test.each([
  [undefined, undefined],
  [COLR, undefined],
  [undefined, CPAL],
  [COLR.slice(0, 13), CPAL],
  [COLR.slice(0, -1), CPAL],
  [COLR, CPAL.slice(0, -1)],
  [COLR, CPAL.slice(0, 9)],
])("tables that are not whole have no colour glyphs", (colr, cpal) => {
  expect(new ColourGlyphs(colr, cpal).layers(7)).toEqual([]);
});

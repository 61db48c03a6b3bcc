/**
 * Layout in the browser: turns a design into operations that `view2d/play.ts` draws. Twin of `monogram.layout`.
 *
 *     const fonts = await createFontSet();                      // loads HarfBuzz (lazy)
 *     await addFonts(fonts, product.fonts.filter((font) => fontsUsed(document).includes(font.id)));
 *     const operations = layoutArea(area, fonts);               // or layoutLayer(layer, fonts), layoutBackground(area)
 *     playOperations(context, operations, { images, pixelsPerMillimetre, glyphCache });
 *
 * - `layerBounds(layer, fonts)`: {width, height} in mm about the layer's local origin, for handles.
 * - `findings(area, fonts)`: [{layer, code: "missing_glyph" | "right_to_left" | "text_overflow", characters}].
 * - `fontsUsed`, `imagesUsed` (in `../document`): what has to be there first. Text in a font that the set lacks
 *   throws `UnknownFontError`; shapes and pictures need no font: lay them out with `NO_FONTS` before HarfBuzz is there.
 */

export { Face, FontSet, type Fonts, type Glyph, NO_FONTS, UnknownFontError } from "./fonts";
export { addFonts, createFontSet, type FontSource, loadHarfBuzz } from "./harfbuzz";
export {
  groups,
  type ImageOperation,
  type Operation,
  type PathOperation,
  type StrokePen,
} from "./operations";
export { type Finding, findings, layerBounds, layoutArea, layoutBackground, layoutLayer } from "./place";

/**
 * Layout in the browser: turns a design into operations that `view2d/play.ts` draws. Twin of `monogram.layout`.
 *
 *     const fonts = await createFontSet();                      // loads HarfBuzz (lazy)
 *     await addFonts(fonts, product.fonts.filter((font) => fontsUsed(document).includes(font.id)));
 *     const resources = { fonts, fallback: document.fallback_fonts, drawings };
 *     const operations = layoutArea(area, resources);           // or layoutLayer(layer, …), layoutBackground(area)
 *     playOperations(context, operations, { images, pixelsPerMillimetre, glyphCache });
 *
 * - `layerBounds(layer, resources)`: {width, height} in mm about the layer's local origin, for handles.
 * - `findings(area, resources)`: [{layer, code: "missing_glyph" | "right_to_left" | "text_overflow", characters}].
 * - `fontsUsed`, `imagesUsed`, `drawingsUsed` (in `../document`): what has to be there first. Text in a font that is
 *   not there throws `UnknownFontError`, clipart `UnknownDrawingError`; the rest needs nothing: `NO_RESOURCES`.
 */

export { Face, FontSet, type Fonts, type Glyph, NO_FONTS, UnknownFontError } from "./fonts";
export { addFonts, createFontSet, type FontSource, loadHarfBuzz } from "./harfbuzz";
export type { GroupOperation, ImageOperation, Operation, PathOperation, StrokePen } from "./operations";
export { paintOf } from "./paints";
export { type Finding, findings, layerBounds, layoutArea, layoutBackground, layoutLayer } from "./place";
export { NO_RESOURCES, type Resources, UnknownDrawingError } from "./resources";

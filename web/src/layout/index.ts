/**
 * Layout in the browser: turns a design into operations that `view2d/play.ts` draws. Twin of `monogram.layout`.
 *
 *     const fonts = await createFontSet();                      // loads HarfBuzz (lazy)
 *     for (const font of product.fonts) fonts.declare(font.id, font.coverage);
 *     await addFonts(fonts, product.fonts.filter((font) => fontsNeeded(document, fonts).includes(font.id)));
 *     const resources = { fonts, fallback: document.fallback_fonts, drawings };
 *     const operations = layoutArea(area, resources);           // or layoutLayer(layer, …), layoutBackground(area)
 *     playOperations(context, operations, { images, pixelsPerMillimetre, glyphCache });
 *
 * - `layerBounds(layer, resources)`: {width, height} in mm about the layer's local origin, for handles.
 * - `findings(area, resources)`: [{layer, code: "missing_glyph" | "text_overflow", characters}].
 * - `fontsNeeded`, `imagesUsed`, `drawingsUsed` (these in `../document`): what has to be there first. A text whose own
 *   font is not there throws `UnknownFontError`; what a fallback font is to show is left out until that is there.
 *   Clipart throws `UnknownDrawingError`, a QR code `QrCodesNotLoadedError` before `loadQrCodes`; the rest needs
 *   nothing: `NO_RESOURCES`.
 */

export { Face, FontSet, type Fonts, type Glyph, NO_FONTS, UnknownFontError } from "./fonts";
export { addFonts, breath, createFontSet, type FontSource, loadHarfBuzz } from "./harfbuzz";
export type { GroupOperation, ImageOperation, Operation, PathOperation, StrokePen } from "./operations";
export { paintOf } from "./paints";
export { findings, layerBounds, layoutArea, layoutBackground, layoutLayer } from "./place";
export { hasQrCodes, loadQrCodes, QrCodesNotLoadedError } from "./qr";
export { NO_RESOURCES, type Resources, UnknownDrawingError } from "./resources";
export { fontsNeeded } from "./runs";
export type { Finding } from "./textOperations";

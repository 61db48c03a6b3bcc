/** What a layout needs besides the document. Twin of `src/monogram/layout/resources.py`. */

import type { Drawing } from "../document/drawing";
import { type Fonts, NO_FONTS } from "./fonts";

/** Fonts by id, the order in which fallback fonts are asked (`DesignDocument.fallback_fonts`), drawings by id. */
export interface Resources {
  readonly fonts: Fonts;
  readonly fallback: readonly string[];
  readonly drawings: ReadonlyMap<string, Drawing>;
}

/** Enough for shapes, pictures and codes: a text throws UnknownFontError, clipart UnknownDrawingError. */
export const NO_RESOURCES: Resources = { fonts: NO_FONTS, fallback: [], drawings: new Map() };

/** A clipart layer shows a drawing that is not at hand (yet). */
export class UnknownDrawingError extends Error {
  constructor(readonly drawing: string) {
    super(`The drawing '${drawing}' is not known`);
    this.name = "UnknownDrawingError";
  }
}

/**
 * Glyphs in several colours, as emoji fonts have them: COLR version 0, plain outlines laid on each other.
 * Twin of `src/monogram/layout/colour_glyphs.py`, which says why the tables are read here.
 */

/** One outline of a colour glyph. */
export interface ColourLayer {
  /** Id of the glyph whose outline it is. */
  readonly glyph: number;
  /** `#rrggbb`; null: the text's own colour. */
  readonly colour: string | null;
  readonly opacity: number;
}

const NO_LAYERS: readonly ColourLayer[] = [];

/** The colour glyphs of a font, in the colours of its first palette. */
export class ColourGlyphs {
  readonly #colr: DataView | undefined;
  readonly #layersAt: number = 0;
  readonly #records = new Map<number, { first: number; count: number }>();
  readonly #palette: readonly Omit<ColourLayer, "glyph">[] = [];
  readonly #known = new Map<number, readonly ColourLayer[]>();

  /** `colr` and `cpal` are the font's tables, undefined where it lacks them. */
  constructor(colr: Uint8Array | undefined, cpal: Uint8Array | undefined) {
    if (!colr || !cpal) return;
    const table = viewOf(colr);
    const glyphsAt = table.getUint32(4);
    for (let index = 0; index < table.getUint16(2); index += 1) {
      const at = glyphsAt + 6 * index;
      this.#records.set(table.getUint16(at), {
        first: table.getUint16(at + 2),
        count: table.getUint16(at + 4),
      });
    }
    this.#colr = table;
    this.#layersAt = table.getUint32(8);
    this.#palette = paletteOf(viewOf(cpal));
  }

  /** The outlines that make up a glyph, undermost first; empty for a plain glyph. */
  layers(glyph: number): readonly ColourLayer[] {
    const record = this.#records.get(glyph);
    const table = this.#colr;
    if (!record || !table) return NO_LAYERS;
    let layers = this.#known.get(glyph);
    if (!layers) {
      layers = Array.from({ length: record.count }, (_, index) => {
        const at = this.#layersAt + 4 * (record.first + index);
        // 0xFFFF, beyond every palette, stands for the text's colour.
        const entry = this.#palette[table.getUint16(at + 2)] ?? { colour: null, opacity: 1 };
        return { glyph: table.getUint16(at), ...entry };
      });
      this.#known.set(glyph, layers);
    }
    return layers;
  }
}

/** A copy: HarfBuzz hands out a window into memory that may move. */
function viewOf(table: Uint8Array): DataView {
  return new DataView(table.slice().buffer);
}

/** Colour and opacity of each entry of the first palette. */
function paletteOf(cpal: DataView): Omit<ColourLayer, "glyph">[] {
  const start = cpal.getUint32(8) + 4 * cpal.getUint16(12);
  return Array.from({ length: cpal.getUint16(2) }, (_, index) => {
    const [blue, green, red, alpha] = [0, 1, 2, 3].map((part) => cpal.getUint8(start + 4 * index + part));
    return { colour: `#${hex(red)}${hex(green)}${hex(blue)}`, opacity: (alpha ?? 255) / 255 };
  });
}

function hex(value = 0): string {
  return value.toString(16).padStart(2, "0");
}

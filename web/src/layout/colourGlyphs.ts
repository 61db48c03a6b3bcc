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

const COLR_HEADER = 14;
const CPAL_HEADER = 14;
const NO_LAYERS: readonly ColourLayer[] = [];

/** The colour glyphs of a font, in the colours of its first palette. Tables that are not whole have none. */
export class ColourGlyphs {
  readonly #layers: DataView | undefined;
  readonly #records = new Map<number, { first: number; count: number }>();
  readonly #palette: readonly Omit<ColourLayer, "glyph">[];
  readonly #known = new Map<number, readonly ColourLayer[]>();

  /** `colr` and `cpal` are the font's tables, undefined where it lacks them. */
  constructor(colr: Uint8Array | undefined, cpal: Uint8Array | undefined) {
    this.#palette = cpal ? paletteOf(cpal) : [];
    if (!colr || colr.length < COLR_HEADER || this.#palette.length === 0) return;
    const header = viewOf(colr);
    const glyphs = partOf(colr, header.getUint32(4), 6 * header.getUint16(2));
    const layers = partOf(colr, header.getUint32(8), 4 * header.getUint16(12));
    if (!glyphs || !layers) return;
    this.#layers = layers;
    for (let at = 0; at < glyphs.byteLength; at += 6)
      this.#records.set(glyphs.getUint16(at), {
        first: glyphs.getUint16(at + 2),
        count: glyphs.getUint16(at + 4),
      });
  }

  /** The outlines that make up a glyph, undermost first; empty for a plain glyph. */
  layers(glyph: number): readonly ColourLayer[] {
    const known = this.#known.get(glyph);
    if (known) return known;
    const record = this.#records.get(glyph);
    const table = this.#layers;
    if (!record || !table) return NO_LAYERS;
    const layers: ColourLayer[] = [];
    const end = Math.min(4 * (record.first + record.count), table.byteLength);
    for (let at = 4 * record.first; at < end; at += 4) {
      // 0xFFFF, beyond every palette, stands for the text's colour.
      const entry = this.#palette[table.getUint16(at + 2)] ?? { colour: null, opacity: 1 };
      layers.push({ glyph: table.getUint16(at), ...entry });
    }
    this.#known.set(glyph, layers);
    return layers;
  }
}

/** A copy: HarfBuzz hands out a window into memory that may move. */
function viewOf(table: Uint8Array): DataView {
  return new DataView(table.slice().buffer);
}

/** So many bytes of a table; undefined where it is not as long. */
function partOf(table: Uint8Array, start: number, length: number): DataView | undefined {
  return start + length <= table.length ? viewOf(table.subarray(start, start + length)) : undefined;
}

/** Colour and opacity of each entry of the first palette; none where the table is not whole. */
function paletteOf(cpal: Uint8Array): Omit<ColourLayer, "glyph">[] {
  if (cpal.length < CPAL_HEADER) return [];
  const header = viewOf(cpal);
  const colours = partOf(cpal, header.getUint32(8) + 4 * header.getUint16(12), 4 * header.getUint16(2));
  if (!colours) return [];
  return Array.from({ length: colours.byteLength / 4 }, (_, index) => {
    const [blue, green, red, alpha] = [0, 1, 2, 3].map((part) => colours.getUint8(4 * index + part));
    return { colour: `#${hex(red)}${hex(green)}${hex(blue)}`, opacity: (alpha ?? 255) / 255 };
  });
}

function hex(value = 0): string {
  return value.toString(16).padStart(2, "0");
}

/**
 * Fonts as layout sees them: shaping and outlines by HarfBuzz, from the bytes of a TrueType or OpenType file.
 *
 * `src/monogram/layout/fonts.py` gives HarfBuzz the same orders and states what is fixed and what is not laid out
 * yet. Only types are imported here: the WebAssembly arrives through `harfbuzz.ts`, when there is text to set.
 */

import type { Path, Segment } from "../geometry/path";

export type HarfBuzz = typeof import("harfbuzzjs");

/** One shaped glyph, in font units. `cluster` is the index of its first character in the shaped text. */
export interface Glyph {
  readonly id: number;
  readonly cluster: number;
  readonly advance: number;
  readonly xOffset: number;
  readonly yOffset: number;
}

/** A text is set in a font that the font set does not hold (yet). */
export class UnknownFontError extends Error {
  constructor(readonly font: string) {
    super(`The font '${font}' is not known`);
    this.name = "UnknownFontError";
  }
}

/** One font: its measures, shaping, and outlines, each outline drawn once. */
export class Face {
  readonly unitsPerEm: number;
  /** Above the baseline, positive, in font units. */
  readonly ascender: number;
  /** Below the baseline, negative, in font units. */
  readonly descender: number;
  readonly #harfBuzz: HarfBuzz;
  readonly #font: InstanceType<HarfBuzz["Font"]>;
  /** Used again for every line: WebAssembly memory is given back late, by the garbage collector. */
  readonly #buffer: InstanceType<HarfBuzz["Buffer"]>;
  readonly #pen: OutlinePen;
  readonly #characters: ReadonlySet<number>;
  readonly #paths = new Map<number, Path>();

  constructor(harfBuzz: HarfBuzz, pen: OutlinePen, content: ArrayBuffer | Uint8Array) {
    const face = new harfBuzz.Face(new harfBuzz.Blob(content));
    this.#harfBuzz = harfBuzz;
    this.#font = new harfBuzz.Font(face);
    this.#buffer = new harfBuzz.Buffer();
    this.#pen = pen;
    this.#characters = new Set(face.collectUnicodes());
    this.unitsPerEm = face.upem;
    const extents = this.#font.hExtents();
    this.ascender = extents.ascender;
    this.descender = extents.descender;
  }

  /** Whether the font has a glyph of its own for the character. */
  covers(character: string): boolean {
    return this.#characters.has(character.codePointAt(0) ?? 0);
  }

  /** The glyphs of one line of text, given as its characters, in visual order from left to right. */
  shape(characters: readonly string[], ligatures: boolean): Glyph[] {
    const { Direction, Feature, shape } = this.#harfBuzz;
    const buffer = this.#buffer;
    buffer.reset();
    buffer.addCodePoints(characters.map((character) => character.codePointAt(0) ?? 0));
    buffer.setDirection(Direction.LTR);
    buffer.setLanguage("und");
    buffer.guessSegmentProperties();
    shape(this.#font, buffer, ligatures ? [] : [new Feature("liga", 0), new Feature("clig", 0)]);
    const positions = buffer.getGlyphPositions();
    return buffer.getGlyphInfos().map((info, index) => ({
      id: info.codepoint,
      cluster: info.cluster,
      advance: positions[index]?.xAdvance ?? 0,
      xOffset: positions[index]?.xOffset ?? 0,
      yOffset: positions[index]?.yOffset ?? 0,
    }));
  }

  /** A glyph's outline in font units, y up; empty for a space. Always the same object for the same glyph. */
  outline(glyph: number): Path {
    let path = this.#paths.get(glyph);
    if (!path) {
      path = this.#pen.draw(this.#font, glyph);
      this.#paths.set(glyph, path);
    }
    return path;
  }
}

/** Collects outlines. One serves all faces, since its callbacks take slots in the WebAssembly table. */
class OutlinePen {
  readonly #functions: InstanceType<HarfBuzz["DrawFuncs"]>;
  #segments: Segment[] = [];

  constructor(harfBuzz: HarfBuzz) {
    this.#functions = new harfBuzz.DrawFuncs();
    this.#functions.setMoveToFunc((x, y) => this.#segments.push(["M", x, y]));
    this.#functions.setLineToFunc((x, y) => this.#segments.push(["L", x, y]));
    this.#functions.setQuadraticToFunc((cx, cy, x, y) => this.#segments.push(["Q", cx, cy, x, y]));
    this.#functions.setCubicToFunc((ax, ay, bx, by, x, y) =>
      this.#segments.push(["C", ax, ay, bx, by, x, y]),
    );
    this.#functions.setClosePathFunc(() => this.#segments.push(["Z"]));
  }

  draw(font: InstanceType<HarfBuzz["Font"]>, glyph: number): Path {
    this.#segments = [];
    font.drawGlyph(glyph, this.#functions);
    return this.#segments;
  }
}

/** Where layout finds its faces. */
export interface Fonts {
  /** The face of a font id. Throws UnknownFontError. */
  face(font: string): Face;
}

/** Enough for shapes and pictures, which need no HarfBuzz; a text throws UnknownFontError. */
export const NO_FONTS: Fonts = {
  face(font) {
    throw new UnknownFontError(font);
  },
};

/** Fonts by id, opened once and kept. Make one with `createFontSet` of `harfbuzz.ts`. */
export class FontSet implements Fonts {
  readonly #harfBuzz: HarfBuzz;
  readonly #pen: OutlinePen;
  readonly #faces = new Map<string, Face>();

  constructor(harfBuzz: HarfBuzz) {
    this.#harfBuzz = harfBuzz;
    this.#pen = new OutlinePen(harfBuzz);
  }

  /** Adds a font from the bytes of its TTF or OTF file. */
  add(font: string, content: ArrayBuffer | Uint8Array): void {
    this.#faces.set(font, new Face(this.#harfBuzz, this.#pen, content));
  }

  has(font: string): boolean {
    return this.#faces.has(font);
  }

  face(font: string): Face {
    const face = this.#faces.get(font);
    if (!face) throw new UnknownFontError(font);
    return face;
  }
}

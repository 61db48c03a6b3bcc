/**
 * Fonts as layout sees them: shaping and outlines by HarfBuzz, from the bytes of a TrueType or OpenType file.
 *
 * `src/monogram/layout/fonts.py` gives HarfBuzz the same orders and states what is fixed. Only types of the WebAssembly
 * are imported here: it arrives through `harfbuzz.ts`, when there is text to set.
 */

import type { Path, Segment } from "../geometry/path";
import { NO_SCRIPT, RangeTable } from "./characters";
import { ColourGlyphs, type ColourLayer } from "./colourGlyphs";
import { createUnicode, type Unicode } from "./unicode";

/** What is brought for text: `shaping.ts`. */
export type Shaping = typeof import("./shaping");
export type HarfBuzz = Shaping["harfBuzz"];

/** Shaped pieces that a face remembers; beyond that it begins anew. */
const MOST_SHAPED = 2000;
/** Scripts for which the server's HarfBuzz makes joins and places up where this table says nothing of them. */
const TABLES_OF_SCRIPTS = [
  ["Arab", "GSUB"],
  ["Hebr", "GPOS"],
  ["Thai", "GSUB"],
] as const;
/** By this one a font of emoji is known. */
const FIRST_EMOJI = "\u{1f600}";

/** One shaped glyph, in font units. `cluster` is the index of its first character in the shaped text. */
export interface Glyph {
  readonly id: number;
  readonly cluster: number;
  readonly advance: number;
  readonly xOffset: number;
  readonly yOffset: number;
}

/** What is shaped at once: characters of one script, running one way. */
export interface Piece {
  readonly text: readonly string[];
  /** ISO 15924 code. */
  readonly script: string;
  /** From right to left. */
  readonly backwards: boolean;
  readonly ligatures: boolean;
  /** Neighbours of the same word that stand on another line: joined letters keep their joining form. */
  readonly before: readonly string[];
  readonly behind: readonly string[];
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
  /** Code points that the font has a glyph of its own for. */
  readonly characters: ReadonlySet<number>;
  readonly #harfBuzz: HarfBuzz;
  readonly #font: InstanceType<HarfBuzz["Font"]>;
  /** Used again for every piece: WebAssembly memory is given back late, by the garbage collector. */
  readonly #buffer: InstanceType<HarfBuzz["Buffer"]>;
  readonly #pen: OutlinePen;
  readonly #colourGlyphs: ColourGlyphs;
  readonly #unsupported: ReadonlySet<string>;
  readonly #paths = new Map<number, Path>();
  readonly #shaped = new Map<string, readonly Glyph[]>();

  constructor(harfBuzz: HarfBuzz, pen: OutlinePen, content: ArrayBuffer | Uint8Array) {
    const face = new harfBuzz.Face(new harfBuzz.Blob(content));
    this.#harfBuzz = harfBuzz;
    this.#font = new harfBuzz.Font(face);
    this.#buffer = new harfBuzz.Buffer();
    this.#pen = pen;
    this.#colourGlyphs = new ColourGlyphs(face.referenceTable("COLR"), face.referenceTable("CPAL"));
    this.characters = new Set(face.collectUnicodes());
    this.unitsPerEm = face.upem;
    this.#unsupported = new Set(
      TABLES_OF_SCRIPTS.filter(
        ([script, table]) => !face.getTableScriptTags(table).includes(script.toLowerCase()),
      ).map(([script]) => script),
    );
    const extents = this.#font.hExtents();
    this.ascender = extents.ascender;
    this.descender = extents.descender;
  }

  /** The glyphs of a piece, in visual order from left to right. */
  shape(piece: Piece): readonly Glyph[] {
    const { before, text, behind, script, backwards, ligatures } = piece;
    const way = `${script}${backwards ? "<" : ">"}${ligatures ? "+" : "-"}`;
    const key = `${way}${before.join("")}\n${text.join("")}\n${behind.join("")}`;
    let shaped = this.#shaped.get(key);
    if (!shaped) {
      if (this.#shaped.size >= MOST_SHAPED) this.#shaped.clear();
      shaped = this.#shape(piece);
      this.#shaped.set(key, shaped);
    }
    return shaped;
  }

  #shape({ before, text, behind, script, backwards, ligatures }: Piece): Glyph[] {
    const { Direction, Feature, shape } = this.#harfBuzz;
    const buffer = this.#buffer;
    buffer.reset();
    const codes = [...before, ...text, ...behind].map((character) => character.codePointAt(0) ?? 0);
    buffer.addCodePoints(codes, before.length, text.length);
    buffer.setDirection(backwards ? Direction.RTL : Direction.LTR);
    buffer.setScript(this.#unsupported.has(script) ? NO_SCRIPT : script);
    buffer.setLanguage("und");
    shape(this.#font, buffer, ligatures ? [] : [new Feature("liga", 0), new Feature("clig", 0)]);
    const positions = buffer.getGlyphPositions();
    return buffer.getGlyphInfos().map((info, index) => ({
      id: info.codepoint,
      cluster: info.cluster - before.length,
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

  /** The flat colours that make up a glyph, undermost first; empty for a plain glyph. */
  colourLayers(glyph: number): readonly ColourLayer[] {
    return this.#colourGlyphs.layers(glyph);
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
  /** What is known of writing. */
  readonly unicode: Unicode;
  /** Changes with every font that arrives or is declared. */
  readonly revision: number;
  /** The face of a font id. Throws UnknownFontError. */
  face(font: string): Face;
  /** Whether the font's bytes are here. */
  has(font: string): boolean;
  /** Whether the font has a glyph of its own for the character, as far as is known. Throws UnknownFontError. */
  covers(font: string, character: string): boolean;
  /** Whether a font is one of emoji. Throws UnknownFontError. */
  isEmoji(font: string): boolean;
}

function unknown(font: string): never {
  throw new UnknownFontError(font);
}

/** Enough for shapes and pictures, which need no HarfBuzz; a text throws UnknownFontError. */
export const NO_FONTS: Fonts = {
  get unicode() {
    return unknown("");
  },
  revision: 0,
  face: unknown,
  has: () => false,
  covers: unknown,
  isEmoji: unknown,
};

/**
 * Fonts by id, opened once and kept. Make one with `createFontSet` of `harfbuzz.ts`.
 *
 * A font may be declared by the characters that it covers before its bytes are here: so it is known which fonts are
 * worth fetching. Until such a font arrives, what would be set in it is left out, as if it took no room.
 */
export class FontSet implements Fonts {
  readonly unicode: Unicode;
  readonly #harfBuzz: HarfBuzz;
  readonly #pen: OutlinePen;
  readonly #faces = new Map<string, Face>();
  readonly #declared = new Map<string, RangeTable>();
  #revision = 0;

  constructor(shaping: Shaping) {
    this.unicode = createUnicode(shaping);
    this.#harfBuzz = shaping.harfBuzz;
    this.#pen = new OutlinePen(shaping.harfBuzz);
  }

  get revision(): number {
    return this.#revision;
  }

  /** Adds a font from the bytes of its TTF or OTF file. */
  add(font: string, content: ArrayBuffer | Uint8Array): void {
    this.#faces.set(font, new Face(this.#harfBuzz, this.#pen, content));
    this.#revision += 1;
  }

  /** Says which characters a font has, as hexadecimal ranges: `20-7e,a0,c0-17f`. */
  declare(font: string, coverage: string): void {
    this.#declared.set(font, new RangeTable({ [font]: coverage }));
    this.#revision += 1;
  }

  has(font: string): boolean {
    return this.#faces.has(font);
  }

  face(font: string): Face {
    return this.#faces.get(font) ?? unknown(font);
  }

  covers(font: string, character: string): boolean {
    const code = character.codePointAt(0) ?? 0;
    return (
      this.#faces.get(font)?.characters.has(code) ?? this.#declared.get(font)?.has(code) ?? unknown(font)
    );
  }

  isEmoji(font: string): boolean {
    return this.covers(font, FIRST_EMOJI);
  }
}

/**
 * What layout knows of Unicode's characters, from the table that the server has too (`characters.json`).
 *
 * Twin of `src/monogram/layout/characters.py`, which says what each field means. The browser's own Unicode is not
 * asked, since it changes with the browser.
 */

export interface Character {
  readonly bidi: string;
  readonly script: string;
  readonly grapheme: string;
  readonly ignorable: boolean;
  readonly space: boolean;
  readonly glue: boolean;
  readonly opening: boolean;
  readonly closing: boolean;
  readonly wide: boolean;
  readonly after: boolean;
}

export type BreakProperty = "space" | "glue" | "opening" | "closing" | "wide" | "after";

/** The form of `characters.json`: ranges of code points (`41-5a,61-7a`) by value. */
export interface CharacterData {
  readonly bidi: Readonly<Record<string, string>>;
  readonly brackets: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly joined: readonly string[];
  readonly graphemes: Readonly<Record<string, string>>;
  readonly ignorable: string;
  readonly breaks: Readonly<Record<BreakProperty, string>>;
}

/** Of digits, spaces, punctuation and marks, which belong to every script. */
export const NO_SCRIPT = "Zyyy";

interface Range {
  readonly first: number;
  readonly last: number;
  readonly value: string;
}

/** Values of code points, given as ranges by value. They are read when they are first asked for. */
export class RangeTable {
  #read: readonly Range[] | undefined;

  constructor(private readonly ranges: Readonly<Record<string, string>>) {}

  /** The value of a code point, if it has one. */
  get(code: number): string | undefined {
    this.#read ??= rangesOf(this.ranges);
    let low = 0;
    let high = this.#read.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#read[middle]?.first ?? 0) <= code) low = middle + 1;
      else high = middle;
    }
    const range = this.#read[low - 1];
    return range && code <= range.last ? range.value : undefined;
  }

  has(code: number): boolean {
    return this.get(code) !== undefined;
  }
}

/** In ascending order. */
function rangesOf(ranges: Readonly<Record<string, string>>): Range[] {
  const read: Range[] = [];
  for (const [value, text] of Object.entries(ranges)) {
    if (text === "") continue;
    for (const part of text.split(",")) {
      const [first = "", last = first] = part.split("-");
      read.push({ first: Number.parseInt(first, 16), last: Number.parseInt(last, 16), value });
    }
  }
  return read.sort((one, other) => one.first - other.first);
}

/** The table, opened. Each character is described once. */
export class Characters {
  /** Scripts whose letters touch: letter spacing would tear them. */
  readonly joinedScripts: ReadonlySet<string>;
  readonly #bidi: RangeTable;
  readonly #scripts: RangeTable;
  readonly #graphemes: RangeTable;
  readonly #ignorable: RangeTable;
  readonly #breaks: Readonly<Record<BreakProperty, RangeTable>>;
  readonly #known = new Map<string, Character>();

  constructor(data: CharacterData) {
    const set = (ranges: string) => new RangeTable({ true: ranges });
    const { space, glue, opening, closing, wide, after } = data.breaks;
    this.joinedScripts = new Set(data.joined);
    this.#bidi = new RangeTable(data.bidi);
    this.#scripts = new RangeTable(data.scripts);
    this.#graphemes = new RangeTable(data.graphemes);
    this.#ignorable = set(data.ignorable);
    this.#breaks = {
      space: set(space),
      glue: set(glue),
      opening: set(opening),
      closing: set(closing),
      wide: set(wide),
      after: set(after),
    };
  }

  /** What the table says of a character. */
  of(character: string): Character {
    let known = this.#known.get(character);
    if (!known) {
      known = this.#describe(character.codePointAt(0) ?? 0);
      this.#known.set(character, known);
    }
    return known;
  }

  #describe(code: number): Character {
    const { space, glue, opening, closing, wide, after } = this.#breaks;
    const isSyllable = code >= 0xac00 && code <= 0xd7a3;
    return {
      bidi: this.#bidi.get(code) ?? "L",
      script: this.#scripts.get(code) ?? NO_SCRIPT,
      grapheme: isSyllable ? "syllable" : (this.#graphemes.get(code) ?? "other"),
      ignorable: this.#ignorable.has(code),
      space: space.has(code),
      glue: glue.has(code),
      opening: opening.has(code),
      closing: closing.has(code),
      wide: wide.has(code),
      after: after.has(code),
    };
  }
}

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

/** Values of code points, given as ranges by value. */
export class RangeTable {
  readonly #firsts: readonly number[];
  readonly #lasts: readonly number[];
  readonly #values: readonly string[];

  constructor(ranges: Readonly<Record<string, string>>) {
    const entries = Object.entries(ranges).flatMap(([value, text]) =>
      text
        .split(",")
        .filter((part) => part !== "")
        .map((part) => {
          const [first = "", last = first] = part.split("-");
          return { first: Number.parseInt(first, 16), last: Number.parseInt(last, 16), value };
        }),
    );
    entries.sort((one, other) => one.first - other.first);
    this.#firsts = entries.map((entry) => entry.first);
    this.#lasts = entries.map((entry) => entry.last);
    this.#values = entries.map((entry) => entry.value);
  }

  /** The value of a code point, if it has one. */
  get(code: number): string | undefined {
    let low = 0;
    let high = this.#firsts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#firsts[middle] ?? 0) <= code) low = middle + 1;
      else high = middle;
    }
    return code <= (this.#lasts[low - 1] ?? -1) ? this.#values[low - 1] : undefined;
  }

  has(code: number): boolean {
    return this.get(code) !== undefined;
  }
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

/**
 * The Unicode Bidirectional Algorithm (UAX #9) for one paragraph. Twin of `src/monogram/layout/bidi.py`.
 *
 * The algorithm is bidi-js's; the classes of characters are our table's. Its own are those of Unicode 13, and of
 * characters beyond the first plane it sees only halves: so each character is given to it as one that it knows.
 */

import type { Bidi } from "bidi-js";
import type { Direction } from "../document/types";
import type { Characters } from "./characters";

/** The paragraph's own level, and that of each character: odd ones run from right to left. */
export interface Levels {
  readonly base: number;
  readonly levels: readonly number[];
}

const REMOVED: ReadonlySet<string> = new Set(["LRE", "LRO", "RLE", "RLO", "PDF", "BN"]);
/** Classes that leave a text at level 0. */
const LEFT_TO_RIGHT: ReadonlySet<string> = new Set([
  "L",
  "EN",
  "ES",
  "ET",
  "CS",
  "NSM",
  "BN",
  "S",
  "WS",
  "ON",
]);
/** A character for each class, none of them a bracket. */
const EXAMPLES: Readonly<Record<string, string>> = {
  L: "a",
  R: "\u05d0",
  AL: "\u0639",
  EN: "1",
  ES: "+",
  ET: "$",
  AN: "\u0660",
  CS: ",",
  NSM: "\u0300",
  B: "\u2029",
  S: "\u001f",
  WS: " ",
  ON: "!",
  LRE: "\u202a",
  LRO: "\u202d",
  RLE: "\u202b",
  RLO: "\u202e",
  PDF: "\u202c",
  LRI: "\u2066",
  RLI: "\u2067",
  FSI: "\u2068",
  PDI: "\u2069",
};

/** Finds the levels of a paragraph's characters. */
export type EmbeddingLevels = (characters: readonly string[], direction: Direction) => Levels;

/** The algorithm over the classes of a table. `brackets` are the pairs that it resolves together. */
export function createEmbeddingLevels(bidi: Bidi, table: Characters, brackets: string): EmbeddingLevels {
  const isBracket = new Set(brackets);
  return (characters, direction) => {
    const classes = characters.map((character) => table.of(character).bidi);
    if (direction !== "rtl" && classes.every((kind) => LEFT_TO_RIGHT.has(kind)))
      return { base: 0, levels: classes.map(() => 0) };
    const kept = classes.map((kind, index) => isKept(classes, kind, index));
    const text = characters
      .filter((_, index) => kept[index])
      .map((character) => (isBracket.has(character) ? character : EXAMPLES[table.of(character).bidi]))
      .join("");
    const found = bidi.getEmbeddingLevels(text, direction);
    const base = found.paragraphs[0]?.level ?? (direction === "rtl" ? 1 : 0);
    return { base, levels: spread(found.levels, classes, kept, base) };
  };
}

/**
 * Whether bidi-js is to see a character. What rule X9 removes it need not, unless it embeds. Of several marks it
 * turns only the first with the bracket before them (rule N0 turns all); further ones have the level of the first.
 */
function isKept(classes: readonly string[], kind: string, index: number): boolean {
  if (kind === "BN") return false;
  if (kind !== "NSM") return true;
  let before = index - 1;
  while (classes[before] === "BN") before -= 1;
  return classes[before] !== "NSM";
}

/** Levels for all characters: one that was left out, or that rule X9 removes, has the level of the one before it. */
function spread(
  found: ArrayLike<number>,
  classes: readonly string[],
  kept: readonly (boolean | undefined)[],
  base: number,
): number[] {
  const levels: number[] = [];
  let taken = 0;
  for (const [index, kind] of classes.entries()) {
    const own = kept[index] ? found[taken] : undefined;
    if (kept[index]) taken += 1;
    const before = levels[index - 1] ?? base;
    levels.push(own === undefined || REMOVED.has(kind) ? before : own);
  }
  return levels;
}

/** Rule L2: the indices of a line's runs (or characters) from left to right. */
export function visualOrder(levels: readonly number[]): number[] {
  const order = levels.map((_, index) => index);
  const lowest = Math.min(...levels.filter((level) => level % 2 === 1), 127);
  for (let threshold = Math.max(0, ...levels); threshold >= lowest; threshold -= 1) {
    let start = 0;
    while (start < order.length) {
      let end = start;
      while (end < order.length && (levels[order[end] ?? 0] ?? 0) >= threshold) end += 1;
      order.splice(start, end - start, ...order.slice(start, end).reverse());
      start = end + 1;
    }
  }
  return order;
}

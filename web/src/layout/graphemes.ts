/** Grapheme clusters (UAX #29): what no font change may cut through. Twin of `src/monogram/layout/graphemes.py`. */

import type { Character } from "./characters";

const CLINGING: ReadonlySet<string> = new Set(["extend", "joiner", "spacing"]);
const SYLLABLE_GOES_ON: ReadonlyMap<string, readonly string[]> = new Map([
  ["leading", ["leading", "vowel", "syllable"]],
  ["vowel", ["vowel", "trailing"]],
  ["syllable", ["vowel", "trailing"]],
  ["trailing", ["trailing"]],
]);

/** The index of each cluster's first character. */
export function graphemeStarts(characters: readonly Character[]): number[] {
  const starts: number[] = [];
  let regionals = 0;
  let pictograph = false;
  let joined = false;
  let previous = "control";
  for (const [index, { grapheme: kind }] of characters.entries()) {
    const oddRegional = kind === "regional" && regionals % 2 === 1;
    if (!(sticks(previous, kind) || oddRegional || (joined && kind === "pictograph"))) {
      starts.push(index);
      pictograph = false;
    }
    joined = pictograph && kind === "joiner";
    pictograph = kind === "pictograph" || (pictograph && (kind === "extend" || kind === "joiner"));
    regionals = kind === "regional" ? regionals + 1 : 0;
    previous = kind;
  }
  return starts;
}

/** GB3 to GB9b, for two neighbours. */
function sticks(previous: string, kind: string): boolean {
  if (previous === "control" || kind === "control") return false;
  return CLINGING.has(kind) || previous === "prepend" || !!SYLLABLE_GOES_ON.get(previous)?.includes(kind);
}

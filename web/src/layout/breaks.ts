/** Where a line of text may end. Twin of `src/monogram/layout/breaks.py`, which states the rules. */

import { type Character, NO_SCRIPT } from "./characters";

/** Not even a word that is too long is torn here, as long as there is another place. */
export const NEVER = 0;
/** Inside a word. */
export const TORN = 1;
/** Between syllables, in scripts that are also broken there. */
export const SYLLABLE = 2;
/** Between words. */
export const WORD = 3;

export const SOFT_HYPHEN = "\u00ad";
const HYPHENS = "-\u2010\u2013\u2014\u05be";
const AHEAD_OF_CONSONANT = "เแโใไເແໂໃໄ";
const BEHIND_CONSONANT = "ฯะาำๅๆຯະາຳໆ";

/** For each character of a paragraph how well a line may begin with it: NEVER, TORN, SYLLABLE or WORD. */
export function breakLevels(
  text: readonly string[],
  characters: readonly Character[],
  graphemes: readonly number[],
): number[] {
  const levels = text.map(() => NEVER);
  for (const [index, start] of graphemes.entries())
    if (index > 0) levels[start] = levelOf(text, characters, graphemes[index - 1] ?? 0, start);
  return levels;
}

/** Between the grapheme cluster that begins at `base` and the one at `start`. */
function levelOf(
  text: readonly string[],
  characters: readonly Character[],
  base: number,
  start: number,
): number {
  const last = characters[start - 1];
  const first = characters[start];
  const written = text[start] ?? "";
  if (!last || !first || first.space || first.glue || last.glue) return NEVER;
  if (last.space || text[start - 1] === SOFT_HYPHEN) return WORD;
  if (first.closing || last.opening) return NEVER;
  if (AHEAD_OF_CONSONANT.includes(text[base] ?? "") || BEHIND_CONSONANT.includes(written)) return NEVER;
  if (last.after || first.wide || characters[base]?.wide || endsWithHyphen(text, characters, start))
    return WORD;
  const betweenSyllables = first.script === "Hang" && characters[base]?.script === "Hang";
  return betweenSyllables || AHEAD_OF_CONSONANT.includes(written) ? SYLLABLE : TORN;
}

/** Whether a hyphen stands before `start`, and a letter on either side of it. */
function endsWithHyphen(text: readonly string[], characters: readonly Character[], start: number): boolean {
  if (start < 2 || !HYPHENS.includes(text[start - 1] ?? "")) return false;
  return characters[start - 2]?.script !== NO_SCRIPT && characters[start]?.script !== NO_SCRIPT;
}

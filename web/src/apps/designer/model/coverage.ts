/** Which fonts a text needs, by what the product says of their characters. */
import type { FallbackFont } from "./wire";

/** Code points from–to, both included. */
type Range = readonly [number, number];

/**
 * The text's own font, and of the fallback fonts those that have one of the characters which it lacks. A font that
 * says nothing of its characters counts as complete.
 */
export function fontsFor(
  text: string,
  own: string,
  fonts: readonly FallbackFont[],
  fallback: readonly string[],
): string[] {
  const covers = (id: string, character: string) => {
    const coverage = fonts.find((font) => font.id === id)?.coverage;
    return !coverage || includes(rangesOf(coverage), character.codePointAt(0) ?? 0);
  };
  const lacking = [...new Set(text)].filter((character) => !/\s/.test(character) && !covers(own, character));
  return [own, ...fallback.filter((id) => lacking.some((character) => covers(id, character)))];
}

const known = new Map<string, readonly Range[]>();

function rangesOf(coverage: string): readonly Range[] {
  let ranges = known.get(coverage);
  if (!ranges) {
    ranges = coverage.split(",").map((range): Range => {
      const [from = "", to = from] = range.split("-");
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    });
    known.set(coverage, ranges);
  }
  return ranges;
}

function includes(ranges: readonly Range[], codePoint: number): boolean {
  return ranges.some(([from, to]) => from <= codePoint && codePoint <= to);
}

/**
 * Breaking shaped text into lines, in ems. `src/monogram/layout/lines.py` does the same and states the rules: a
 * paragraph is shaped once and measured in the order of reading; each line is then shaped again by itself, in visual
 * order.
 */

import { visualOrder } from "./bidi";
import { breakLevels, NEVER, SOFT_HYPHEN, TORN } from "./breaks";
import type { Fonts, Glyph } from "./fonts";
import type { Itemised, Run } from "./runs";

/** Shown where a line ends at a soft hyphen. */
const HYPHEN = "-";
/** Characters that HarfBuzz looks at beyond the ends of what it shapes. */
const LONGEST_CONTEXT = 5;

/** Glyphs that stay together (a letter with its marks, a ligature): characters `first`…`end` − 1. */
export interface Cluster {
  readonly font: string;
  readonly glyphs: readonly Glyph[];
  /** Ems to a font unit. */
  readonly scale: number;
  /** In ems. */
  readonly advance: number;
  readonly first: number;
  readonly end: number;
  /** Of a script whose letters touch. */
  readonly joined: boolean;
}

/** A cluster in the order of reading: where it begins, and how many gaps between letters come before it. */
interface Measured {
  readonly cluster: Cluster;
  /** In ems from the paragraph's start, letter spacing left out. */
  readonly start: number;
  readonly gaps: number;
  readonly isSpace: boolean;
}

/** The part of a paragraph that makes a line: characters `first`…`end` − 1, spaces at its end left out. */
export interface Slice {
  readonly paragraph: Paragraph;
  readonly first: number;
  readonly end: number;
  /** As measured in the paragraph, in ems. */
  readonly width: number;
  /** It ends at a soft hyphen, which shows. */
  readonly hyphen: boolean;
}

/** Clusters on a baseline from left to right, and how far each begins from the line's left end, in ems. */
export interface Line {
  readonly clusters: readonly Cluster[];
  readonly starts: readonly number[];
  /** With the spacing between clusters, not after the last. */
  readonly width: number;
}

/** The text between two line feeds, shaped and measured. `spacing` stands between letters, in ems. */
export class Paragraph {
  private static readonly known = new WeakMap<Itemised, Paragraph>();
  readonly clusters: readonly Measured[];
  #breaks: readonly number[] | undefined;
  readonly #lines = new Map<string, Line>();

  private constructor(
    readonly item: Itemised,
    private readonly fonts: Fonts,
    private readonly spacing: number,
  ) {
    this.clusters = this.#measure();
  }

  /** The paragraph of runs that were cut from `fonts`: at another size it is the same. */
  static of(item: Itemised, fonts: Fonts, spacing: number): Paragraph {
    const before = Paragraph.known.get(item);
    if (before?.fonts === fonts && before.spacing === spacing) return before;
    const paragraph = new Paragraph(item, fonts, spacing);
    Paragraph.known.set(item, paragraph);
    return paragraph;
  }

  /** How well a line may begin with each character; see `breaks.ts`. */
  get breaks(): readonly number[] {
    const { text, graphemes } = this.item;
    const { characters } = this.fonts.unicode;
    this.#breaks ??= breakLevels(
      text,
      text.map((one) => characters.of(one)),
      graphemes,
    );
    return this.#breaks;
  }

  /** Of the clusters `start`…`end` − 1 in the order of reading; 0 for none. */
  width(start: number, end: number): number {
    const first = this.clusters[start];
    const last = this.clusters[end - 1];
    if (end <= start || !first || !last) return 0;
    return last.start + last.cluster.advance - first.start + this.spacing * (last.gaps - first.gaps);
  }

  /** The clusters `start`…`end` − 1, without the spaces at their end. */
  slice(start: number, end: number): Slice {
    let trimmed = end;
    while (trimmed > start && this.clusters[trimmed - 1]?.isSpace) trimmed -= 1;
    const first = this.clusters[start]?.cluster;
    const last = this.clusters[trimmed - 1]?.cluster;
    if (trimmed <= start || !first || !last)
      return { paragraph: this, first: 0, end: 0, width: 0, hyphen: false };
    const hyphen = end < this.clusters.length && this.item.text[last.end - 1] === SOFT_HYPHEN;
    const width = this.width(start, trimmed);
    return { paragraph: this, first: first.first, end: last.end, width, hyphen };
  }

  /** What a hyphen adds to a line that ends before a cluster; 0 unless it ends at a soft hyphen. */
  hyphenWidth(index: number): number {
    const before = this.clusters[index - 1]?.cluster;
    if (!before || this.item.text[before.end - 1] !== SOFT_HYPHEN) return 0;
    const run = this.item.runs.find(({ start, end }) => start < before.end && before.end <= end);
    if (!run) return 0;
    const { script } = run;
    const piece = {
      text: [HYPHEN],
      script,
      backwards: isBackwards(run),
      ligatures: true,
      before: [],
      behind: [],
    };
    return sum(this.fonts.face(run.font).shape(piece)) * before.scale;
  }

  /** Shapes a line by itself, in visual order. */
  setLine(part: Slice): Line {
    const key = `${part.first} ${part.end} ${part.hyphen}`;
    const line = this.#lines.get(key) ?? this.#newlySet(part);
    this.#lines.set(key, line);
    return line;
  }

  #newlySet(part: Slice): Line {
    const runs = this.item.runs.filter((run) => run.start < part.end && run.end > part.first);
    const clusters: Cluster[] = [];
    const starts: number[] = [];
    let pen = 0;
    for (const position of visualOrder(runs.map((run) => run.level))) {
      const run = runs[position];
      if (!run) continue;
      let previous: Cluster | undefined;
      for (const cluster of this.#shape(run, part)) {
        if (starts.length > 0) pen += this.spacing * this.#gap(previous, cluster);
        clusters.push(cluster);
        starts.push(pen);
        pen += cluster.advance;
        previous = cluster;
      }
    }
    return { clusters, starts, width: pen };
  }

  #measure(): Measured[] {
    const { text, characters, runs } = this.item;
    const whole = { first: 0, end: text.length, hyphen: false };
    const measured: Measured[] = [];
    let start = 0;
    let gaps = 0;
    for (const run of runs) {
      const shaped = this.#shape(run, whole);
      let previous: Cluster | undefined;
      for (const cluster of isBackwards(run) ? shaped.reverse() : shaped) {
        if (measured.length > 0) gaps += this.#gap(previous, cluster);
        const isSpace = characters.slice(cluster.first, cluster.end).every((one) => one.space);
        measured.push({ cluster, start, gaps, isSpace });
        start += cluster.advance;
        previous = cluster;
      }
    }
    return measured;
  }

  /** Gaps between two neighbours of a run, or before the first of one: none within joined letters. */
  #gap(previous: Cluster | undefined, cluster: Cluster): number {
    if (this.spacing === 0) return 0;
    if (this.item.characters.slice(cluster.first, cluster.end).every((one) => one.ignorable)) return 0;
    return previous?.joined && cluster.joined ? 0 : 1;
  }

  /** The clusters of that part of a run that stands on a line, from left to right. */
  #shape(run: Run, part: Pick<Slice, "first" | "end" | "hyphen">): Cluster[] {
    // A fallback font that is still on its way: its characters show when it has come.
    if (!this.fonts.has(run.font)) return [];
    const all = this.item.shaped;
    const first = Math.max(run.start, part.first);
    const end = Math.min(run.end, part.end);
    const text = all.slice(first, end);
    if (part.hyphen && end === part.end) text[text.length - 1] = HYPHEN;
    const joined = this.fonts.unicode.characters.joinedScripts.has(run.script);
    const before = joined ? wordEnd(all.slice(Math.max(run.start, first - LONGEST_CONTEXT), first)) : [];
    const behind = joined ? wordStart(all.slice(end, Math.min(run.end, end + LONGEST_CONTEXT))) : [];
    const ligatures = this.spacing === 0 || joined || this.fonts.isEmoji(run.font);
    const face = this.fonts.face(run.font);
    const { script } = run;
    const glyphs = face.shape({ text, script, backwards: isBackwards(run), ligatures, before, behind });
    return this.#clusters(run, glyphs, first, end, 1 / face.unitsPerEm);
  }

  #clusters(run: Run, glyphs: readonly Glyph[], first: number, end: number, scale: number): Cluster[] {
    const groups: Glyph[][] = [];
    for (const glyph of glyphs) {
      const group = groups.at(-1);
      if (group?.[0]?.cluster === glyph.cluster) group.push(glyph);
      else groups.push([glyph]);
    }
    const bounds = groups.map((group) => first + (group[0]?.cluster ?? 0));
    const { joinedScripts } = this.fonts.unicode.characters;
    return groups.map((group, index): Cluster => {
      const start = bounds[index] ?? first;
      return {
        font: run.font,
        glyphs: group,
        scale,
        advance: sum(group) * scale,
        first: start,
        // A cluster ends where the next one in the order of reading begins.
        end: bounds[isBackwards(run) ? index - 1 : index + 1] ?? end,
        joined: joinedScripts.has(this.item.characters[start]?.script ?? ""),
      };
    });
  }
}

function isBackwards(run: Run): boolean {
  return run.level % 2 === 1;
}

function sum(glyphs: readonly Glyph[]): number {
  let advance = 0;
  for (const glyph of glyphs) advance += glyph.advance;
  return advance;
}

/** The last letters of a text that breaks off inside a word. */
function wordEnd(text: readonly string[]): string[] {
  return text.slice(text.lastIndexOf(" ") + 1);
}

/** The first letters of a text that goes on inside a word. */
function wordStart(text: readonly string[]): string[] {
  const space = text.indexOf(" ");
  return text.slice(0, space < 0 ? text.length : space);
}

/** One line per paragraph. */
export function unwrapped(paragraphs: readonly Paragraph[]): Slice[] {
  return paragraphs.map((paragraph) => paragraph.slice(0, paragraph.clusters.length));
}

/** Lines no wider than `limit` ems, and whether no word had to be torn (or stick out) for that. */
export function wrapped(
  paragraphs: readonly Paragraph[],
  limit: number,
): [lines: Slice[], keepsWords: boolean] {
  const lines: Slice[] = [];
  let keepsWords = true;
  for (const paragraph of paragraphs) keepsWords = wrap(paragraph, limit, lines) && keepsWords;
  return [lines, keepsWords && lines.every((line) => line.width <= limit)];
}

function wrap(paragraph: Paragraph, limit: number, lines: Slice[]): boolean {
  const { clusters, breaks } = paragraph;
  let start = 0;
  let index = 0;
  /** The last place of each kind where the line might end. */
  let places: number[] = [];
  let keepsWords = true;
  for (let one = clusters[0]; one; one = clusters[index]) {
    if (index > start) {
      const level = breaks[one.cluster.first] ?? NEVER;
      const hyphen = paragraph.hyphenWidth(index);
      if (level > NEVER && (hyphen === 0 || paragraph.width(start, index) + hyphen <= limit))
        places[level] = index;
      if (!one.isSpace && paragraph.width(start, index + 1) > limit) {
        const best = Math.max(NEVER, places.length - 1);
        const end = places[best] ?? index;
        const line = paragraph.slice(start, end);
        if (line.end > line.first) lines.push(line);
        keepsWords = keepsWords && best > TORN;
        start = end;
        index = end;
        places = [];
        continue;
      }
    }
    index += 1;
  }
  lines.push(paragraph.slice(start, clusters.length));
  return keepsWords;
}

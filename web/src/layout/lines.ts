/**
 * Breaking shaped text into lines, in font units. `src/monogram/layout/lines.py` does the same and states the rules:
 * lines break at spaces, which then take no room; a word wider than the limit breaks between clusters.
 */

import type { Face, Glyph } from "./fonts";

/** Glyphs that stay together (a letter with its accents, a ligature), from the paragraph's start. */
export interface Cluster {
  readonly glyphs: readonly Glyph[];
  readonly start: number;
  readonly advance: number;
  readonly characters: readonly string[];
  readonly isSpace: boolean;
}

/** Clusters that share a baseline. `width` includes the spacing between them, not after the last. */
export interface Line {
  readonly clusters: readonly Cluster[];
  readonly width: number;
}

/** The clusters between two line feeds, and the extra space that stands between any two of them. */
export class Paragraph {
  constructor(
    readonly clusters: readonly Cluster[],
    readonly spacing: number,
  ) {}

  /** Of the clusters start…end−1, in font units; 0 for none. */
  width(start: number, end: number): number {
    const first = this.clusters[start];
    const last = this.clusters[end - 1];
    if (end <= start || !first || !last) return 0;
    return last.start + last.advance - first.start + this.spacing * (end - start - 1);
  }

  /** The clusters start…end−1 without the spaces at their end. */
  line(start: number, end: number): Line {
    let trimmed = end;
    while (trimmed > start && this.clusters[trimmed - 1]?.isSpace) trimmed -= 1;
    return { clusters: this.clusters.slice(start, trimmed), width: this.width(start, trimmed) };
  }
}

/** Shapes each paragraph of a text. `letterSpacing` is in ems. */
export function shapeParagraphs(text: string, face: Face, letterSpacing: number): Paragraph[] {
  const spacing = letterSpacing * face.unitsPerEm;
  return text.split("\n").map((part) => {
    const characters = [...part];
    return new Paragraph(clustersOf(characters, face.shape(characters, letterSpacing === 0)), spacing);
  });
}

function clustersOf(text: readonly string[], glyphs: readonly Glyph[]): Cluster[] {
  const clusters: Cluster[] = [];
  let start = 0;
  let index = 0;
  for (let first = glyphs[0]; first; first = glyphs[index]) {
    let end = index;
    let advance = 0;
    for (let glyph: Glyph | undefined = first; glyph?.cluster === first.cluster; glyph = glyphs[end]) {
      advance += glyph.advance;
      end += 1;
    }
    const characters = text.slice(first.cluster, glyphs[end]?.cluster ?? text.length);
    const isSpace = characters.length === 1 && characters[0] === " ";
    clusters.push({ glyphs: glyphs.slice(index, end), start, advance, characters, isSpace });
    start += advance;
    index = end;
  }
  return clusters;
}

/** One line per paragraph. */
export function unwrapped(paragraphs: readonly Paragraph[]): Line[] {
  return paragraphs.map((paragraph) => paragraph.line(0, paragraph.clusters.length));
}

/** Lines no wider than `limit`, and whether no word had to be broken (or stick out) for that. */
export function wrapped(
  paragraphs: readonly Paragraph[],
  limit: number,
): [lines: Line[], keepsWords: boolean] {
  const lines: Line[] = [];
  let keepsWords = true;
  for (const paragraph of paragraphs) keepsWords = wrap(paragraph, limit, lines) && keepsWords;
  return [lines, keepsWords && lines.every((line) => line.width <= limit)];
}

function wrap(paragraph: Paragraph, limit: number, lines: Line[]): boolean {
  const { clusters } = paragraph;
  let start = 0;
  let index = 0;
  let space = -1;
  let keepsWords = true;
  while (index < clusters.length) {
    if (clusters[index]?.isSpace) {
      space = index;
    } else if (index > start && paragraph.width(start, index + 1) > limit) {
      const line = paragraph.line(start, space < 0 ? index : space);
      if (line.clusters.length > 0) lines.push(line);
      keepsWords = keepsWords && space >= 0;
      start = space < 0 ? index : space + 1;
      space = -1;
      continue;
    }
    index += 1;
  }
  lines.push(paragraph.line(start, clusters.length));
  return keepsWords;
}

/**
 * Cutting a paragraph into runs: stretches of one font, one script and one direction, which HarfBuzz shapes at once.
 * Twin of `src/monogram/layout/runs.py`.
 */

import type { DesignDocument, Direction, TextLayer } from "../document/types";
import { allLayers } from "../document/used";
import { Recent } from "../recent";
import { type Character, NO_SCRIPT } from "./characters";
import type { Fonts } from "./fonts";
import { graphemeStarts } from "./graphemes";

/** Asks for the colour form of the character before it… */
const EMOJI_SELECTOR = "\ufe0f";
/** …and this for the plain one. */
const TEXT_SELECTOR = "\ufe0e";
/** HarfBuzz takes a font's common space for it. */
const NO_BREAK_SPACE = "\u00a0";
const NARROW_NO_BREAK_SPACE = "\u202f";
const WORD_JOINER = "\u2060";

/** Characters `start`…`end` − 1 of a paragraph; an odd `level` runs from right to left. */
export interface Run {
  readonly font: string;
  /** ISO 15924 code. */
  readonly script: string;
  readonly level: number;
  readonly start: number;
  readonly end: number;
}

/** A paragraph, by its characters, and its runs, in the order of reading. */
export interface Itemised {
  readonly text: readonly string[];
  /** The same, with stand-ins for characters that their font lacks: spaces, or what takes no room. */
  readonly shaped: readonly string[];
  /** Of `shaped`. */
  readonly characters: readonly Character[];
  /** Where each grapheme cluster begins. */
  readonly graphemes: readonly number[];
  readonly runs: readonly Run[];
  /** Characters that no font has, in the order of reading. */
  readonly missing: readonly string[];
}

/** The layer's font, and those that stand in for it, in the order in which they are asked. */
export class FontChoice {
  constructor(
    readonly fonts: Fonts,
    readonly own: string,
    readonly fallback: readonly string[],
  ) {}

  /** The font of a grapheme cluster, of the kind that its selector asks for; `previous` is that of the cluster before. Throws UnknownFontError. */
  choose(cluster: readonly string[], previous: string | undefined): string {
    const drawn = this.drawn(cluster);
    const isSpace = cluster.length === 1 && drawn[0] === " ";
    if (drawn.length === 0 || (isSpace && previous && this.#keepsSpace(previous)))
      return previous ?? this.own;
    const asksForEmoji = cluster.includes(EMOJI_SELECTOR);
    const asks = asksForEmoji || cluster.includes(TEXT_SELECTOR);
    if (!asks && this.#covers(this.own, drawn)) return this.own;
    const text = cluster.join("");
    for (const spelling of new Set([text, text.normalize("NFC"), text.normalize("NFD")])) {
      const needed = this.drawn([...spelling]);
      let first: string | undefined;
      for (const font of this.#order()) {
        if (!this.#covers(font, needed)) continue;
        if (!asks || this.fonts.isEmoji(font) === asksForEmoji) return font;
        first ??= font;
      }
      if (first !== undefined) return first;
    }
    return this.#order().find((font) => this.fonts.covers(font, drawn[0] ?? "")) ?? this.own;
  }

  /** Characters of a cluster that its chosen font lacks, whichever way they are spelt. */
  lacking(cluster: readonly string[], font: string): string[] {
    const lacking = this.drawn(cluster).filter((one) => !this.fonts.covers(font, one));
    if (lacking.length === 0) return lacking;
    const text = cluster.join("");
    const spellings = [text.normalize("NFC"), text.normalize("NFD")];
    return spellings.some((spelling) => this.#covers(font, this.drawn([...spelling]))) ? [] : lacking;
  }

  /** The characters that a font has to have: all but joiners, selectors and their like. */
  drawn(cluster: readonly string[]): string[] {
    return cluster
      .filter((one) => !this.fonts.unicode.characters.of(one).ignorable)
      .map((one) => (one === NO_BREAK_SPACE ? " " : one));
  }

  #order(): string[] {
    return [this.own, ...this.fallback];
  }

  #covers(font: string, drawn: readonly string[]): boolean {
    return drawn.every((one) => this.fonts.covers(font, one));
  }

  /** A space belongs to the word before it, but that of an emoji font may be as wide as an emoji. */
  #keepsSpace(font: string): boolean {
    return this.fonts.covers(font, " ") && !this.fonts.isEmoji(font);
  }
}

/** A text that is written is cut several times for each key: to find its fonts, to fit it and to draw it. */
const known = new WeakMap<Fonts, Recent<string, Itemised>>();
const KEPT = 100;

/** Cuts a paragraph, which holds no line feed, into runs. Throws UnknownFontError. */
export function itemise(paragraph: string, choice: FontChoice, direction: Direction): Itemised {
  const { fonts, own, fallback } = choice;
  let recent = known.get(fonts);
  if (!recent) {
    recent = new Recent(KEPT);
    known.set(fonts, recent);
  }
  const key = JSON.stringify([fonts.revision, own, fallback, direction, paragraph]);
  return recent.get(key, () => newlyItemised(paragraph, choice, direction));
}

function newlyItemised(paragraph: string, choice: FontChoice, direction: Direction): Itemised {
  const { characters: table, embeddingLevels } = choice.fonts.unicode;
  const text = [...paragraph];
  const characters = text.map((one) => table.of(one));
  const { levels } = embeddingLevels(text, direction);
  const graphemes = graphemeStarts(characters);
  const spans = graphemes.map((start, index) => [start, graphemes[index + 1] ?? text.length] as const);
  const fonts: string[] = [];
  const missing: string[] = [];
  const shaped: string[] = [];
  const isBlank = (one: string) => table.of(one).bidi === "WS" || one === NARROW_NO_BREAK_SPACE;
  for (const [start, end] of spans) {
    const cluster = text.slice(start, end);
    const font = choice.choose(cluster, fonts.at(-1));
    const lacking = choice.lacking(cluster, font);
    fonts.push(font);
    for (const one of cluster)
      if (!lacking.includes(one)) shaped.push(one);
      else shaped.push(isBlank(one) ? " " : WORD_JOINER);
    missing.push(...lacking.filter((one) => !isBlank(one)));
  }
  const scripts = scriptsOf(
    spans.map(([start, end]) => characters.slice(start, end)),
    fonts.map((font) => choice.fonts.isEmoji(font)),
  );
  const runs: Run[] = [];
  for (const [index, [start, end]] of spans.entries()) {
    const run = {
      font: fonts[index] ?? "",
      script: scripts[index] ?? "",
      level: levels[start] ?? 0,
      start,
      end,
    };
    const last = runs.at(-1);
    if (last && last.font === run.font && last.script === run.script && last.level === run.level)
      runs[runs.length - 1] = { ...last, end };
    else runs.push(run);
  }
  return { text, shaped, characters: shaped.map((one) => table.of(one)), graphemes, runs, missing };
}

/** The script of each cluster. What is of no script goes with what was before it, or else with what follows. */
function scriptsOf(clusters: readonly (readonly Character[])[], emoji: readonly boolean[]): string[] {
  const own = clusters.map((cluster) => cluster.find((one) => one.script !== NO_SCRIPT)?.script ?? NO_SCRIPT);
  let current = own.find((script) => script !== NO_SCRIPT) ?? NO_SCRIPT;
  return own.map((script, index) => {
    if (script !== NO_SCRIPT) current = script;
    return emoji[index] ? NO_SCRIPT : current;
  });
}

/**
 * Font ids without which the document's texts cannot be set, each once: their own, then those that stand in. Which
 * these are is told by coverage, declared or that of the fonts themselves. Throws UnknownFontError.
 */
export function fontsNeeded(document: DesignDocument, fonts: Fonts): string[] {
  const texts = document.areas
    .flatMap((area) => allLayers(area.layers))
    .filter((layer): layer is TextLayer => layer.type === "text");
  const chosen = texts.flatMap((layer) => {
    const choice = new FontChoice(fonts, layer.font, document.fallback_fonts);
    const items = layer.text.split("\n").map((part) => itemise(part, choice, layer.direction));
    return items.flatMap((item) => item.runs.map((run) => run.font));
  });
  return [...new Set([...texts.map((layer) => layer.font), ...chosen])];
}

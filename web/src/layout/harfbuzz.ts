/**
 * Brings HarfBuzz (WebAssembly) and font files, at the first text and not before: they are most of what the designer
 * weighs. Import this module freely; only its functions load something.
 */

import { FontSet, type HarfBuzz, type Shaping } from "./fonts";

/** Where a font's TTF file lies. */
export interface FontSource {
  readonly id: string;
  readonly url: string;
}

let shaping: Promise<Shaping> | undefined;

/** HarfBuzz and what goes with it, loaded once. A failed attempt is forgotten, so that the next call tries again. */
function loadShaping(): Promise<Shaping> {
  shaping ??= import("./shaping").catch((error: unknown) => {
    shaping = undefined;
    throw error;
  });
  return shaping;
}

/** HarfBuzz alone. */
export async function loadHarfBuzz(): Promise<HarfBuzz> {
  return (await loadShaping()).harfBuzz;
}

/** An empty set of fonts. */
export async function createFontSet(): Promise<FontSet> {
  const shaping = await loadShaping();
  await breath();
  return new FontSet(shaping);
}

/** Lets the browser draw and answer between two pieces of work that would keep it busy together. */
export function breath(): Promise<void> {
  return new Promise((done) => setTimeout(done));
}

/** Fetches the fonts that the set does not hold yet, side by side. Rejects when one cannot be had. */
export async function addFonts(fonts: FontSet, sources: Iterable<FontSource>): Promise<void> {
  const wanted = [...sources].filter((source) => !fonts.has(source.id));
  await Promise.all(wanted.map(async (source) => fonts.add(source.id, await fetchFont(source))));
}

async function fetchFont(source: FontSource): Promise<ArrayBuffer> {
  const response = await fetch(source.url);
  if (!response.ok) throw new Error(`The font '${source.id}' could not be loaded (${response.status})`);
  return response.arrayBuffer();
}

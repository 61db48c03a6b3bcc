/**
 * What text needs and nothing else does: HarfBuzz (WebAssembly), the bidirectional algorithm, the table of characters.
 * `harfbuzz.ts` brings it all at the first text; import nothing but types from here.
 */

import createBidi from "bidi-js";
import * as harfBuzz from "harfbuzzjs";
import { createEmbeddingLevels, type EmbeddingLevels } from "./bidi";
import { Characters } from "./characters";
import table from "./characters.json";

/** What is known of writing, beside fonts. */
export interface Unicode {
  readonly characters: Characters;
  readonly embeddingLevels: EmbeddingLevels;
}

const characters = new Characters(table);

export const unicode: Unicode = {
  characters,
  embeddingLevels: createEmbeddingLevels(createBidi(), characters, table.brackets),
};

export { harfBuzz };

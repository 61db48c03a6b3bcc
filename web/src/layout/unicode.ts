/** What layout knows of writing, beside fonts. */

import type createBidi from "bidi-js";
import { createEmbeddingLevels, type EmbeddingLevels } from "./bidi";
import { type CharacterData, Characters } from "./characters";

export interface Unicode {
  readonly characters: Characters;
  readonly embeddingLevels: EmbeddingLevels;
}

/** Opens what `shaping.ts` brings. */
export function createUnicode(brought: { createBidi: typeof createBidi; table: CharacterData }): Unicode {
  const characters = new Characters(brought.table);
  const embeddingLevels = createEmbeddingLevels(brought.createBidi(), characters, brought.table.brackets);
  return { characters, embeddingLevels };
}

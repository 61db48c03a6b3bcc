/** The design of this link, kept in the browser so that a reload or a crash does not lose it. */
import * as v from "valibot";

const VERSION = 1;
const WEEK = 7 * 24 * 3600 * 1000;

const draftSchema = v.object({
  version: v.literal(VERSION),
  savedAt: v.number(),
  document: v.unknown(),
  choices: v.record(v.string(), v.string()),
  quantity: v.pipe(v.number(), v.integer(), v.minValue(1)),
  printSize: v.fallback(v.nullable(v.string()), null),
  attributes: v.fallback(v.record(v.string(), v.string()), {}),
  /** Images that the design uses or that were uploaded beside it. */
  images: v.array(v.string()),
});

export type Draft = v.InferOutput<typeof draftSchema>;

export interface DraftKeeper {
  load(): Draft | null;
  save(draft: Omit<Draft, "version" | "savedAt">): void;
  clear(): void;
}

/** One draft per link: `mei` is random and says nothing about the design. Storage may be forbidden in a foreign frame. */
export function createDraftKeeper(hash: string, storage: () => Storage, now: () => number): DraftKeeper {
  const parts = hash.replace(/^#\??/, "").split("&");
  const key = `monogram.draft:${parts
    .filter((part) => !/^(mei|meo|a2c)=/.test(part))
    .sort()
    .join("&")}`;
  const guarded = <T>(use: (storage: Storage) => T): T | null => {
    try {
      return use(storage());
    } catch {
      return null;
    }
  };
  return {
    load() {
      const text = guarded((place) => place.getItem(key));
      const draft = text === null ? null : v.safeParse(draftSchema, parse(text));
      if (!draft?.success || now() - draft.output.savedAt > WEEK) return null;
      return draft.output;
    },
    save(draft) {
      const text = JSON.stringify({ version: VERSION, savedAt: now(), ...draft });
      guarded((place) => place.setItem(key, text));
    },
    clear() {
      guarded((place) => place.removeItem(key));
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The work so far, kept for the session: a reload loses nothing. */
import { batch } from "@preact/signals";
import * as v from "valibot";
import { imageSchema } from "../../../wire/product";
import type { Creator } from "./creator";
import { codesFor } from "./details";
import type { Kept, Making } from "./making";
import { blankSchema, createdSchema, placementSchema } from "./wire";

const details = v.object({
  name: v.string(),
  description: v.string(),
  sku: v.string(),
  mayPersonalise: v.boolean(),
});
const byBlank = <S extends v.GenericSchema>(schema: S) => v.array(v.tuple([v.number(), schema]));

const draftSchema = v.object({
  step: v.picklist(["artwork", "blanks", "place", "details", "create"]),
  artwork: v.nullable(imageSchema),
  chosen: v.array(blankSchema),
  shared: placementSchema,
  own: byBlank(placementSchema),
  common: details,
  ownDetails: byBlank(v.partial(details)),
  withheld: byBlank(v.array(v.string())),
  codes: byBlank(v.string()),
  isNamed: v.boolean(),
  earlier: v.optional(v.array(createdSchema), []),
  kept: v.nullable(v.object({ key: v.string(), task: v.string(), isTold: v.boolean() })),
});

type Draft = v.InferOutput<typeof draftSchema>;
export type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** The session's store, or none where the browser gives none to framed pages. */
export function sessionStore(self: Window): Store | null {
  try {
    return self.sessionStorage;
  } catch {
    return null;
  }
}

/** Work on one shop's categories is not mixed with that on others, nor one artist's with another's. */
export function draftKey({ start }: Creator): string {
  const opened = start.product && ("virtual" in start.product ? start.product.virtual : start.product.blank);
  return `vpc ${start.approved.id} ${start.blanks.id} ${opened?.id ?? ""} ${start.artist}`;
}

/** Everything worth keeping, as JSON. Reads signals: inside an effect it follows them. */
export function written(creator: Creator, making: Making): string {
  const draft: Draft = {
    step: creator.step.value,
    artwork: creator.artwork.value,
    chosen: [...creator.chosen.value],
    shared: creator.shared.value,
    own: [...creator.own.value],
    common: creator.common.value,
    ownDetails: [...creator.ownDetails.value],
    withheld: [...creator.withheld.value].map(([id, options]) => [id, [...options]]),
    codes: [...creator.codes.value],
    isNamed: creator.isNamed,
    earlier: [...making.earlier.value],
    kept: making.kept.value,
  };
  return JSON.stringify(draft);
}

/** Keeps the work; a full or forbidden store keeps nothing. */
export function keep(store: Store | null, key: string, text: string): void {
  try {
    store?.setItem(key, text);
  } catch {
    // The work goes on without.
  }
}

/** Forgets the work: it is done. */
export function forget(store: Store | null, key: string): void {
  try {
    store?.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}

/** Goes on with the work that was kept. Says what was being created then, if anything. */
export function restore(creator: Creator, making: Making, store: Store | null, key: string): Kept | null {
  const draft = read(store, key);
  if (!draft) return null;
  batch(() => {
    making.earlier.value = draft.earlier;
    creator.artwork.value = draft.artwork;
    creator.choose(draft.chosen);
    creator.shared.value = draft.shared;
    creator.own.value = new Map(draft.own);
    creator.common.value = draft.common;
    creator.ownDetails.value = new Map(draft.ownDetails) as typeof creator.ownDetails.value;
    creator.withheld.value = new Map(draft.withheld.map(([id, options]) => [id, new Set(options)]));
    creator.codes.value = codesFor(creator.chosen.value, new Map(draft.codes));
    creator.isNamed = draft.isNamed;
    creator.step.value = creator.reachable(draft.step);
  });
  return draft.kept;
}

function read(store: Store | null, key: string): Draft | null {
  try {
    const read = v.safeParse(draftSchema, JSON.parse(store?.getItem(key) ?? "null"));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}

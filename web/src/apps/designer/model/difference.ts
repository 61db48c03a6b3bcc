/** What a step of history did, in words. */
import type { DesignDocument, Layer } from "../../../document/types";
import { words } from "../words";
import { nameOf } from "./names";
import type { Picture } from "./wire";

/** What was done on the way from one design to another; empty where nothing can be named. */
export function stepBetween(
  before: DesignDocument,
  after: DesignDocument,
  pictures: ReadonlyMap<string, Picture>,
): string {
  const [was, is] = [layersById(before), layersById(after)];
  const name = (layer: Layer) => nameOf(layer, pictures);
  for (const [id, layer] of is) if (!was.has(id)) return words.said.added(name(layer));
  for (const [id, layer] of was) if (!is.has(id)) return words.said.deleted(name(layer));
  for (const [id, layer] of is) {
    const old = was.get(id);
    if (!old || old === layer) continue;
    return isOnlyMoved(old, layer) ? words.said.movedOnly(name(layer)) : words.said.changed(name(layer));
  }
  return after === before ? "" : words.said.reordered;
}

function layersById(document: DesignDocument): Map<string, Layer> {
  return new Map(document.areas.flatMap((area) => area.layers.map((layer) => [layer.id, layer] as const)));
}

function isOnlyMoved(before: Layer, after: Layer): boolean {
  const keys = Object.keys(after) as (keyof Layer)[];
  return keys.every((key) => key === "transform" || Object.is(before[key], after[key]));
}

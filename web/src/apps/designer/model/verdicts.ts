/** What preflight says, as the interface shows it. Small enough to be there from the start; the rules come later. */
import type { DesignDocument, Layer } from "../../../document/types";
import { allLayers } from "../../../document/used";
import type { Verdict } from "../../../preflight";

export interface Judged extends Verdict {
  /** In the shopper's words. */
  readonly message: string;
}

/** Whether the design cannot be ordered while the verdict stands. */
export function isBlocking({ severity }: Judged): boolean {
  return severity === "block";
}

/** Whether it is worth a look before ordering; the rest is told where it is, and holds nobody up. */
export function isGrave({ severity }: Judged): boolean {
  return severity !== "inform";
}

/** What is said of a layer and of the members that it holds. */
export function verdictsOn(layer: Layer, verdicts: readonly Judged[]): Judged[] {
  const ids = allLayers([layer]).map(({ id }) => id);
  return verdicts.filter((verdict) => verdict.layer !== null && ids.includes(verdict.layer));
}

/** The layer of the document that a verdict is about: the one that holds the member, where it is about one. */
export function layerOf(document: DesignDocument, verdict: Judged): Layer | null {
  const layers = document.areas.flatMap((area) => area.layers);
  return layers.find((layer) => verdictsOn(layer, [verdict]).length > 0) ?? null;
}

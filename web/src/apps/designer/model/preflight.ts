/** What a printer would point out before printing: preflight, with what the editor has laid out already. */
import type { DesignDocument, Layer } from "../../../document/types";
import { allLayers } from "../../../document/used";
import { type LaidOut, preflightDocument, readSpec, sentence, type Verdict } from "../../../preflight";
import { moved } from "./operations";
import type { Typesetter } from "./typesetter";
import type { Picture, Product } from "./wire";

/** Whether the design cannot be ordered while the verdict stands. */
export function isBlocking({ severity }: Verdict): boolean {
  return severity === "block";
}

/** Whether it is worth a look before ordering; the rest is told where it is, and holds nobody up. */
export function isGrave({ severity }: Verdict): boolean {
  return severity !== "inform";
}

/** What is said of a layer and of the members that it holds. */
export function verdictsOn(layer: Layer, verdicts: readonly Verdict[]): Verdict[] {
  const ids = allLayers([layer]).map(({ id }) => id);
  return verdicts.filter((verdict) => verdict.layer !== null && ids.includes(verdict.layer));
}

/** The layer of the document that a verdict is about: the one that holds the member, where it is about one. */
export function layerOf(document: DesignDocument, verdict: Verdict): Layer | null {
  const layers = document.areas.flatMap((area) => area.layers);
  return layers.find((layer) => verdictsOn(layer, [verdict]).length > 0) ?? null;
}

/** The verdict in the shopper's words. */
export function sentenceOf({ rule, area, layer, values }: Verdict): string {
  return sentence(rule, area, layer, values);
}

/**
 * All verdicts, by print area in the product's order and then from the bottom layer up. About a text whose font is on
 * the way nothing is said yet.
 */
export function judge(
  product: Product,
  document: DesignDocument,
  typesetter: Pick<Typesetter, "typeset" | "unitsPerEm">,
  pictures: ReadonlyMap<string, Picture>,
): Verdict[] {
  const specs = product.areas.map(readSpec);
  const facts = new Map(
    [...pictures].map(([id, { width, height }]) => [id, { width, height, state: "ready" as const }]),
  );
  return preflightDocument(document, specs, laidOutBy(typesetter), facts);
}

function laidOutBy(typesetter: Pick<Typesetter, "typeset" | "unitsPerEm">): LaidOut {
  return {
    operations: (layer) =>
      typesetter.typeset(layer)?.operations.map((one) => moved(one, layer.transform, layer.id)) ?? [],
    findings: (layer) =>
      typesetter.typeset(layer)?.findings.map((one) => ({ ...one, layer: one.layer || layer.id })) ?? [],
    unitsPerEm: (font) => typesetter.unitsPerEm(font),
  };
}

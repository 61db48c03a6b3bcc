/** What a printer would point out before printing: preflight, with what the editor has laid out already. */
import type { DesignDocument } from "../../../document/types";
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
  const facts = new Map([...pictures].map(([id, { width, height }]) => [id, { width, height, state: "ready" as const }]));
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

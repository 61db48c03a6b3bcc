/**
 * What a printer would point out before printing: preflight, with what the editor has laid out already. The rules are
 * loaded once the product stands on the screen.
 */
import type { DesignDocument } from "../../../document/types";
import { type LaidOut, preflightDocument, readSpec, sentence } from "../../../preflight";
import { words } from "../words";
import { moved } from "./operations";
import type { Typesetter } from "./typesetter";
import type { Judged } from "./verdicts";
import type { Picture, ProductArea } from "./wire";

/**
 * All verdicts, by print area in the product's order and then from the bottom layer up. About a text whose font is on
 * the way nothing is said yet.
 */
export function judge(
  areas: readonly ProductArea[],
  document: DesignDocument,
  typesetter: Pick<Typesetter, "typeset" | "unitsPerEm">,
  pictures: ReadonlyMap<string, Picture>,
): Judged[] {
  const specs = areas.map(readSpec);
  const facts = new Map(
    [...pictures].map(([id, { width, height }]) => [id, { width, height, state: "ready" as const }]),
  );
  return preflightDocument(document, specs, laidOutBy(typesetter), facts).map((verdict) => {
    const { rule, area, layer, values } = verdict;
    return { ...verdict, message: sentence(rule, area, layer, values, words.preflight) };
  });
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

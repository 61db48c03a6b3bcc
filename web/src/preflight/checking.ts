/** All rules over a print area, and over a whole design. Twin of `src/monogram/layout/preflight/checking.py`. */

import type { Area, DesignDocument, Layer } from "../document/types";
import { allLayers } from "../document/used";
import type { Operation } from "../layout/operations";
import { findings, layoutBackground, layoutLayer } from "../layout/place";
import type { Resources } from "../layout/resources";
import { checkEdges } from "./edges";
import { checkCount, checkFilled, isBlank } from "./filled";
import { checkColours, checkInk, checkLines, checkTones } from "./inks";
import { piecesOf } from "./marks";
import { checkPictures } from "./pictures";
import { checkCode } from "./scanning";
import { type AreaSpec, type PictureFacts, type Verdict, Verdicts } from "./values";
import { checkWords, type TextFinding } from "./words";

/** What layout says of a print area. An editor has most of it at hand already. */
export interface LaidOut {
  /** A layer of the area as it is drawn there; nothing while its font is on the way. */
  operations(layer: Layer): readonly Operation[];
  /** What layout found in the texts of a layer; `layer` in it is the text's own id. */
  findings(layer: Layer): readonly (TextFinding & { readonly layer: string })[];
  unitsPerEm(font: string): number;
}

type Pictures = ReadonlyMap<string, PictureFacts>;

/** Lays a print area out to judge it. Throws what `layoutArea` throws. */
export function laidOutWith(resources: Resources): LaidOut {
  return {
    operations: (layer) => layoutLayer(layer, resources),
    findings: (layer) =>
      findings({ name: "", width: 0, height: 0, background: null, layers: [layer] }, resources),
    unitsPerEm: (font) => resources.fonts.face(font).unitsPerEm,
  };
}

/**
 * What is to be said about a print area before it is made: the background first, then layer by layer from the
 * undermost, then the area as a whole. Members of a group count for themselves.
 */
export function preflight(area: Area, spec: AreaSpec, laidOut: LaidOut, pictures: Pictures): Verdict[] {
  const verdicts = new Verdicts(spec);
  const background = layoutBackground(area);
  const tops = area.layers.map((layer) => ({ layer, operations: laidOut.operations(layer) }));
  const operations = [...background, ...tops.flatMap((top) => top.operations)];
  const pieces = piecesOf(operations);
  const inOrder = [...pieces.values()];

  checkPictures(null, pieces.get("")?.marks ?? [], pictures, verdicts);
  checkTones(null, background, verdicts);
  for (const top of tops) {
    const found = laidOut.findings(top.layer);
    for (const layer of allLayers([top.layer])) {
      const mine = pieces.get(layer.id)?.marks ?? [];
      checkPictures(layer.id, mine, pictures, verdicts);
      checkEdges(layer, mine, pieces.get(layer.id)?.box ?? null, verdicts);
      if (layer.type === "text") {
        const own = found.filter((finding) => finding.layer === layer.id);
        checkWords(layer, mine, own, laidOut.unitsPerEm, verdicts);
      }
      if (layer.type === "code") checkCode(layer, inOrder, verdicts);
      else checkLines(layer, mine, verdicts);
      checkInk(layer, verdicts);
    }
    checkTones(top.layer.id, top.operations, verdicts);
  }
  const layers = allLayers(area.layers);
  checkColours(operations, verdicts);
  checkFilled(layers, isBlank(area), verdicts);
  checkCount(layers, verdicts);
  return verdicts.found;
}

/**
 * `preflight` of all print areas of a product in the product's order, those left empty included. A design with
 * nothing on it is refused once, and not besides a required area.
 */
export function preflightDocument(
  document: DesignDocument,
  specs: readonly AreaSpec[],
  laidOut: LaidOut,
  pictures: Pictures,
): Verdict[] {
  const found = specs.flatMap((spec) => {
    const { name, width, height } = spec;
    const designed = document.areas.find((area) => area.name === name);
    return preflight(
      designed ?? { name, width, height, background: null, layers: [] },
      spec,
      laidOut,
      pictures,
    );
  });
  const [first] = specs;
  if (first && document.areas.every(isBlank) && found.every(({ severity }) => severity !== "block")) {
    const verdicts = new Verdicts(first);
    verdicts.add("empty_design", null);
    found.push(...verdicts.found);
  }
  return found;
}

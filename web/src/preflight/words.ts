/** Words: do they fit, are they large enough, has somebody written them, and does the font have them? */

import type { TextLayer } from "../document/types";
import { stretches } from "../geometry/matrix";
import type { Mark } from "./marks";
import { SAMPLE_TEXTS } from "./rules";
import { roundedDown, TOLERANCE, type Verdicts } from "./values";

const TENTHS = 10;

/** What layout found amiss in a text: its `findings`, or as much of them as matters here. */
export interface TextFinding {
  readonly code: string;
  readonly characters: string;
}

/** What layout found in a text, its size as it is printed, and whether it is still an example. */
export function checkWords(
  layer: TextLayer,
  marks: readonly Mark[],
  findings: readonly TextFinding[],
  unitsPerEm: (font: string) => number,
  verdicts: Verdicts,
): void {
  if (findings.some(({ code }) => code === "text_overflow")) verdicts.add("text_overflow", layer.id);
  const lacking = findings.filter(({ code }) => code === "missing_glyph");
  const missing = [...new Set(lacking.map(({ characters }) => characters).join(""))];
  if (missing.length > 0) {
    verdicts.add("missing_glyph", layer.id, { characters: missing.join(" "), count: missing.length });
  }
  checkSize(layer, marks, unitsPerEm, verdicts);
  checkExample(layer, verdicts);
}

/** The em in the direction in which the text is squeezed most. */
function checkSize(
  layer: TextLayer,
  marks: readonly Mark[],
  unitsPerEm: (font: string) => number,
  verdicts: Verdicts,
): void {
  let em = Number.POSITIVE_INFINITY;
  for (const { operation } of marks) {
    if (operation.kind !== "path" || !operation.glyph) continue;
    em = Math.min(em, stretches(operation.matrix)[1] * unitsPerEm(operation.glyph[0]));
  }
  const needed = verdicts.parameter("text_size", "minimum");
  if (em < needed - TOLERANCE) verdicts.add("text_size", layer.id, { size: roundedDown(em, TENTHS), needed });
}

function checkExample(layer: TextLayer, verdicts: Verdicts): void {
  const text = layer.text.trim();
  const place = verdicts.spec.text_areas.find((area) => area.name === layer.text_area);
  if (place && text !== "" && text === place.default_text?.trim()) {
    verdicts.add("default_text", layer.id, { name: place.name });
  } else if (SAMPLE_TEXTS.includes(text)) verdicts.add("sample_text", layer.id, { text });
}

/** What a printer would point out before printing: gentle findings, and the few that must be put right. */
import type { DesignDocument, ImageLayer, Layer, TextLayer } from "../../../document/types";
import { boundsOf, decompose } from "../../../view2d/placement";
import { areaNamed, layerOfTextArea } from "./commands";
import type { Picture, Product, ProductArea } from "./wire";

/** Below this a photo looks soft at arm's length. */
export const NEEDED_DPI = 150;

export type Finding = { readonly area: string } & (
  | { readonly code: "low_resolution"; readonly layer: string; readonly dpi: number; readonly needed: number }
  | { readonly code: "outside_safe_area" | "outside_area"; readonly layer: string }
  | { readonly code: "sample_text" | "text_overflow"; readonly layer: string }
  | { readonly code: "missing_glyph"; readonly layer: string; readonly characters: string }
  | { readonly code: "required_area" }
  | { readonly code: "required_text"; readonly textArea: string }
  | { readonly code: "empty_design" }
);

/** Whether the design cannot be ordered while the finding stands. */
export function isBlocking(finding: Finding): boolean {
  return (
    finding.code === "required_area" || finding.code === "required_text" || finding.code === "empty_design"
  );
}

export interface Evidence {
  readonly pictures: ReadonlyMap<string, Picture>;
  /** The layer's own box in millimetres, before its transform; null while it is not known. */
  readonly boxOf: (layer: Layer) => { width: number; height: number } | null;
  /** What layout found amiss in a text; null while it is not known. */
  readonly textOf: (layer: TextLayer) => { missing: string; overflows: boolean } | null;
  /** What a new text says until the shopper writes. */
  readonly sampleText: string;
}

/** All findings, by print area in the product's order and then from the bottom layer up. */
export function preflight(product: Product, document: DesignDocument, evidence: Evidence): Finding[] {
  const findings = product.areas.flatMap((area) => [
    ...layerFindings(area, areaNamed(document, area.name)?.layers ?? [], evidence),
    ...demands(area, document),
  ]);
  const isEmpty = document.areas.every((area) => area.layers.length === 0);
  const isAlreadyRefused = findings.some(isBlocking);
  const first = product.areas[0];
  if (isEmpty && !isAlreadyRefused && first) findings.push({ area: first.name, code: "empty_design" });
  return findings;
}

function layerFindings(area: ProductArea, layers: readonly Layer[], evidence: Evidence): Finding[] {
  const findings: Finding[] = [];
  for (const layer of layers) {
    const about = { area: area.name, layer: layer.id };
    const dpi = layer.type === "image" ? printedDpi(layer, evidence.pictures.get(layer.image)) : null;
    if (dpi !== null && dpi < NEEDED_DPI) {
      findings.push({ ...about, code: "low_resolution", dpi: Math.floor(dpi), needed: NEEDED_DPI });
    }
    const place = placeOf(area, layer, evidence);
    if (place) findings.push({ ...about, code: place });
    if (layer.type !== "text") continue;
    if (layer.text === evidence.sampleText) findings.push({ ...about, code: "sample_text" });
    const text = evidence.textOf(layer);
    if (text?.overflows) findings.push({ ...about, code: "text_overflow" });
    if (text?.missing) findings.push({ ...about, code: "missing_glyph", characters: text.missing });
  }
  return findings;
}

/** The resolution at which a picture is printed, in dots per inch along its coarser side; null if it is unknown. */
export function printedDpi(layer: ImageLayer, picture: Picture | undefined): number | null {
  if (!picture) return null;
  const { scaleX, scaleY } = decompose(layer.transform);
  const across = (picture.width * layer.crop.width) / (layer.width * Math.abs(scaleX));
  const down = (picture.height * layer.crop.height) / (layer.height * Math.abs(scaleY));
  return Math.min(across, down) * 25.4;
}

/** A picture that bleeds over every edge on purpose is fine; anything else near the edge may be cut. */
function placeOf(
  area: ProductArea,
  layer: Layer,
  { boxOf }: Evidence,
): "outside_safe_area" | "outside_area" | null {
  const size = boxOf(layer);
  if (!size) return null;
  const box = boundsOf(layer.transform, size.width, size.height);
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  if (right <= 0 || bottom <= 0 || box.x >= area.width || box.y >= area.height) return "outside_area";
  const slack = 0.05;
  const covers =
    box.x <= slack && box.y <= slack && right >= area.width - slack && bottom >= area.height - slack;
  if (layer.type !== "text" && covers) return null;
  const margin = area.safe_margin - slack;
  const isSafe =
    box.x >= margin && box.y >= margin && right <= area.width - margin && bottom <= area.height - margin;
  return isSafe ? null : "outside_safe_area";
}

function demands(area: ProductArea, document: DesignDocument): Finding[] {
  const unfilled: Finding[] = area.text_areas
    .filter((field) => field.required && !layerOfTextArea(document, area.name, field.name)?.text.trim())
    .map((field) => ({ area: area.name, code: "required_text", textArea: field.name }));
  const isEmpty = (areaNamed(document, area.name)?.layers.length ?? 0) === 0;
  if (area.required && isEmpty && unfilled.length === 0) return [{ area: area.name, code: "required_area" }];
  return unfilled;
}

/** Ways out of what preflight points at: one step that puts it right, where there is one. */
import type { DesignDocument, Fill, Layer, TextLayer } from "../../../document/types";
import { multiply, stretches } from "../../../geometry/matrix";
import { type Box, boundsOf } from "../../../view2d/placement";
import { changeLayer, settle } from "./commands";
import { mayMove, mayRestyle } from "./freedom";
import { LINES, withLook } from "./looks";
import { coloursOf } from "./textEffects";
import type { Typesetter } from "./typesetter";
import { type Judged, layerOf } from "./verdicts";
import type { Product, ProductArea } from "./wire";

export type FixName = "smaller" | "larger" | "inside" | "fit" | "thicker" | "plain" | "lines" | "ink";

/** A fix and the design that it makes. */
export interface Fix {
  readonly name: FixName;
  readonly document: DesignDocument;
}

/** What a fix depends on; `areas` in the measures that were chosen. */
export interface Circumstances {
  readonly product: Product;
  readonly areas: readonly ProductArea[];
  readonly document: DesignDocument;
  readonly typesetter: Pick<Typesetter, "typeset">;
}

/** Margins within which something counts as inside, in mm. */
const CLEARANCE = 0.2;

/** What puts a verdict right; null where the shopper has to decide, or may not change that. */
export function fixFor(verdict: Judged, { product, areas, document, typesetter }: Circumstances): Fix | null {
  const layer = layerOf(document, verdict);
  if (!layer || layer.locked || layer.type === "group") return null;
  const isPhotoWithTones = verdict.rule === "continuous_tone" && layer.type === "image";
  const name = isPhotoWithTones ? "lines" : FIXES[verdict.rule];
  if (!name) return null;
  const isAboutPlace = name === "smaller" || name === "larger" || name === "inside";
  const isAllowed = (isAboutPlace ? mayMove : mayRestyle)(product, layer);
  if (!isAllowed) return null;
  const changed = fixed(name, layer, verdict, areas, typesetter);
  if (!changed) return null;
  return { name, document: changeLayer(document, layer.id, () => changed) };
}

const FIXES: Readonly<Record<string, FixName>> = {
  resolution: "smaller",
  text_size: "larger",
  code_size: "larger",
  outside_area: "inside",
  text_safe_area: "inside",
  safe_area: "inside",
  text_overflow: "fit",
  thin_line: "thicker",
  continuous_tone: "plain",
  ink: "ink",
};

function fixed(
  name: FixName,
  layer: Layer,
  { area, rule, values }: Judged,
  areas: readonly ProductArea[],
  typesetter: Pick<Typesetter, "typeset">,
): Layer | null {
  switch (name) {
    case "smaller":
      return scaled(layer, Number(values.dpi) / Number(values.needed));
    case "larger":
      return scaled(layer, Number(values.needed) / Number(rule === "text_size" ? values.size : values.width));
    case "inside":
      return inside(layer, area, areas, typesetter);
    case "fit":
      return layer.type === "text" && layer.box?.fit === "none"
        ? { ...layer, box: { ...layer.box, fit: "shrink" } }
        : null;
    case "thicker":
      return thicker(layer, Number(values.needed));
    case "plain":
      return plain(layer);
    case "lines":
      return layer.type === "image" ? { ...layer, filters: withLook(layer.filters, LINES) } : null;
    case "ink":
      return { ...layer, ink: "process" };
  }
}

/** Rounded a little to the safe side, so that the verdict does not come back by a hair. */
function scaled(layer: Layer, by: number): Layer | null {
  if (!Number.isFinite(by) || by <= 0) return null;
  const sure = by < 1 ? by * 0.995 : by * 1.005;
  return settle(layer, multiply(layer.transform, [sure, 0, 0, sure, 0, 0]));
}

/** Moved within the safe area by the shortest way, and made smaller first where it would not find room. */
function inside(
  layer: Layer,
  areaName: string,
  areas: readonly ProductArea[],
  typesetter: Pick<Typesetter, "typeset">,
): Layer | null {
  const area = areas.find((one) => one.name === areaName);
  const set = typesetter.typeset(layer);
  if (!area || !set) return null;
  const margin = area.safe_margin + CLEARANCE;
  const room: Box = {
    x: margin,
    y: margin,
    width: area.width - 2 * margin,
    height: area.height - 2 * margin,
  };
  // An outline reaches over the box by half its width.
  const pen = "stroke" in layer && layer.stroke ? layer.stroke.width : 0;
  const box = boundsOf(layer.transform, set.width + pen, set.height + pen);
  const by = Math.min(1, room.width / box.width, room.height / box.height);
  if (!(by > 0)) return null;
  const [a, b, c, d, e, f] = layer.transform;
  const halfWidth = (box.width * by) / 2;
  const halfHeight = (box.height * by) / 2;
  const x = between(e, room.x + halfWidth, room.x + room.width - halfWidth);
  const y = between(f, room.y + halfHeight, room.y + room.height - halfHeight);
  return settle(layer, [a * by, b * by, c * by, d * by, x, y]);
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}

function thicker(layer: Layer, needed: number): Layer | null {
  if ((layer.type !== "text" && layer.type !== "shape") || !layer.stroke) return null;
  // Letters lie on the inner half of their outline.
  const seen = layer.type === "text" ? 0.5 : 1;
  const width = needed / (seen * stretches(layer.transform)[1]);
  return width > layer.stroke.width ? { ...layer, stroke: { ...layer.stroke, width } } : null;
}

/** In flat colour: no gradient, nothing soft or see-through. */
function plain(layer: Layer): Layer | null {
  const { shadow } = layer;
  const hard = shadow?.blur === 0 ? { ...shadow, opacity: 1 } : null;
  const bare = { opacity: 1, blend: "normal", shadow: hard } as const;
  switch (layer.type) {
    case "text":
      return { ...layer, ...bare, colour: firstColour(layer.colour) ?? layer.colour } satisfies TextLayer;
    case "shape":
      return { ...layer, ...bare, fill: layer.fill && (firstColour(layer.fill) ?? layer.fill) };
    case "image":
    case "group":
      return null;
    default:
      return { ...layer, ...bare };
  }
}

function firstColour(fill: Fill): string | null {
  return coloursOf(fill)[0] ?? null;
}

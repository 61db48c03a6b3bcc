/** From layers to operations, and what layout can tell about a layer. Twin of `src/monogram/layout/place.py`. */

import type { Area, GroupLayer, ImageLayer, Layer, ShapeLayer } from "../document/types";
import { allLayers } from "../document/used";
import { IDENTITY, multiply, transformPoint } from "../geometry/matrix";
import { adjustments } from "./adjustments";
import { clipartOperations, flippedBox } from "./clipart";
import { codeOperations } from "./codes";
import type { ImageOperation, Operation, PathOperation, StrokePen } from "./operations";
import { backgroundPaint, paintOf } from "./paints";
import type { Resources } from "./resources";
import { maskPath, rectangle, shapePath } from "./shapes";
import { type Finding, textBounds, textFindings, textOperations } from "./textOperations";

/** In mm: how far a background runs beyond the print area, more than any bleed. */
const BACKGROUND_OVERHANG = 100;

/** What to draw for a print area, undermost first. Throws UnknownFontError, UnknownDrawingError. */
export function layoutArea(area: Area, resources: Resources): Operation[] {
  return [...layoutBackground(area), ...area.layers.flatMap((layer) => layoutLayer(layer, resources))];
}

/** What to draw for a print area's background: nothing, or one sheet. */
export function layoutBackground(area: Area): Operation[] {
  if (area.background === null) return [];
  const over = BACKGROUND_OVERHANG;
  const path = rectangle(-over, -over, area.width + 2 * over, area.height + 2 * over, 0, 0);
  const fill = backgroundPaint(area.background, area.width, area.height);
  return [{ ...BARE_PATH, layer: "", path, matrix: IDENTITY, fill }];
}

const BARE_PATH = { kind: "path", stroke: null, opacity: 1, glyph: null, even_odd: false } as const;

/** What to draw for one layer. Throws UnknownFontError, UnknownDrawingError. */
export function layoutLayer(layer: Layer, resources: Resources): Operation[] {
  return blended(layer, inked(layer, resources));
}

/**
 * Width and height in mm of a layer's box about its local origin, before its transform. A group's box is the smallest
 * about its origin that holds those of its members.
 */
export function layerBounds(layer: Layer, resources: Resources): { width: number; height: number } {
  if (layer.type === "group") return groupBounds(layer, resources);
  if (layer.type === "text") return textBounds(layer, resources);
  return { width: layer.width, height: layer.height };
}

/** What layout sees amiss in a print area, in drawing order. */
export function findings(area: Area, resources: Resources): Finding[] {
  return allLayers(area.layers).flatMap((layer) =>
    layer.type === "text" ? textFindings(layer, resources) : [],
  );
}

/** A layer's operations before its opacity and effects. */
function inked(layer: Layer, resources: Resources): Operation[] {
  switch (layer.type) {
    case "text":
      return textOperations(layer, resources);
    case "image":
      return [layoutImage(layer)];
    case "shape":
      return layoutShape(layer);
    case "clipart":
      return clipartOperations(layer, resources.drawings);
    case "code":
      return codeOperations(layer);
    case "group":
      return layer.layers.flatMap((member) =>
        layoutLayer({ ...member, transform: multiply(layer.transform, member.transform) }, resources),
      );
  }
}

/** The operations with the layer's opacity and effects: bare, thinned, or as one group. */
function blended(layer: Layer, operations: Operation[]): Operation[] {
  const { id, opacity, blend, shadow, ink } = layer;
  const hasEffect = blend !== "normal" || shadow !== null || ink !== "process";
  const [first] = operations;
  if (!first || (opacity === 1 && !hasEffect)) return operations;
  if (operations.length === 1 && !hasEffect && isOneInk(first))
    return [{ ...first, opacity: first.opacity * opacity }];
  return [{ kind: "group", layer: id, operations, opacity, blend, shadow, clip: null, ink }];
}

/** Whether an operation touches no pixel twice, so that its opacity may be given to its ink. */
function isOneInk(operation: Operation): boolean {
  if (operation.kind === "path") return operation.fill === null || operation.stroke === null;
  return operation.kind === "image";
}

function pen(paint: string, width: number): StrokePen {
  return { paint, width, cap: "round", join: "round", miter_limit: 4 };
}

function layoutImage(layer: ImageLayer): ImageOperation {
  const { x, y, width, height } = layer.crop;
  return {
    kind: "image",
    layer: layer.id,
    image: layer.image,
    matrix: multiply(layer.transform, flippedBox(1, 1, layer.width, layer.height, layer.flip)),
    crop: [x, y, width, height],
    mask: maskPath(layer),
    opacity: 1,
    adjustments: adjustments(layer.filters),
  };
}

function layoutShape(layer: ShapeLayer): PathOperation[] {
  if (layer.fill === null && layer.stroke === null) return [];
  const fill = layer.fill === null ? null : paintOf(layer.fill, layer.width, layer.height);
  const stroke = layer.stroke && pen(layer.stroke.colour, layer.stroke.width);
  return [{ ...BARE_PATH, layer: layer.id, path: shapePath(layer), matrix: layer.transform, fill, stroke }];
}

function groupBounds(group: GroupLayer, resources: Resources): { width: number; height: number } {
  let across = 0;
  let down = 0;
  for (const member of group.layers) {
    const { width, height } = layerBounds(member, resources);
    for (const [x, y] of [
      [width, height],
      [width, -height],
      [-width, height],
      [-width, -height],
    ] as const) {
      const corner = transformPoint(member.transform, x / 2, y / 2);
      across = Math.max(across, 2 * Math.abs(corner[0]));
      down = Math.max(down, 2 * Math.abs(corner[1]));
    }
  }
  return { width: across, height: down };
}

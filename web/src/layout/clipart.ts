/**
 * A drawing stretched over a layer's box, with the colours that the layer gives to its parts.
 *
 * `src/monogram/layout/clipart.py` does the same arithmetic.
 */

import type { Drawing, DrawingEntry, DrawingGroup, DrawingShape } from "../document/drawing";
import type { ClipartLayer, Flip } from "../document/types";
import { type Matrix, multiply } from "../geometry/matrix";
import type { GroupOperation, Operation, PathOperation } from "./operations";
import { UnknownDrawingError } from "./resources";

type Colours = ReadonlyMap<string, string>;

/** What to draw for a clipart layer. Throws UnknownDrawingError. */
export function clipartOperations(layer: ClipartLayer, drawings: ReadonlyMap<string, Drawing>): Operation[] {
  const drawing = drawings.get(layer.clipart);
  if (!drawing) throw new UnknownDrawingError(layer.clipart);
  const drawn = drawing.parts.map(({ name, colour }): [string, string] => [name, colour]);
  const colours = new Map([...drawn, ...Object.entries(layer.colours)]);
  const box = flippedBox(drawing.width, drawing.height, layer.width, layer.height, layer.flip);
  return operationsOf(drawing.shapes, layer.id, multiply(layer.transform, box), colours);
}

/** The map of a box `across` × `down` from its corner to one of `width` × `height` about the origin. */
export function flippedBox(across: number, down: number, width: number, height: number, flip: Flip): Matrix {
  const x = flip === "horizontal" || flip === "both" ? -width : width;
  const y = flip === "vertical" || flip === "both" ? -height : height;
  return [x / across, 0, 0, y / down, -x / 2, -y / 2];
}

function operationsOf(
  entries: readonly DrawingEntry[],
  layer: string,
  matrix: Matrix,
  colours: Colours,
): Operation[] {
  return entries.map((entry) =>
    entry.kind === "group" ? groupOf(entry, layer, matrix, colours) : shapeOf(entry, layer, matrix, colours),
  );
}

function shapeOf(shape: DrawingShape, layer: string, matrix: Matrix, colours: Colours): PathOperation {
  const { path, even_odd, opacity } = shape;
  const colour = shape.part === null ? undefined : colours.get(shape.part);
  const fill = shape.fill === null ? null : (colour ?? shape.fill);
  const recolours = shape.fill === null && shape.stroke !== null && colour !== undefined;
  const stroke = recolours && shape.stroke ? { ...shape.stroke, paint: colour } : shape.stroke;
  return { kind: "path", layer, path, matrix, fill, stroke, opacity, glyph: null, even_odd };
}

function groupOf(group: DrawingGroup, layer: string, matrix: Matrix, colours: Colours): GroupOperation {
  return {
    kind: "group",
    layer,
    operations: operationsOf(group.shapes, layer, matrix, colours),
    opacity: group.opacity,
    blend: group.blend,
    shadow: null,
    clip: group.clip && { ...group.clip, matrix },
    ink: "process",
  };
}

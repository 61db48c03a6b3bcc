/**
 * What a player has to draw: paths and pictures with matrices, in drawing order.
 *
 * Mirrors `src/monogram/layout/operations.py`, which states the rules that every player keeps. In short: millimetres
 * in the print area, y down; clip to the print area; fill (nonzero), then stroke with round joins and caps;
 * neighbouring operations of one layer are one group whose opacity is applied once.
 */

import type { Matrix } from "../geometry/matrix";
import type { Path } from "../geometry/path";

/** A pen: `#rrggbb`, and its width in the units of the path that it follows. */
export interface StrokePen {
  readonly colour: string;
  readonly width: number;
}

/** An outline to fill, to stroke, or both. */
export interface PathOperation {
  readonly kind: "path";
  /** Id of the layer that it belongs to; empty for the area's background. */
  readonly layer: string;
  readonly path: Path;
  readonly matrix: Matrix;
  readonly fill: string | null;
  readonly stroke: StrokePen | null;
  readonly opacity: number;
  /** [font id, glyph id] where the path is a glyph's outline: a key for caches. */
  readonly glyph: readonly [string, number] | null;
}

/** A picture, cropped, stretched over the unit square and mapped from there to the print area. */
export interface ImageOperation {
  readonly kind: "image";
  readonly layer: string;
  /** Id of the image. */
  readonly image: string;
  /** Maps the unit square (0…1 rightwards and down) to millimetres in the print area. */
  readonly matrix: Matrix;
  /** x, y, width, height as fractions of the upright picture. */
  readonly crop: readonly [number, number, number, number];
  /** Only what lies inside it is drawn; in unit-square space. Null: the whole square. */
  readonly mask: Path | null;
  readonly opacity: number;
}

export type Operation = PathOperation | ImageOperation;

/** Operations of one layer, to be blended as one. */
export interface OperationGroup {
  readonly opacity: number;
  readonly operations: readonly Operation[];
}

/** Cuts a list of operations into groups of one layer each, in drawing order. */
export function groups(operations: readonly Operation[]): OperationGroup[] {
  const result: { layer: string; opacity: number; operations: Operation[] }[] = [];
  for (const operation of operations) {
    const last = result.at(-1);
    if (last && last.layer === operation.layer && last.opacity === operation.opacity)
      last.operations.push(operation);
    else result.push({ layer: operation.layer, opacity: operation.opacity, operations: [operation] });
  }
  return result;
}

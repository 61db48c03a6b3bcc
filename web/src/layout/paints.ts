/** From the document's fills to the players' paints. `src/monogram/layout/paints.py` does the same arithmetic. */

import type { Fill, GradientStop, LinearFill, PatternFill } from "../document/types";
import { IDENTITY, type Matrix, multiply, rotation, scaling, translation } from "../geometry/matrix";
import { adjustments } from "./adjustments";
import type { LinearGradient, Paint, PatternPaint, Stop } from "./operations";

/**
 * How a layer's box of `width` × `height` mm about its origin is painted.
 *
 * `toPath` maps the layer's local millimetres to the units of the path that is to be painted: nothing to do for a
 * shape, the inverse of its matrix for a glyph.
 */
export function paintOf(fill: Fill, width: number, height: number, toPath: Matrix = IDENTITY): Paint {
  if (typeof fill === "string") return fill;
  switch (fill.type) {
    case "linear":
      return linear(fill, width, height, toPath);
    case "radial": {
      const matrix = multiply(toPath, scaling(width / 2, height / 2));
      return { kind: "radial", centre: [0, 0], radius: 1, stops: stopsOf(fill.stops), matrix };
    }
    case "pattern":
      return pattern(fill, toPath);
  }
}

/** How a print area is painted: gradients run over its trimmed box, patterns begin at its top-left corner. */
export function backgroundPaint(fill: Fill, width: number, height: number): Paint {
  if (typeof fill !== "string" && fill.type === "pattern") return pattern(fill, IDENTITY);
  return paintOf(fill, width, height, translation(width / 2, height / 2));
}

function linear(fill: LinearFill, width: number, height: number, toPath: Matrix): LinearGradient {
  const cosine = Math.cos(radians(fill.angle));
  const sine = Math.sin(radians(fill.angle));
  // As long as the box is deep in that direction: its corners have the colours of the ends.
  const half = Math.abs((width / 2) * cosine) + Math.abs((height / 2) * sine);
  return {
    kind: "linear",
    start: [-half * cosine, -half * sine],
    end: [half * cosine, half * sine],
    stops: stopsOf(fill.stops),
    matrix: toPath,
  };
}

function stopsOf(stops: readonly GradientStop[]): Stop[] {
  return stops.map(({ offset, colour }) => ({ offset, colour, opacity: 1 }));
}

function pattern(fill: PatternFill, toPath: Matrix): PatternPaint {
  const cell = multiply(translation(fill.offset_x, fill.offset_y), scaling(fill.width, fill.height));
  return {
    kind: "pattern",
    image: fill.image,
    matrix: multiply(toPath, multiply(rotation(radians(fill.angle)), cell)),
    gap: [fill.gap_x / fill.width, fill.gap_y / fill.height],
    arrangement: fill.arrangement,
    adjustments: adjustments(fill.filters),
  };
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

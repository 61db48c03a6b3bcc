/**
 * What a player has to draw: paths, pictures and groups of them, in drawing order.
 *
 * Mirrors `src/monogram/layout/operations.py`, which states the rules that every player keeps. In short: millimetres
 * in the print area, y down; clip to the print area; fill, then stroke; what must be blended as one comes as a group,
 * which is drawn on an empty sheet and laid down once.
 */

import type { Matrix } from "../geometry/matrix";
import type { Path } from "../geometry/path";

export type Cap = "butt" | "round" | "square";
export type Join = "miter" | "round" | "bevel";
/** How a group meets what lies below it; the names are those of CSS. */
export type Blend =
  | "normal"
  | "multiply"
  | "screen"
  | "overlay"
  | "darken"
  | "lighten"
  | "color-dodge"
  | "color-burn"
  | "hard-light"
  | "soft-light"
  | "difference"
  | "exclusion";
/** What lays an operation down: the process colours, or a named separation. */
export type Ink = "process" | "white" | "cut" | "foil" | "engrave";
export type Arrangement = "grid" | "brick" | "half-drop";

/** A colour on a gradient; `offset` and `opacity` are 0…1. */
export interface Stop {
  readonly offset: number;
  readonly colour: string;
  readonly opacity: number;
}

/** Colours along a line. `matrix` maps the space of `start` and `end` to path units. */
export interface LinearGradient {
  readonly kind: "linear";
  readonly start: readonly [number, number];
  readonly end: readonly [number, number];
  readonly stops: readonly Stop[];
  readonly matrix: Matrix;
}

/** Colours outwards from a centre. `matrix` maps the space of `centre` and `radius` to path units. */
export interface RadialGradient {
  readonly kind: "radial";
  readonly centre: readonly [number, number];
  readonly radius: number;
  readonly stops: readonly Stop[];
  readonly matrix: Matrix;
}

/** A change of a picture's tone on straight sRGB values 0…255: a 3 × 4 matrix, or a threshold of the luma. */
export interface Adjustment {
  readonly matrix: readonly number[] | null;
  readonly threshold: number | null;
}

/** A picture repeated without end. `matrix` maps the unit square of one picture, without its gap, to path units. */
export interface PatternPaint {
  readonly kind: "pattern";
  readonly image: string;
  readonly matrix: Matrix;
  /** Empty space after each picture, as fractions of its width and height. */
  readonly gap: readonly [number, number];
  readonly arrangement: Arrangement;
  readonly adjustments: readonly Adjustment[];
}

/** `#rrggbb`, or something that varies over the path. */
export type Paint = string | LinearGradient | RadialGradient | PatternPaint;

/** A pen: its paint, and its width in the units of the path that it follows. */
export interface StrokePen {
  readonly paint: Paint;
  readonly width: number;
  readonly cap: Cap;
  readonly join: Join;
  readonly miter_limit: number;
}

/** A blurred shape of the group in one colour, laid down before it. Lengths in mm of the print area. */
export interface Shadow {
  readonly colour: string;
  readonly opacity: number;
  readonly dx: number;
  readonly dy: number;
  /** Standard deviation of the Gaussian. */
  readonly blur: number;
}

/** An outline to fill, to stroke, or both. */
export interface PathOperation {
  readonly kind: "path";
  /** Id of the layer that it belongs to; empty for the area's background. */
  readonly layer: string;
  readonly path: Path;
  readonly matrix: Matrix;
  readonly fill: Paint | null;
  readonly stroke: StrokePen | null;
  readonly opacity: number;
  /** [font id, glyph id] where the path is a glyph's outline: a key for caches. */
  readonly glyph: readonly [string, number] | null;
  readonly even_odd: boolean;
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
  /** Applied in order to the pixels, before they are resampled to the drawn size. */
  readonly adjustments: readonly Adjustment[];
}

/** Only what lies inside the path (mapped by `matrix` to the print area) is drawn. */
export interface Clip {
  readonly path: Path;
  readonly matrix: Matrix;
  readonly even_odd: boolean;
}

/** Operations that are drawn on an empty sheet of their own, which is then laid down as one. */
export interface GroupOperation {
  readonly kind: "group";
  readonly layer: string;
  readonly operations: readonly Operation[];
  readonly opacity: number;
  readonly blend: Blend;
  readonly shadow: Shadow | null;
  readonly clip: Clip | null;
  readonly ink: Ink;
}

export type Operation = PathOperation | ImageOperation | GroupOperation;

/**
 * Outlines as plain data: lists of segments, as HarfBuzz gives them and as Canvas2D takes them.
 *
 * A path is filled by the nonzero winding rule. Quadratic and cubic curves stay what they are; nothing is flattened.
 * Mirrors `src/monogram/geometry/paths.py`.
 */

export type Segment =
  | readonly ["M", number, number]
  | readonly ["L", number, number]
  | readonly ["Q", number, number, number, number]
  | readonly ["C", number, number, number, number, number, number]
  | readonly ["Z"];

export type Path = readonly Segment[];

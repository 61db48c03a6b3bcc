/**
 * The design document: the types of `spec/design-document.schema.json`, as `loadDocument` returns them.
 *
 * Millimetres throughout, y down; a print area's origin is its trimmed top-left corner. A layer's local origin is
 * the CENTRE of its box, and `transform` maps local to area. Field names are those of the JSON.
 */

import type { Matrix } from "../geometry/matrix";

export type Align = "left" | "center" | "right";
export type Fit = "none" | "shrink";
export type Mask = "none" | "ellipse" | "rounded";
export type ShapeKind = "rectangle" | "ellipse" | "star" | "heart" | "path";

/** A pen along an outline. `width` is the pen's, in mm: half of it falls outside the outline. */
export interface Stroke {
  readonly colour: string;
  readonly width: number;
}

/** Text wraps at `width` and stands centred in `height`. With `shrink` it gets smaller until it fits. */
export interface TextBox {
  readonly width: number;
  readonly height: number;
  readonly fit: Fit;
}

/** The circle of the first baseline: radius in mm, above 0 text stands on top of it, below 0 it hangs inside. */
export interface Arc {
  readonly radius: number;
}

interface LayerBase {
  readonly id: string;
  readonly transform: Matrix;
  readonly opacity: number;
  readonly locked: boolean;
}

/** Words in one font. Lines end at line feeds and, in a box, at its width. `box` and `arc` exclude each other. */
export interface TextLayer extends LayerBase {
  readonly type: "text";
  readonly text: string;
  readonly font: string;
  /** Em size in mm. */
  readonly size: number;
  readonly colour: string;
  readonly align: Align;
  /** Distance from baseline to baseline, in ems. */
  readonly line_height: number;
  /** Extra space between letters, in ems. Anything but 0 turns ligatures off. */
  readonly letter_spacing: number;
  /** Drawn behind the fill. */
  readonly stroke: Stroke | null;
  readonly box: TextBox | null;
  readonly arc: Arc | null;
  /** Name of the product's text area that this layer fills. */
  readonly text_area: string | null;
}

/** The part of a picture that shows, as fractions of the upright picture. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture. `width` and `height` in mm, before `transform`. */
export interface ImageLayer extends LayerBase {
  readonly type: "image";
  readonly image: string;
  readonly width: number;
  readonly height: number;
  readonly crop: Crop;
  readonly mask: Mask;
  /** Name of the product's image area that this layer fills. */
  readonly image_area: string | null;
}

/** A drawn figure. `width` and `height` in mm; for a path they only say how large its handles are. */
export interface ShapeLayer extends LayerBase {
  readonly type: "shape";
  readonly shape: ShapeKind;
  /** SVG path data in mm about the centre, for the shape `path`; else null. */
  readonly path: string | null;
  readonly width: number;
  readonly height: number;
  /** In mm, for a rectangle. */
  readonly corner_radius: number;
  readonly fill: string | null;
  /** Drawn over the fill. */
  readonly stroke: Stroke | null;
}

export type Layer = TextLayer | ImageLayer | ShapeLayer;

/** One print area of the product and what is designed on it, the undermost layer first. */
export interface Area {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly background: string | null;
  readonly layers: readonly Layer[];
}

/** A whole design of one product. */
export interface DesignDocument {
  readonly version: 1;
  readonly product_id: number;
  readonly areas: readonly Area[];
}

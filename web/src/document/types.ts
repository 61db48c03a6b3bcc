/**
 * The design document: the types of `spec/design-document.schema.json`, as `loadDocument` returns them.
 *
 * Millimetres throughout, y down. A layer's local origin is the CENTRE of its box, and `transform` maps local to area
 * (for a group's members: to the group). `src/monogram/layout/model.py` says what each field means; field names are
 * those of the JSON.
 */

import type { Matrix } from "../geometry/matrix";
import type { Arrangement, Blend, Ink } from "../layout/operations";

export type Align = "left" | "center" | "right";
export type VerticalAlign = "top" | "middle" | "bottom";
export type Direction = "auto" | "ltr" | "rtl";
export type Fit = "none" | "shrink" | "grow";
export type Flip = "none" | "horizontal" | "vertical" | "both";
export type Mask = "none" | "ellipse" | "rounded" | "heart" | "star" | "path";
export type ShapeKind = "rectangle" | "ellipse" | "star" | "heart" | "path";
export type FilterKind = "greyscale" | "sepia" | "duotone" | "brightness" | "contrast" | "threshold";
export type Symbology = "qr" | "code128" | "ean13";
export type ErrorCorrection = "low" | "medium" | "quartile" | "high";

export interface GradientStop {
  readonly offset: number;
  readonly colour: string;
}

/** Colours across the layer's box. `angle` in degrees: 0 runs left to right, 90 top to bottom. */
export interface LinearFill {
  readonly type: "linear";
  readonly angle: number;
  readonly stops: readonly GradientStop[];
}

/** Colours from the middle of the layer's box outwards to the ellipse that the box holds. */
export interface RadialFill {
  readonly type: "radial";
  readonly stops: readonly GradientStop[];
}

/** A change of a picture's tone; which fields count depends on `type`, the others are null. */
export interface Filter {
  readonly type: FilterKind;
  readonly amount: number | null;
  readonly level: number | null;
  readonly dark: string | null;
  readonly light: string | null;
}

/** A picture repeated over the layer or the area; lengths in mm, `angle` in degrees. */
export interface PatternFill {
  readonly type: "pattern";
  readonly image: string;
  readonly width: number;
  readonly height: number;
  readonly gap_x: number;
  readonly gap_y: number;
  readonly arrangement: Arrangement;
  readonly angle: number;
  readonly offset_x: number;
  readonly offset_y: number;
  readonly filters: readonly Filter[];
}

/** `#rrggbb`, or something that varies over the layer's box. */
export type Fill = string | LinearFill | RadialFill | PatternFill;

/** A pen along an outline. `width` is the pen's, in mm: half of it falls outside the outline. */
export interface Stroke {
  readonly colour: string;
  readonly width: number;
}

/** A soft copy of the layer in one colour behind it. Lengths in mm of the area; `blur` is a standard deviation. */
export interface Shadow {
  readonly colour: string;
  readonly opacity: number;
  readonly dx: number;
  readonly dy: number;
  readonly blur: number;
}

/** Text wraps at `width` and stands in `height`. `shrink` makes it smaller until it fits, `grow` also larger. */
export interface TextBox {
  readonly width: number;
  readonly height: number;
  readonly fit: Fit;
  readonly vertical_align: VerticalAlign;
}

/** The circle of the first baseline: radius in mm, above 0 text stands on top of it, below 0 it hangs inside. */
export interface Arc {
  readonly radius: number;
}

/** A baseline of any form: SVG path data in local mm; `start` (0…1) is where along it the alignment begins. */
export interface TextPath {
  readonly path: string;
  readonly start: number;
  readonly flip: boolean;
}

interface LayerBase {
  readonly id: string;
  readonly transform: Matrix;
  readonly opacity: number;
  readonly locked: boolean;
  readonly blend: Blend;
  readonly shadow: Shadow | null;
  readonly ink: Ink;
}

/** Words in one font. Lines end at line feeds and, in a box, at its width. Of box, arc, on_path one at most. */
export interface TextLayer extends LayerBase {
  readonly type: "text";
  readonly text: string;
  readonly font: string;
  /** Em size in mm. */
  readonly size: number;
  readonly colour: Fill;
  readonly align: Align;
  /** Distance from baseline to baseline, in ems. */
  readonly line_height: number;
  /** Extra space between letters, in ems. Anything but 0 turns ligatures off. */
  readonly letter_spacing: number;
  /** Drawn behind the fill. */
  readonly stroke: Stroke | null;
  readonly box: TextBox | null;
  readonly arc: Arc | null;
  readonly on_path: TextPath | null;
  readonly direction: Direction;
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
  /** SVG path data in the unit square, for the mask `path`; else null. */
  readonly mask_path: string | null;
  readonly flip: Flip;
  readonly filters: readonly Filter[];
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
  readonly fill: Fill | null;
  /** Drawn over the fill. */
  readonly stroke: Stroke | null;
}

/** A vector drawing stretched over a box; its parts may take other colours. */
export interface ClipartLayer extends LayerBase {
  readonly type: "clipart";
  readonly clipart: string;
  readonly width: number;
  readonly height: number;
  readonly flip: Flip;
  /** Colours by part; parts that are not named keep the drawing's. */
  readonly colours: Readonly<Record<string, string>>;
}

/** A code for machines, as vector. QR codes are centred in the box; bars fill it. */
export interface CodeLayer extends LayerBase {
  readonly type: "code";
  readonly symbology: Symbology;
  readonly content: string;
  readonly error_correction: ErrorCorrection;
  readonly quiet_zone: boolean;
  readonly colour: string;
  readonly background: string | null;
  readonly width: number;
  readonly height: number;
}

/** Layers that are moved, blended and shadowed as one. */
export interface GroupLayer extends LayerBase {
  readonly type: "group";
  readonly layers: readonly Layer[];
}

export type Layer = TextLayer | ImageLayer | ShapeLayer | ClipartLayer | CodeLayer | GroupLayer;

/** One print area of the product and what is designed on it, the undermost layer first. */
export interface Area {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly background: Fill | null;
  readonly layers: readonly Layer[];
}

/** A whole design of one product. */
export interface DesignDocument {
  readonly version: 2;
  readonly product_id: number;
  /** Font ids that are asked in turn for characters that a text's own font lacks. */
  readonly fallback_fonts: readonly string[];
  readonly areas: readonly Area[];
}

/** From layers to operations, and what layout can tell about a layer. Twin of `src/monogram/layout/place.py`. */

import type { Area, ImageLayer, Layer, ShapeLayer, TextLayer } from "../document/types";
import { IDENTITY, type Matrix, multiply } from "../geometry/matrix";
import type { Fonts } from "./fonts";
import type { ImageOperation, Operation, StrokePen } from "./operations";
import { maskPath, rectangle, shapePath } from "./shapes";
import { setText } from "./text";

/** In mm: how far a background runs beyond the print area, more than any bleed. */
const BACKGROUND_OVERHANG = 100;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/gu;

/** Something that a person should see before the design is printed. */
export interface Finding {
  readonly layer: string;
  readonly code: "missing_glyph" | "text_overflow" | "right_to_left";
  /** The characters concerned, each once, where there are any. */
  readonly characters: string;
}

/** What to draw for a print area, undermost first. Throws UnknownFontError. */
export function layoutArea(area: Area, fonts: Fonts): Operation[] {
  return [...layoutBackground(area), ...area.layers.flatMap((layer) => layoutLayer(layer, fonts))];
}

/** What to draw for a print area's background: nothing, or one sheet of colour. */
export function layoutBackground(area: Area): Operation[] {
  if (area.background === null) return [];
  const over = BACKGROUND_OVERHANG;
  const path = rectangle(-over, -over, area.width + 2 * over, area.height + 2 * over, 0, 0);
  const fill = area.background;
  return [{ kind: "path", layer: "", path, matrix: IDENTITY, fill, stroke: null, opacity: 1, glyph: null }];
}

/** What to draw for one layer. Throws UnknownFontError. */
export function layoutLayer(layer: Layer, fonts: Fonts): Operation[] {
  switch (layer.type) {
    case "text":
      return layoutText(layer, fonts);
    case "image":
      return [layoutImage(layer)];
    case "shape":
      return layoutShape(layer);
  }
}

/** Width and height in mm of a layer's box about its local origin, before its transform. */
export function layerBounds(layer: Layer, fonts: Fonts): { width: number; height: number } {
  const { width, height } = layer.type === "text" ? setText(layer, fonts.face(layer.font)) : layer;
  return { width, height };
}

/** What layout sees amiss in a print area, in drawing order. */
export function findings(area: Area, fonts: Fonts): Finding[] {
  return area.layers.flatMap((layer) => (layer.type === "text" ? textFindings(layer, fonts) : []));
}

function layoutText(layer: TextLayer, fonts: Fonts): Operation[] {
  const face = fonts.face(layer.font);
  const text = setText(layer, face);
  const inked = text.glyphs.filter((glyph) => face.outline(glyph.id).length > 0);
  const draw = (fill: string | null, stroke: StrokePen | null) =>
    inked.map((glyph): Operation => {
      return {
        kind: "path",
        layer: layer.id,
        path: face.outline(glyph.id),
        matrix: multiply(layer.transform, glyph.matrix),
        fill,
        stroke,
        opacity: layer.opacity,
        glyph: [layer.font, glyph.id],
      };
    });
  if (!layer.stroke) return draw(layer.colour, null);
  const width = layer.stroke.width / (text.size / face.unitsPerEm);
  return [...draw(null, { colour: layer.stroke.colour, width }), ...draw(layer.colour, null)];
}

function layoutImage(layer: ImageLayer): ImageOperation {
  const square: Matrix = [layer.width, 0, 0, layer.height, -layer.width / 2, -layer.height / 2];
  const { x, y, width, height } = layer.crop;
  return {
    kind: "image",
    layer: layer.id,
    image: layer.image,
    matrix: multiply(layer.transform, square),
    crop: [x, y, width, height],
    mask: maskPath(layer.mask, layer.width, layer.height),
    opacity: layer.opacity,
  };
}

function layoutShape(layer: ShapeLayer): Operation[] {
  const { id, transform, fill, stroke, opacity } = layer;
  if (fill === null && stroke === null) return [];
  return [
    {
      kind: "path",
      layer: id,
      path: shapePath(layer),
      matrix: transform,
      fill,
      stroke,
      opacity,
      glyph: null,
    },
  ];
}

function textFindings(layer: TextLayer, fonts: Fonts): Finding[] {
  const text = setText(layer, fonts.face(layer.font));
  const backwards = [...new Set(layer.text.match(RIGHT_TO_LEFT))].join("");
  const found: Finding[] = [];
  if (text.missing) found.push({ layer: layer.id, code: "missing_glyph", characters: text.missing });
  if (backwards) found.push({ layer: layer.id, code: "right_to_left", characters: backwards });
  if (!text.fits) found.push({ layer: layer.id, code: "text_overflow", characters: "" });
  return found;
}

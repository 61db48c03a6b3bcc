/**
 * A text layer as operations: the outline's strokes behind, then the fills.
 * Twin of `src/monogram/layout/text_operations.py`.
 */

import type { TextLayer } from "../document/types";
import { invert, multiply } from "../geometry/matrix";
import type { Operation, Paint, PathOperation, StrokePen } from "./operations";
import { paintOf } from "./paints";
import type { Resources } from "./resources";
import { type PlacedGlyph, type SetText, setText } from "./text";

/** Something that a person should see before the design is printed. */
export interface Finding {
  readonly layer: string;
  readonly code: "missing_glyph" | "text_overflow";
  /** The characters concerned, each once, where there are any. */
  readonly characters: string;
}

/** One outline of a glyph. `colour` is its own, null where it takes the text's. */
interface Ink {
  readonly placed: PlacedGlyph;
  readonly outline: number;
  readonly colour: string | null;
  readonly opacity: number;
}

/** What to draw for a text, the layer's opacity and effects left out. Throws UnknownFontError. */
export function textOperations(layer: TextLayer, resources: Resources): Operation[] {
  const text = setText(layer, resources);
  const inks = inksOf(text, resources);
  const { stroke } = layer;
  const strokes = stroke
    ? inks.map((ink) => {
        const scale = text.size / resources.fonts.face(ink.placed.font).unitsPerEm;
        return operation(layer, resources, ink, null, roundPen(stroke.colour, stroke.width / scale), 1);
      })
    : [];
  const fills = inks.map((ink) =>
    operation(layer, resources, ink, paint(layer, text, ink), null, ink.opacity),
  );
  return [...strokes, ...fills];
}

/** Width and height in mm of a text's box about its local origin. Throws UnknownFontError. */
export function textBounds(layer: TextLayer, resources: Resources): { width: number; height: number } {
  const { width, height } = setText(layer, resources);
  return { width, height };
}

/** What is amiss with a text: characters that no font has, and what finds no room. Throws UnknownFontError. */
export function textFindings(layer: TextLayer, resources: Resources): Finding[] {
  const text = setText(layer, resources);
  const found: Finding[] = [];
  if (text.missing) found.push({ layer: layer.id, code: "missing_glyph", characters: text.missing });
  if (!text.fits) found.push({ layer: layer.id, code: "text_overflow", characters: "" });
  return found;
}

/** Every outline that leaves ink, in drawing order. */
function inksOf(text: SetText, resources: Resources): Ink[] {
  return text.glyphs.flatMap((placed) => {
    const face = resources.fonts.face(placed.font);
    const layers = face.colourLayers(placed.id);
    const inks: Ink[] = layers.map(({ glyph, colour, opacity }) => {
      return { placed, outline: glyph, colour, opacity };
    });
    if (inks.length === 0) inks.push({ placed, outline: placed.id, colour: null, opacity: 1 });
    return inks.filter((ink) => face.outline(ink.outline).length > 0);
  });
}

function paint(layer: TextLayer, text: SetText, ink: Ink): Paint {
  if (ink.colour !== null) return ink.colour;
  if (typeof layer.colour === "string") return layer.colour;
  return paintOf(layer.colour, text.width, text.height, invert(ink.placed.matrix));
}

function roundPen(colour: string, width: number): StrokePen {
  return { paint: colour, width, cap: "round", join: "round", miter_limit: 4 };
}

function operation(
  layer: TextLayer,
  resources: Resources,
  ink: Ink,
  fill: Paint | null,
  stroke: StrokePen | null,
  opacity: number,
): PathOperation {
  return {
    kind: "path",
    layer: layer.id,
    path: resources.fonts.face(ink.placed.font).outline(ink.outline),
    matrix: multiply(layer.transform, ink.placed.matrix),
    fill,
    stroke,
    opacity,
    glyph: [ink.placed.font, ink.outline],
    even_odd: false,
  };
}

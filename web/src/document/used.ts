/** What a document names: its layers, however deep, and the fonts, pictures and drawings that must be at hand. */

import type { DesignDocument, Fill, Layer } from "./types";

/** The layers with all members of groups, in drawing order; a group comes ahead of its members. */
export function allLayers(layers: readonly Layer[]): Layer[] {
  return layers.flatMap((layer) => [layer, ...(layer.type === "group" ? allLayers(layer.layers) : [])]);
}

/** Font ids that the document's texts name, then those that stand in for them, each once; none without a text. */
export function fontsUsed(document: DesignDocument): string[] {
  const named = layersOf(document).flatMap((layer) => (layer.type === "text" ? [layer.font] : []));
  return named.length > 0 ? [...new Set([...named, ...document.fallback_fonts])] : [];
}

/** Image ids that the document shows, in pictures and in patterns, each once, in drawing order. */
export function imagesUsed(document: DesignDocument): string[] {
  const images = document.areas.flatMap((area) => [
    ...patterned(area.background),
    ...allLayers(area.layers).flatMap(imagesOf),
  ]);
  return [...new Set(images)];
}

/** Ids of the drawings that the document shows, each once, in drawing order. */
export function drawingsUsed(document: DesignDocument): string[] {
  return [
    ...new Set(layersOf(document).flatMap((layer) => (layer.type === "clipart" ? [layer.clipart] : []))),
  ];
}

function layersOf(document: DesignDocument): Layer[] {
  return document.areas.flatMap((area) => allLayers(area.layers));
}

function imagesOf(layer: Layer): string[] {
  if (layer.type === "image") return [layer.image];
  if (layer.type === "shape") return patterned(layer.fill);
  return layer.type === "text" ? patterned(layer.colour) : [];
}

function patterned(fill: Fill | null): string[] {
  return fill !== null && typeof fill !== "string" && fill.type === "pattern" ? [fill.image] : [];
}

import type { DesignDocument, Layer } from "./types";

function layers(document: DesignDocument): readonly Layer[] {
  return document.areas.flatMap((area) => area.layers);
}

/** Font ids that the document's texts name, each once, in drawing order. */
export function fontsUsed(document: DesignDocument): string[] {
  return [...new Set(layers(document).flatMap((layer) => (layer.type === "text" ? [layer.font] : [])))];
}

/** Image ids that the document shows, each once, in drawing order. */
export function imagesUsed(document: DesignDocument): string[] {
  return [...new Set(layers(document).flatMap((layer) => (layer.type === "image" ? [layer.image] : [])))];
}

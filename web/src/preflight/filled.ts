/** Is everything there that the product asks for? */

import type { Area, Layer } from "../document/types";
import { allLayers } from "../document/used";
import { TOLERANCE, type Verdicts } from "./values";

/** Whether nothing at all is designed on a print area. Words that nobody has written yet are nothing. */
export function isBlank(area: Area): boolean {
  const isNothing = (layer: Layer) => layer.type === "group" || (layer.type === "text" && !layer.text.trim());
  return area.background === null && allLayers(area.layers).every(isNothing);
}

/** Required text and image areas, then the whole: an area is not asked for twice. */
export function checkFilled(layers: readonly Layer[], isEmpty: boolean, verdicts: Verdicts): void {
  const { spec } = verdicts;
  const texts = new Set(
    layers.map((layer) => (layer.type === "text" && layer.text.trim() ? layer.text_area : null)),
  );
  const images = new Set(layers.map((layer) => (layer.type === "image" ? layer.image_area : null)));
  const unfilledTexts = spec.text_areas.filter(({ name, required }) => required && !texts.has(name));
  const unfilledImages = spec.image_areas.filter(({ name, required }) => required && !images.has(name));
  for (const { name } of unfilledTexts) verdicts.add("required_text", null, { name });
  for (const { name } of unfilledImages) verdicts.add("required_image", null, { name });
  if (spec.required && isEmpty && unfilledTexts.length + unfilledImages.length === 0) {
    verdicts.add("required_area", null);
  }
}

/** Whether a print area holds so many objects that it takes long to make. */
export function checkCount(layers: readonly Layer[], verdicts: Verdicts): void {
  const most = verdicts.parameter("layer_count", "maximum");
  if (layers.length > most + TOLERANCE) verdicts.add("layer_count", null, { layers: layers.length, most });
}

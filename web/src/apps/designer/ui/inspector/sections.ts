/** Which sections of the inspector a layer has. Known from the start; the sections themselves come later. */
import type { Layer } from "../../../../document/types";
import type { Section } from "../session";

/** The sections that make sense for a layer, in the order in which they are shown. */
export function sectionsOf(layer: Layer): Section[] {
  if (layer.type === "text") return ["words", "font", "colour", "format", "arrange"];
  if (layer.type === "image") return ["frame", "arrange"];
  return layer.type === "shape" ? ["colour", "format", "arrange"] : ["arrange"];
}

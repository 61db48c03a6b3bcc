/** Which sections of the inspector a layer has. Known from the start; the sections themselves come later. */
import type { Layer } from "../../../../document/types";
import { hasFeature } from "../../model/configuration";
import { mayMove, mayRestyle } from "../../model/freedom";
import type { Section, Session } from "../session";

type Facts = Pick<Session, "configuration" | "editor">;

/** The sections that make sense for a layer and are on offer, in the order in which they are shown. */
export function sectionsOf(layer: Layer, facts: Facts): Section[] {
  const { configuration, editor } = facts;
  const canMove = hasFeature(configuration, "arrange") && mayMove(editor.product, layer);
  return [...ownSections(layer, facts), ...(canMove ? (["arrange"] as const) : [])];
}

function ownSections(layer: Layer, { configuration, editor }: Facts): Section[] {
  switch (layer.type) {
    case "text": {
      if (!mayRestyle(editor.product, layer)) return ["words"];
      const has = (feature: Parameters<typeof hasFeature>[1]) => hasFeature(configuration, feature);
      return [
        "words",
        ...(has("fonts") ? (["font"] as const) : []),
        ...(has("colours") ? (["colour"] as const) : []),
        "format",
        // What fills an area of the product stays in its box.
        ...(layer.text_area === null ? (["curve"] as const) : []),
        ...(has("outline") || has("shadow") ? (["effects"] as const) : []),
      ];
    }
    case "image": {
      const has = (feature: Parameters<typeof hasFeature>[1]) => hasFeature(configuration, feature);
      // A drawing has no background to speak of, and its part that shows is chosen in the drawing itself.
      const isDrawing = editor.pictures.value.get(layer.image)?.drawing != null;
      return [
        "photo",
        ...(has("filters") ? (["filters"] as const) : []),
        ...(has("background_removal") && !isDrawing ? (["background"] as const) : []),
        ...(has("masks") ? (["frame"] as const) : []),
        ...(has("shadow") ? (["effects"] as const) : []),
      ];
    }
    case "clipart":
      return [
        ...(hasFeature(configuration, "colours") ? (["colour"] as const) : []),
        "photo",
        ...(hasFeature(configuration, "shadow") ? (["effects"] as const) : []),
      ];
    case "code":
      return ["code"];
    case "shape":
      return [
        ...(hasFeature(configuration, "colours") ? (["colour"] as const) : []),
        // Corners are rounded where there are corners.
        ...(hasFeature(configuration, "outline") || layer.shape === "rectangle" ? (["format"] as const) : []),
        ...(hasFeature(configuration, "shadow") ? (["effects"] as const) : []),
      ];
    default:
      return [];
  }
}

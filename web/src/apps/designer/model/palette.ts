/** The colours that a product is made in, and designs that have others: of an older or another product. */
import { allLayers } from "../../../document";
import type { DesignDocument, Layer } from "../../../document/types";
import { filledArea } from "./freedom";
import { coloursOf } from "./textEffects";
import type { Product } from "./wire";

/** What a layer may be coloured with, which for a text area includes its own colour; empty: anything. */
export function paletteFor(product: Product, layer: Layer): readonly string[] {
  const { colours } = product;
  const field = filledArea(product, layer);
  const own = field && "colour" in field ? field.colour.toLowerCase() : null;
  return own === null || colours.length === 0 || isOffered(colours, own) ? colours : [...colours, own];
}

export function isOffered(palette: readonly string[], colour: string): boolean {
  return palette.length === 0 || palette.some((one) => one.toLowerCase() === colour.toLowerCase());
}

/** Whether a design has a colour that its product is not made in; pictures and drawings have their own. */
export function hasOtherColours(product: Product, document: DesignDocument): boolean {
  const layers = allLayers(document.areas.flatMap((area) => area.layers));
  return layers.some((layer) => {
    const palette = paletteFor(product, layer);
    return coloursIn(layer).some((colour) => !isOffered(palette, colour));
  });
}

function coloursIn(layer: Layer): string[] {
  const shadow = layer.shadow ? [layer.shadow.colour] : [];
  switch (layer.type) {
    case "text":
      return [...coloursOf(layer.colour), ...(layer.stroke ? [layer.stroke.colour] : []), ...shadow];
    case "shape":
      return [
        ...(layer.fill === null ? [] : coloursOf(layer.fill)),
        ...(layer.stroke ? [layer.stroke.colour] : []),
        ...shadow,
      ];
    case "code":
      return [layer.colour, ...(layer.background === null ? [] : [layer.background])];
    case "clipart":
      return [...Object.values(layer.colours), ...shadow];
    default:
      return shadow;
  }
}

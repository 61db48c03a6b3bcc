/** What a shopper is free to do with a layer: less where it fills an area of the product, or where features are off. */
import type { Layer } from "../../../document/types";
import type { ImageArea, Product, TextArea } from "./wire";

/** The product's area that a layer fills, or null. */
export function filledArea(product: Product, layer: Layer): TextArea | ImageArea | null {
  for (const area of product.areas) {
    const found =
      layer.type === "text"
        ? area.text_areas.find((one) => one.name === layer.text_area)
        : layer.type === "image"
          ? area.image_areas.find((one) => one.name === layer.image_area)
          : undefined;
    if (found) return found;
  }
  return null;
}

/** Whether its font, size and colour may be chosen. */
export function mayRestyle(product: Product, layer: Layer): boolean {
  const area = filledArea(product, layer);
  return area === null || !("may_restyle" in area) || area.may_restyle;
}

/** Whether it may be moved, turned, resized, reordered or taken away. */
export function mayMove(product: Product, layer: Layer): boolean {
  return !product.is_template && (filledArea(product, layer)?.may_move ?? true);
}

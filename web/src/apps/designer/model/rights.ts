/** What a product lets a shopper do with a layer: its own fields are filled, and sometimes only filled. */
import type { Layer } from "../../../document/types";
import type { Product } from "./wire";

/** Whether it may be moved, turned and resized. A locked layer may, as soon as it is unlocked. */
export function mayMove(product: Product, areaName: string, layer: Layer): boolean {
  if (product.is_template) return false;
  const area = product.areas.find((one) => one.name === areaName);
  if (layer.type === "text" && layer.text_area !== null)
    return area?.text_areas.find((field) => field.name === layer.text_area)?.may_move ?? true;
  if (layer.type === "image" && layer.image_area !== null)
    return area?.image_areas.find((field) => field.name === layer.image_area)?.may_move ?? true;
  return true;
}

/** Whether it may be taken away, copied and put into another order: what is filled once stays where it is. */
export function mayRemove(product: Product, areaName: string, layer: Layer): boolean {
  return mayMove(product, areaName, layer);
}

/** Whether font, size and colours are the shopper's choice. */
export function mayRestyle(product: Product, areaName: string, layer: Layer): boolean {
  if (layer.type !== "text" || layer.text_area === null) return !product.is_template;
  const area = product.areas.find((one) => one.name === areaName);
  return area?.text_areas.find((field) => field.name === layer.text_area)?.may_restyle ?? true;
}

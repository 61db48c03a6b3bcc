/** What a layer is called in lists and announcements. */
import type { Layer } from "../../../document/types";
import { words } from "../words";
import type { Picture } from "./wire";

export function nameOf(layer: Layer, pictures: ReadonlyMap<string, Picture>): string {
  if (layer.type === "text") return shortened(layer.text.replace(/\s+/g, " ").trim()) || words.text;
  if (layer.type === "image") return shortened(pictures.get(layer.image)?.file_name ?? "") || words.photo;
  if (layer.type === "clipart")
    return shortened(pictures.get(layer.clipart)?.file_name ?? "") || words.drawing;
  if (layer.type === "code") return layer.symbology === "qr" ? words.qrCode : words.barCode;
  if (layer.type === "group") return words.group;
  if (layer.shape === "rectangle" && layer.corner_radius > 0) return words.figures.rounded;
  const { rectangle, circle, star, heart } = words.figures;
  return { rectangle, ellipse: circle, star, heart, path: words.shape }[layer.shape];
}

function shortened(name: string): string {
  return name.length > 28 ? `${name.slice(0, 27)}…` : name;
}

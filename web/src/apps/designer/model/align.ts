/** Where a layer lies within its print area, and how large it is there. */
import type { ImageLayer, Layer } from "../../../document/types";
import { boundsOf, compose, decompose } from "../../../view2d/placement";
import { coveringCrop, wholePicture } from "./cropping";

export type Edge = "left" | "centre" | "right" | "top" | "middle" | "bottom";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How far the layer of this size has to move, in millimetres, to lie at that edge or in that middle of the area. */
export function alignment(layer: Layer, size: Size, area: Size, edge: Edge): { dx: number; dy: number } {
  const box = boundsOf(layer.transform, size.width, size.height);
  switch (edge) {
    case "left":
      return { dx: -box.x, dy: 0 };
    case "centre":
      return { dx: (area.width - box.width) / 2 - box.x, dy: 0 };
    case "right":
      return { dx: area.width - box.width - box.x, dy: 0 };
    case "top":
      return { dx: 0, dy: -box.y };
    case "middle":
      return { dx: 0, dy: (area.height - box.height) / 2 - box.y };
    case "bottom":
      return { dx: 0, dy: area.height - box.height - box.y };
  }
}

/** A picture in the middle of the area, upright by quarter turns: whole within it, or covering it with its part cut. */
export function fitted(layer: ImageLayer, area: Size, how: "fit" | "fill"): ImageLayer {
  const quarters = Math.round(decompose(layer.transform).rotation / 90);
  const isSideways = quarters % 2 !== 0;
  const room = isSideways ? { width: area.height, height: area.width } : area;
  const transform = compose(area.width / 2, area.height / 2, quarters * 90);
  if (how === "fill") return covering({ ...layer, transform }, room);
  const by = Math.min(room.width / layer.width, room.height / layer.height);
  return { ...layer, transform, width: layer.width * by, height: layer.height * by };
}

/** In a frame of this size, as much of the picture as it holds. */
function covering(layer: ImageLayer, { width, height }: Size): ImageLayer {
  const whole = wholePicture(layer);
  return { ...layer, width, height, crop: coveringCrop(whole.width / whole.height, width / height) };
}

/** Frames of photos: the form that is cut out of them. */
import type { Crop, ImageLayer, Mask } from "../../../document/types";
import { maskOf } from "./figures";
import type { Picture } from "./wire";

export type FrameName =
  | "none"
  | "rounded"
  | "circle"
  | "oval"
  | "heart"
  | "star"
  | "arch"
  | "hexagon"
  | "octagon"
  | "diamond"
  | "shield"
  | "flower"
  | "burst"
  | "blob"
  | "bubble";

export interface Frame {
  readonly name: FrameName;
  readonly mask: Mask;
  /** In the unit square, for the mask `path`. */
  readonly path: string | null;
  /** Height to width in which the form looks right; null: any. */
  readonly ratio: number | null;
}

const cut = (name: Parameters<typeof maskOf>[0] & FrameName, ratio = 1): Frame => ({
  name,
  mask: "path",
  path: maskOf(name),
  ratio,
});

export const FRAMES: readonly Frame[] = [
  { name: "none", mask: "none", path: null, ratio: null },
  { name: "rounded", mask: "rounded", path: null, ratio: null },
  { name: "circle", mask: "ellipse", path: null, ratio: 1 },
  { name: "oval", mask: "ellipse", path: null, ratio: null },
  { name: "heart", mask: "heart", path: null, ratio: 0.9 },
  { name: "star", mask: "star", path: null, ratio: 0.95 },
  cut("arch", 1.25),
  cut("hexagon", 0.866),
  cut("octagon"),
  cut("diamond"),
  cut("shield", 1.15),
  cut("flower"),
  cut("burst"),
  cut("blob"),
  cut("bubble", 0.8),
];

/** Two sides count as equal when they differ by less than this part. */
const NEARLY = 0.01;

/** Whether a photo has this frame. */
export function hasFrame({ mask, mask_path, width, height }: ImageLayer, frame: Frame): boolean {
  if (mask !== frame.mask || (mask === "path" && mask_path !== frame.path)) return false;
  if (mask !== "ellipse") return true;
  return Math.abs(height / width - 1) < NEARLY === (frame.name === "circle");
}

/**
 * What puts a photo into a frame. A form that would look squeezed gets the sides that it needs, about the same middle
 * and at the same scale, unless the photo has to keep its sides.
 */
export function framed(
  layer: ImageLayer,
  frame: Frame,
  picture: Pick<Picture, "width" | "height">,
  keepsSides: boolean,
): Partial<ImageLayer> {
  const form = { mask: frame.mask, mask_path: frame.path };
  if (frame.ratio === null || keepsSides) return form;
  return { ...form, ...reframed(layer, frame.ratio, picture) };
}

function reframed(
  layer: ImageLayer,
  ratio: number,
  picture: Pick<Picture, "width" | "height">,
): { width: number; height: number; crop: Crop } {
  const { crop } = layer;
  // The whole picture's sides in mm, at the scale that it has now.
  const whole = { width: layer.width / crop.width, height: layer.height / crop.height };
  const wished = Math.sqrt((layer.width * layer.height) / ratio);
  const width = Math.min(wished, whole.width, whole.height / ratio);
  const height = width * ratio;
  const part = { width: width / whole.width, height: height / whole.height };
  const isPortrait = picture.height > picture.width && crop.height > 0.99;
  const middle = { x: crop.x + crop.width / 2, y: isPortrait ? 1 / 3 : crop.y + crop.height / 2 };
  return {
    width,
    height,
    crop: {
      x: within(middle.x - part.width / 2, 1 - part.width),
      y: within(middle.y - part.height / 2, 1 - part.height),
      ...part,
    },
  };
}

function within(value: number, most: number): number {
  return Math.min(Math.max(value, 0), Math.max(most, 0));
}

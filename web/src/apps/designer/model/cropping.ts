/**
 * The part of a picture that its frame shows. The frame is the layer's own box; lengths are in its own millimetres, the
 * origin in its middle. A flip mirrors the picture within the frame and leaves the frame where it is.
 */
import type { Crop, ImageLayer } from "../../../document/types";
import { multiply, translation } from "../../../geometry/matrix";
import type { Box } from "../../../view2d/placement";
import type { CropMove } from "../../../view2d/scene";

/** The least part of a picture's side that shows, and the least side of a frame in millimetres. */
const LEAST_PART = 0.04;
const LEAST_SIDE = 2;

export const WHOLE: Crop = { x: 0, y: 0, width: 1, height: 1 };

type Framed = Pick<ImageLayer, "width" | "height" | "crop" | "flip">;

/** Where the whole picture would lie. */
export function wholePicture({ width, height, crop, flip }: Framed): Box {
  const seen = mirrored(crop, flip);
  const [across, down] = [width / crop.width, height / crop.height];
  return {
    x: -width / 2 - seen.x * across,
    y: -height / 2 - seen.y * down,
    width: across,
    height: down,
  };
}

/** The layer after a move of its picture or its frame; the same layer if there is no room for it. */
export function cropped(layer: ImageLayer, move: CropMove): ImageLayer {
  switch (move.kind) {
    case "pan":
      return panned(layer, move.dx, move.dy);
    case "zoom":
      return enlarged(layer, move.factor, move.at);
    case "frame":
      return reframed(layer, move);
  }
}

/** The whole picture again: in a frame that is free, of its own proportion and about the same size; else as much as fits. */
export function uncropped(layer: ImageLayer, hasFreeFrame: boolean): ImageLayer {
  const { width, height } = wholePicture(layer);
  const ratio = width / height;
  if (hasFreeFrame) {
    const side = Math.sqrt(layer.width * layer.height);
    return { ...layer, crop: WHOLE, width: side * Math.sqrt(ratio), height: side / Math.sqrt(ratio) };
  }
  return { ...layer, crop: coveringCrop(ratio, layer.width / layer.height) };
}

/** The largest part in the middle of a picture that fills a frame; both by their width to height. */
export function coveringCrop(picture: number, frame: number): Crop {
  const share = frame / picture;
  const [width, height] = share > 1 ? [1, 1 / share] : [share, 1];
  return { x: (1 - width) / 2, y: (1 - height) / 2, width, height };
}

/** How much larger the picture is drawn than when as much of it as possible shows; 1 or more. */
export function enlargementOf({ crop }: Framed): number {
  return 1 / Math.max(crop.width, crop.height);
}

function panned(layer: ImageLayer, dx: number, dy: number): ImageLayer {
  const whole = wholePicture(layer);
  const seen = mirrored(layer.crop, layer.flip);
  return showing(layer, { ...seen, x: seen.x - dx / whole.width, y: seen.y - dy / whole.height });
}

function enlarged(layer: ImageLayer, factor: number, at: { x: number; y: number }): ImageLayer {
  const seen = mirrored(layer.crop, layer.flip);
  const most = Math.min(seen.width, seen.height) / LEAST_PART;
  const by = Math.min(Math.max(1, most), Math.max(factor, seen.width, seen.height));
  // The point of the picture under `at`, as a part of the frame, stays under it.
  const [across, down] = [at.x / layer.width + 0.5, at.y / layer.height + 0.5];
  const [width, height] = [seen.width / by, seen.height / by];
  const x = seen.x + across * (seen.width - width);
  const y = seen.y + down * (seen.height - height);
  return showing(layer, { x, y, width, height });
}

/** A corner of the frame moves over the picture, which stays where it is. */
function reframed(layer: ImageLayer, { grip, dx, dy }: CropMove & { kind: "frame" }): ImageLayer {
  const whole = wholePicture(layer);
  const across = edges(layer.width, grip.x, dx, whole.x, whole.width);
  const down = edges(layer.height, grip.y, dy, whole.y, whole.height);
  const [width, height] = [across.end - across.start, down.end - down.start];
  const middle = translation((across.start + across.end) / 2, (down.start + down.end) / 2);
  const seen: Crop = {
    x: (across.start - whole.x) / whole.width,
    y: (down.start - whole.y) / whole.height,
    width: width / whole.width,
    height: height / whole.height,
  };
  return {
    ...layer,
    width,
    height,
    crop: mirrored(seen, layer.flip),
    transform: multiply(layer.transform, middle),
  };
}

/** The frame's two edges along one axis after one of them moved, within the picture and not too near to each other. */
function edges(length: number, grip: number, by: number, from: number, whole: number) {
  const least = Math.min(length, Math.max(LEAST_SIDE, whole * LEAST_PART));
  let [start, end] = [-length / 2, length / 2];
  if (grip < 0) start = Math.min(end - least, Math.max(from, start + by));
  if (grip > 0) end = Math.max(start + least, Math.min(from + whole, end + by));
  return { start, end };
}

/** The layer with this part of the picture as it is seen, brought within its edges. */
function showing(layer: ImageLayer, seen: Crop): ImageLayer {
  const width = Math.min(1, seen.width);
  const height = Math.min(1, seen.height);
  const within = {
    x: Math.min(1 - width, Math.max(0, seen.x)),
    y: Math.min(1 - height, Math.max(0, seen.y)),
    width,
    height,
  };
  return { ...layer, crop: mirrored(within, layer.flip) };
}

/** From the part of the upright picture to the part of the flipped one, and back. */
function mirrored({ x, y, width, height }: Crop, flip: ImageLayer["flip"]): Crop {
  return {
    x: flip === "horizontal" || flip === "both" ? 1 - x - width : x,
    y: flip === "vertical" || flip === "both" ? 1 - y - height : y,
    width,
    height,
  };
}

/**
 * Where artwork lies on a blank: in proportion to a print area, so that one placement suits every blank. Twin of
 * `monogram.designs.placing`; `spec/placement-vectors.json` holds both to the same millimetres.
 */
import type { ClipartLayer, DesignDocument, ImageLayer, Layer } from "../../../document/types";
import type { Matrix } from "../../../geometry/matrix";
import type { Picture, Product, ProductArea } from "../../../wire/product";
import type { Placement } from "./wire";

export const SMALLEST_SCALE = 0.01;
export const LARGEST_SCALE = 20;
/** In widths and heights of the print area, to either side. */
export const FARTHEST_OFFSET = 2;
export const ARTWORK_LAYER = "artwork";
/** In mm: what a picture that is seen whole keeps from an edge that is cut, where the safe margin is less. */
const CLEAR_OF_EDGE = 2;
/** Pictures whose proportions are so close to the print area's were made to fill it. */
const SAME_SHAPE = 0.02;

/** The whole picture in the middle of the first print area. */
export const PLAIN: Placement = {
  area: "",
  fit: "auto",
  scale: 1,
  offset_x: 0,
  offset_y: 0,
  rotation: 0,
};

/** In millimetres; the box's middle is the transform's origin. */
export interface PlacedBox {
  readonly width: number;
  readonly height: number;
  readonly transform: Matrix;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** In millimetres: trimmed, with `bleed` outside and `safe_margin` inside of every side. */
interface Measures extends Size {
  readonly bleed: number;
  readonly safe_margin: number;
}

/** The box of a picture of so many pixels. The twin does the same operations in the same order. */
export function placedBox(area: Measures, picture: Size, placement: Omit<Placement, "area">): PlacedBox {
  const scale = fittedScale(area, picture, placement) * placement.scale;
  const angle = (placement.rotation * Math.PI) / 180;
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const x = area.width / 2 + placement.offset_x * area.width;
  const y = area.height / 2 + placement.offset_y * area.height;
  return {
    width: picture.width * scale,
    height: picture.height * scale,
    transform: [cosine, sine, -sine, cosine, x, y],
  };
}

function fittedScale(area: Measures, picture: Size, placement: Pick<Placement, "fit">): number {
  if (fitOf(area, picture, placement) === "cover") {
    const room = 2 * area.bleed;
    return Math.max((area.width + room) / picture.width, (area.height + room) / picture.height);
  }
  const room = 2 * clearOfEdge(area);
  return Math.min((area.width - room) / picture.width, (area.height - room) / picture.height);
}

/** What `auto` comes to: it covers an area that is cut with a picture of its shape, and else contains. */
export function fitOf(area: Measures, picture: Size, { fit }: Pick<Placement, "fit">): "contain" | "cover" {
  if (fit !== "auto") {
    return fit;
  }
  const shape = picture.width / picture.height;
  const bled = (area.width + 2 * area.bleed) / (area.height + 2 * area.bleed);
  const isSame = [area.width / area.height, bled].some(
    (wanted) => Math.abs(shape / wanted - 1) <= SAME_SHAPE,
  );
  return area.bleed && isSame ? "cover" : "contain";
}

/** In mm; nothing where nothing is cut, or in an area too small for it. */
function clearOfEdge({ width, height, bleed, safe_margin }: Measures): number {
  const clear = bleed ? Math.max(safe_margin, CLEAR_OF_EDGE) : 0;
  return Math.min(width, height) > 4 * clear ? clear : 0;
}

/** The print area that a placement means on this product: the one of its name, else the first. */
export function areaOf(product: Pick<Product, "areas">, { area }: Placement): ProductArea | null {
  return product.areas.find(({ name }) => name === area) ?? product.areas[0] ?? null;
}

/** Within what the server takes. */
export function bounded(placement: Placement): Placement {
  const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
  return {
    ...placement,
    scale: within(placement.scale, SMALLEST_SCALE, LARGEST_SCALE),
    offset_x: within(placement.offset_x, -FARTHEST_OFFSET, FARTHEST_OFFSET),
    offset_y: within(placement.offset_y, -FARTHEST_OFFSET, FARTHEST_OFFSET),
    rotation: turned(placement.rotation),
  };
}

/** −180 < degrees ≤ 180. */
function turned(degrees: number): number {
  const rest = degrees % 360;
  return rest > 180 ? rest - 360 : rest <= -180 ? rest + 360 : rest;
}

const PLAIN_LAYER = {
  id: ARTWORK_LAYER,
  flip: "none",
  opacity: 1,
  locked: false,
  blend: "normal",
  shadow: null,
  ink: "process",
} as const;

/** The layer that bears the artwork; drawings stay drawings. */
export function artworkLayer(area: ProductArea, picture: Picture, placement: Placement): Layer {
  const box = placedBox(area, picture, placement);
  if (picture.drawing) {
    const drawing: ClipartLayer = {
      ...PLAIN_LAYER,
      ...box,
      type: "clipart",
      clipart: picture.id,
      colours: {},
    };
    return drawing;
  }
  const image: ImageLayer = {
    ...PLAIN_LAYER,
    ...box,
    type: "image",
    image: picture.id,
    crop: { x: 0, y: 0, width: 1, height: 1 },
    mask: "none",
    mask_path: null,
    filters: [],
    image_area: null,
  };
  return image;
}

/** The design of a blank with a picture on it; other print areas are empty. */
export function artworkDocument(product: Product, picture: Picture, placement: Placement): DesignDocument {
  const chosen = areaOf(product, placement);
  return {
    version: 2,
    product_id: product.id,
    fallback_fonts: [],
    areas: product.areas.map((area) => ({
      name: area.name,
      width: area.width,
      height: area.height,
      background: null,
      layers: area === chosen ? [artworkLayer(area, picture, placement)] : [],
    })),
  };
}

/** Dots per inch at which the artwork is printed, in the direction in which it is stretched most. */
export function printedDpi(area: Measures, picture: Size, placement: Placement): number {
  return (25.4 * picture.width) / placedBox(area, picture, placement).width;
}

/** The image areas of a product: places of a fixed form that a shopper fills with a photo. */
import type { Crop, DesignDocument, ImageLayer } from "../../../document/types";
import { addLayer, areaNamed, changeLayer } from "./commands";
import type { Editor } from "./editor";
import { newImage } from "./newLayers";
import type { ImageArea, Picture } from "./wire";

/** An image area and the print area in which it lies. */
export interface ImageField {
  readonly areaName: string;
  readonly field: ImageArea;
}

const UPPER_THIRD = 1 / 3;

/**
 * The part of a picture that fills a frame of this size: as much of it as goes in, from the middle. Where a portrait
 * loses height, its upper third counts as the middle, because that is where faces are.
 */
export function coverCrop(picture: Pick<Picture, "width" | "height">, width: number, height: number): Crop {
  const shape = picture.width / picture.height;
  const frame = width / height;
  if (shape > frame) {
    const part = frame / shape;
    return { x: (1 - part) / 2, y: 0, width: part, height: 1 };
  }
  const part = shape / frame;
  const middle = picture.height > picture.width ? UPPER_THIRD : 0.5;
  return { x: 0, y: Math.min(1 - part, Math.max(0, middle - part / 2)), width: 1, height: part };
}

/** The layer that fills an image area, or null. */
export function layerOfImageArea(
  document: DesignDocument,
  areaName: string,
  imageArea: string,
): ImageLayer | null {
  for (const layer of areaNamed(document, areaName)?.layers ?? [])
    if (layer.type === "image" && layer.image_area === imageArea) return layer;
  return null;
}

/** The photo in an image area, or null. */
export function imageInArea(editor: Editor, areaName: string, field: ImageArea): ImageLayer | null {
  return layerOfImageArea(editor.document.value, areaName, field.name);
}

/**
 * Puts a picture into an image area, cut to fill it; a photo that is there already gives way and leaves its frame and
 * tone to the new one. Nothing is selected. Returns the layer's id.
 */
export function fillImageArea(editor: Editor, areaName: string, field: ImageArea, picture: Picture): string {
  editor.addPicture(picture);
  const before = imageInArea(editor, areaName, field);
  if (before) {
    editor.apply(withPicture(editor.document.value, before.id, picture));
    return before.id;
  }
  const layer: ImageLayer = {
    ...newImage(field, picture),
    width: field.width,
    height: field.height,
    crop: coverCrop(picture, field.width, field.height),
    image_area: field.name,
    transform: [1, 0, 0, 1, field.x + field.width / 2, field.y + field.height / 2],
  };
  // Photos lie behind the words that a template sets upon them.
  const layers = areaNamed(editor.document.value, areaName)?.layers ?? [];
  const firstText = layers.findIndex((one) => one.type === "text");
  const at = firstText >= 0 ? firstText : layers.length;
  editor.apply(addLayer(editor.document.value, areaName, layer, at));
  return layer.id;
}

/** Takes the photo out of an image area again. */
export function emptyImageArea(editor: Editor, areaName: string, field: ImageArea): void {
  const layer = imageInArea(editor, areaName, field);
  if (layer) editor.remove(layer.id);
}

/** Another picture in the same frame: place, size, mask and tone stay. */
export function withPicture(document: DesignDocument, layerId: string, picture: Picture): DesignDocument {
  return changeLayer<ImageLayer>(document, layerId, (layer) => ({
    ...layer,
    image: picture.id,
    crop: coverCrop(picture, layer.width, layer.height),
    flip: "none",
  }));
}

/** All image areas of the product, in its own order. */
export function imageFields(editor: Editor): readonly ImageField[] {
  return editor.areas.value.flatMap((area) =>
    area.image_areas.map((field) => ({ areaName: area.name, field })),
  );
}

/** The image area that is to be filled next: of the print area in hand, else of any; null when all are full. */
export function nextEmptyField(editor: Editor): ImageField | null {
  const empty = imageFields(editor).filter(({ areaName, field }) => !imageInArea(editor, areaName, field));
  return empty.find(({ areaName }) => areaName === editor.areaName.value) ?? empty[0] ?? null;
}

/** The image area whose box holds this point of a print area (mm), or null. */
export function imageFieldAt(editor: Editor, areaName: string, x: number, y: number): ImageField | null {
  const holds = ({ field }: ImageField) =>
    x >= field.x && x <= field.x + field.width && y >= field.y && y <= field.y + field.height;
  return imageFields(editor).find((one) => one.areaName === areaName && holds(one)) ?? null;
}

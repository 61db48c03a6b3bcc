/** Where a picture goes that has just arrived: into a place of the product, over another picture, or onto the design. */
import type { ClipartLayer, Drawing, ImageLayer, Layer } from "../../../document";
import { invert, type Matrix, transformPoint } from "../../../geometry/matrix";
import { words } from "../words";
import { coloursFor, isOneColour } from "./clipart";
import { addLayer, areaNamed, changeLayer, findLayer } from "./commands";
import type { Editor } from "./editor";
import {
  fillImageArea,
  type ImageField,
  imageFieldAt,
  imageFields,
  nextEmptyField,
  withPicture,
} from "./imageAreas";
import { nameOf } from "./names";
import { newImage } from "./newLayers";
import { newClipart } from "./newPictures";
import type { Picture } from "./wire";

/** What a picture is meant for. */
export type PictureTarget =
  /** It takes the place of the picture in this layer. */
  | { readonly kind: "layer"; readonly id: string }
  | FieldTarget
  /** Its middle goes here, in mm of the print area. */
  | { readonly kind: "spot"; readonly areaName: string; readonly x: number; readonly y: number };

/** It fills this image area of the product. */
export interface FieldTarget {
  readonly kind: "field";
  readonly areaName: string;
  readonly field: string;
}

/** The shopper's photos, the newest first. */
export function listedPictures({ pictures, unlisted }: Editor): readonly Picture[] {
  return [...pictures.value.values()].filter(({ id }) => !unlisted.value.has(id)).reverse();
}

/** What lies under a point of the print area in hand (mm): an image area, a picture to replace, or the bare product. */
export function targetAt(editor: Editor, x: number, y: number): PictureTarget {
  const areaName = editor.areaName.value;
  const field = imageFieldAt(editor, areaName, x, y);
  if (field) return { kind: "field", areaName, field: field.field.name };
  const layers = areaNamed(editor.document.value, areaName)?.layers ?? [];
  const hit = layers.findLast((layer) => isPicture(layer) && !layer.locked && holds(layer, x, y));
  return hit ? { kind: "layer", id: hit.id } : { kind: "spot", areaName, x, y };
}

/**
 * Puts a picture on the design and selects it. Where nothing is meant for it, it fills the next empty image area; a
 * template that is full has no room for it, and says so by false. Drawings stay drawings, so that they can be recoloured.
 */
export async function placePicture(
  editor: Editor,
  picture: Picture,
  target: PictureTarget | null,
): Promise<boolean> {
  editor.addPicture(picture);
  const areaName = editor.areaName.value;
  const drawing = picture.drawing ? await editor.typesetter.drawings.load(picture.id) : null;
  if (target?.kind === "layer" && replacePicture(editor, target.id, picture)) return true;
  const field = fieldOf(editor, target);
  if (field) {
    editor.select(fillImageArea(editor, field.areaName, field.field, picture));
    editor.say(words.said.added(picture.file_name || words.photo));
    return true;
  }
  if (editor.product.is_template) return false;
  if (editor.areaName.value !== areaName) editor.showArea(areaName);
  const layer = layerFor(editor, picture, drawing);
  if (!layer) return false;
  if (target?.kind === "spot") addAt(editor, layer, target);
  else editor.add(layer);
  return true;
}

function fieldOf(editor: Editor, target: PictureTarget | null): ImageField | null {
  if (target?.kind !== "field") return nextEmptyField(editor);
  const { areaName, field: name } = target;
  return imageFields(editor).find((one) => one.areaName === areaName && one.field.name === name) ?? null;
}

function layerFor(editor: Editor, picture: Picture, drawing: Drawing | null): Layer | null {
  const area = editor.productArea;
  if (!area) return null;
  if (!drawing) return newImage(area, picture);
  const colours = isOneColour(area) ? coloursFor(drawing, editor.readableColour(), area) : {};
  return newClipart(area, picture, colours);
}

function addAt(editor: Editor, fresh: Layer, { areaName, x, y }: PictureTarget & { kind: "spot" }): void {
  const layer: Layer = { ...fresh, transform: [1, 0, 0, 1, x, y] };
  editor.apply(addLayer(editor.document.value, areaName, layer));
  editor.select(layer.id);
  editor.say(words.said.added(nameOf(layer, editor.pictures.value)));
}

/** Another picture in the place and frame of a layer. Says whether there was such a layer. */
export function replacePicture(editor: Editor, layerId: string, picture: Picture): boolean {
  const layer = findLayer(editor.document.value, layerId)?.layer;
  if (!layer || !isPicture(layer)) return false;
  editor.addPicture(picture);
  if (layer.type === "image") editor.apply(withPicture(editor.document.value, layerId, picture));
  else
    editor.apply(changeLayer<Layer>(editor.document.value, layerId, () => replacedDrawing(layer, picture)));
  editor.select(layerId);
  editor.say(words.said.replaced(picture.file_name || words.photo));
  return true;
}

/** A drawing gives way to another of its width; a photo fills its box instead. */
function replacedDrawing(layer: ClipartLayer, picture: Picture): Layer {
  const { id, transform, opacity, locked, blend, shadow, ink } = layer;
  const base = { id, transform, opacity, locked, blend, shadow, ink };
  const height = (layer.width * picture.height) / picture.width;
  const made = picture.drawing
    ? newClipart({ width: 1, height: 1 }, picture, {})
    : newImage({ width: 1, height: 1 }, picture);
  return { ...made, ...base, width: layer.width, height };
}

/**
 * Takes a picture out of the shopper's photos, and off the design where it is used; that can be undone.
 */
export function takeAway(editor: Editor, pictureId: string): void {
  editor.unlisted.value = new Set([...editor.unlisted.value, pictureId]);
  const shows = (layer: Layer) =>
    (layer.type === "image" && layer.image === pictureId) ||
    (layer.type === "clipart" && layer.clipart === pictureId);
  const { areas } = editor.document.value;
  if (!areas.some((area) => area.layers.some(shows))) return;
  editor.select(null);
  editor.apply({
    ...editor.document.value,
    areas: areas.map((area) => ({ ...area, layers: area.layers.filter((layer) => !shows(layer)) })),
  });
}

function isPicture(layer: Layer): layer is ImageLayer | ClipartLayer {
  return layer.type === "image" || layer.type === "clipart";
}

function holds(layer: ImageLayer | ClipartLayer, x: number, y: number): boolean {
  const [across, down] = transformPoint(invert(layer.transform as Matrix), x, y);
  return Math.abs(across) <= layer.width / 2 && Math.abs(down) <= layer.height / 2;
}

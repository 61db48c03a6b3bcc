/** From the editor's state to what the stage shows and thumbnails paint. */
import type { Area, Layer } from "../../../document/types";
import { translation } from "../../../geometry/matrix";
import { layoutBackground, type Operation } from "../../../layout";
import type { ProductPhotos } from "../../../pictures/productPhotos";
import type { PicturePart, ViewPicture } from "../../../view2d/picture";
import { areaToPhoto, middleQuad } from "../../../view2d/quad";
import type { Scene, SceneArea, SceneCrop, SceneLayer } from "../../../view2d/scene";
import type { Camera } from "../../../view2d/viewport";
import { beneath } from "./artwork";
import { areaNamed, findLayer, layerOfTextArea } from "./commands";
import { WHOLE, wholePicture } from "./cropping";
import type { Editor } from "./editor";
import { mayMove } from "./freedom";
import { newTextAreaText } from "./newLayers";
import { moved, withShadowsOf } from "./operations";
import { resizeOf } from "./reshape";
import type { Typeset, Typesetter } from "./typesetter";
import type { ProductArea, ProductView } from "./wire";

type Images = ReadonlyMap<string, CanvasImageSource>;

/** The scene of the view and area in hand. Reads signals: inside an effect it follows them. */
export function sceneOf(
  editor: Editor,
  photos: ProductPhotos,
  images: Images,
  looking: { readonly camera: Camera; readonly cropping: string | null },
): Scene | null {
  const view = editor.product.views.find((one) => one.id === editor.viewId.value);
  if (!view) return null;
  const area = editor.areas.value.find((one) => one.name === editor.areaName.value) ?? null;
  const design = area && areaNamed(editor.document.value, area.name);
  const ready = photos.ready.value.get(view.id);
  return {
    photo: photos.photo(view.id, editor.garment.value),
    photoWidth: view.photo.width,
    photoHeight: view.photo.height,
    shade: ready?.shade ?? null,
    area: area && sceneArea(view, area, ready?.covers.get(area.name) ?? null),
    layers: design ? design.layers.flatMap((layer) => sceneLayer(editor, layer) ?? []) : [],
    ground: area ? [...groundOf(editor, design), ...examplesOf(editor, area)] : [],
    images,
    selected: editor.selectedId.value,
    held: editor.writingId.value ?? looking.cropping,
    changing: editor.isChanging.value ? editor.selectedId.value : null,
    crop: sceneCrop(editor, looking.cropping),
    camera: looking.camera,
    showsArea: editor.product.may_personalise && isEmpty(editor, design),
  };
}

/** A view with all that is designed on it, or null while its photo is on the way. */
export function pictureOf(
  editor: Editor,
  photos: ProductPhotos,
  images: Images,
  view: ProductView,
): ViewPicture | null {
  const photo = photos.photo(view.id, editor.garment.value);
  const ready = photos.ready.value.get(view.id);
  if (!photo || !ready) return null;
  const parts = editor.areas.value
    .filter((area) => view.areas.includes(area.name))
    .map((area): PicturePart => {
      const { toPhoto, cover } = sceneArea(view, area, ready.covers.get(area.name) ?? null);
      const design = areaNamed(editor.made.value, area.name);
      const operations = design ? operationsOf(design, editor.typesetter) : [];
      return { operations, width: area.width, height: area.height, toPhoto, cover };
    });
  const { width: photoWidth, height: photoHeight } = view.photo;
  return { photo, photoWidth, photoHeight, shade: ready.shade, parts, images };
}

function sceneArea(view: ProductView, area: ProductArea, cover: CanvasImageSource | null): SceneArea {
  const { width, height } = area;
  const quad = area.quad ?? middleQuad(view.photo.width, view.photo.height, width, height);
  return { width, height, safeMargin: area.safe_margin, toPhoto: areaToPhoto(quad, width, height), cover };
}

/** What was made of a layer, which never changes, from how it was set. */
const known = new WeakMap<Layer, { set: Typeset; made: SceneLayer }>();

/** A layer as the stage shows it; null while its font is on the way. The same again for the same layer. */
export function sceneLayer({ product, typesetter }: Editor, layer: Layer): SceneLayer | null {
  const set = typesetter.typeset(layer);
  if (!set) return null;
  const before = known.get(layer);
  if (before?.set === set) return before.made;
  const made: SceneLayer = {
    id: layer.id,
    operations: withShadowsOf(set.operations, layer.transform),
    // A text of nothing but spaces still has a place to take hold of.
    width: Math.max(set.width, 1),
    height: Math.max(set.height, 1),
    transform: layer.transform,
    fixed: layer.locked || !mayMove(product, layer),
    resize: resizeOf(layer),
  };
  known.set(layer, { set, made });
  return made;
}

/** The whole of the picture that is being cropped, in its layer's own millimetres. */
function sceneCrop({ document, product, typesetter }: Editor, id: string | null): SceneCrop | null {
  const layer = findLayer(document.value, id)?.layer;
  if (layer?.type !== "image") return null;
  const whole = wholePicture(layer);
  const { width, height } = whole;
  const picture: Layer = { ...layer, width, height, crop: WHOLE, mask: "none", shadow: null, opacity: 1 };
  const middle = translation(whole.x + width / 2, whole.y + height / 2);
  const operations = typesetter.typeset(picture)?.operations ?? [];
  return {
    whole,
    operations: operations.map((operation) => moved(operation, middle, layer.id)),
    hasFreeFrame: !layer.locked && mayMove(product, layer),
  };
}

export function operationsOf(design: Area, typesetter: Typesetter): Operation[] {
  return [
    ...layoutBackground(design),
    ...design.layers.flatMap((layer) => placed(typesetter.typeset(layer)?.operations ?? [], layer)),
  ];
}

/** What lies beneath the shopper's layers. */
export function groundOf({ product, typesetter }: Editor, design: Area | null): Operation[] {
  return design ? operationsOf(beneath(product, design), typesetter) : [];
}

/** Whether there is nothing to see on a print area. */
function isEmpty({ product }: Editor, design: Area | null): boolean {
  return design?.layers.length === 0 && beneath(product, design).layers.length === 0;
}

/** What the product suggests for text areas that are still empty. */
export function examplesOf(editor: Editor, area: ProductArea): Operation[] {
  return area.text_areas.flatMap((field) => {
    if (!field.default_text || layerOfTextArea(editor.document.value, area.name, field.name)) return [];
    const layer = { ...newTextAreaText(field, editor.product.fonts), text: field.default_text, opacity: 0.4 };
    return placed(editor.typesetter.typeset(layer)?.operations ?? [], layer);
  });
}

function placed(operations: readonly Operation[], { id, transform }: Layer): Operation[] {
  return operations.map((operation) => moved(operation, transform, id));
}

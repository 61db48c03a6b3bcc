/** From the editor's state to what the stage in three dimensions shows. */
import type { Area } from "../../../document/types";
import type { ProductPhotos } from "../../../pictures/productPhotos";
import type { ModelScene } from "../../../view3d/scene";
import { areaNamed } from "./commands";
import type { Editor } from "./editor";
import { examplesOf, groundOf, operationsOf, sceneLayer } from "./scenes";

/** A layer that is being dragged over the product, and how far, in the area's millimetres. */
export interface Dragged {
  readonly id: string;
  readonly dx: number;
  readonly dy: number;
}

/** The scene of the print area that lies on the model. Reads signals: inside an effect it follows them. */
export function modelSceneOf(
  editor: Editor,
  photos: ProductPhotos,
  images: ReadonlyMap<string, CanvasImageSource>,
  dragged: Dragged | null,
): ModelScene | null {
  const name = editor.product.model?.area;
  const area = editor.areas.value.find((one) => one.name === name);
  const view = editor.product.views.find((one) => one.areas.includes(name ?? ""));
  const drawn = area && areaNamed(editor.document.value, area.name);
  if (!area || !drawn) return null;
  const design = dragged ? withDragged(drawn, dragged) : drawn;
  return {
    width: area.width,
    height: area.height,
    cover: (view && photos.ready.value.get(view.id)?.covers.get(area.name)) ?? null,
    operations: [
      ...groundOf(editor, design),
      ...examplesOf(editor, area),
      ...operationsOf({ ...design, background: null }, editor.typesetter),
    ],
    layers: design.layers.flatMap((layer) => sceneLayer(editor, layer) ?? []),
    images,
    selected: editor.selectedId.value,
    tint: editor.garment.value,
  };
}

function withDragged(area: Area, { id, dx, dy }: Dragged): Area {
  return {
    ...area,
    layers: area.layers.map((layer) => {
      if (layer.id !== id) return layer;
      const [a, b, c, d, x, y] = layer.transform;
      return { ...layer, transform: [a, b, c, d, x + dx, y + dy] };
    }),
  };
}

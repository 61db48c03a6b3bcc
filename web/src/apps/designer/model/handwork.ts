/** What hands on the stage do to the design. Every gesture is one step of undo. */
import type { ImageLayer, Layer } from "../../../document/types";
import { multiply, scaling } from "../../../geometry/matrix";
import type { Grip } from "../../../view2d/resizing";
import type { CropMove, Reshape, SceneLayer } from "../../../view2d/scene";
import { changeLayer, findLayer, placeLayer } from "./commands";
import { cropped } from "./cropping";
import type { Editor } from "./editor";
import { reshaped } from "./reshape";
import { sceneLayer } from "./scenes";

/** What a layer would look like if its handle were let go here; null while that cannot be shown. */
export function preview(editor: Editor, id: string, change: Reshape): SceneLayer | null {
  const layer = findLayer(editor.document.value, id)?.layer;
  return layer ? sceneLayer(editor, changed(editor, layer, change)) : null;
}

/** Takes the layer as its handle was let go. */
export function reshape(editor: Editor, id: string, change: Reshape): void {
  editor.apply(changeLayer(editor.document.value, id, (layer) => changed(editor, layer, change)));
}

function changed({ typesetter }: Editor, layer: Layer, change: Reshape): Layer {
  return reshaped(layer, change, (one) => typesetter.typeset(one));
}

/** Moves a picture or its frame; moves until `endRun` are undone together. */
export function crop(editor: Editor, id: string, move: CropMove): void {
  const layer = findLayer(editor.document.value, id)?.layer;
  if (layer?.type !== "image") return;
  editor.apply(
    changeLayer<ImageLayer>(editor.document.value, id, (one) => cropped(one, move)),
    `crop:${id}`,
  );
}

/**
 * Makes a layer so many millimetres wider and higher about its middle. What keeps its proportion follows the side that
 * changes.
 */
export function resizeBy(editor: Editor, layer: Layer, across: number, down: number): void {
  const scene = sceneLayer(editor, layer);
  if (!scene) return;
  const grip: Grip = { x: across === 0 ? 0 : 1, y: down === 0 ? 0 : 1 };
  const hasOwnSides = scene.resize === "sides" || (scene.resize === "width" && down === 0);
  const [a, b, c, d] = layer.transform;
  const by = { x: across / Math.hypot(a, b), y: down / Math.hypot(c, d) };
  const width = Math.max(1, scene.width + by.x);
  const height = Math.max(1, scene.height + by.y);
  const run = `size:${layer.id}`;
  if (hasOwnSides) {
    const change = { transform: layer.transform, width, height, grip };
    editor.apply(
      changeLayer(editor.document.value, layer.id, (one) => changed(editor, one, change)),
      run,
    );
    return;
  }
  const factor = across === 0 ? height / scene.height : width / scene.width;
  const matrix = multiply(layer.transform, scaling(factor, factor));
  editor.apply(placeLayer(editor.document.value, layer.id, matrix), run);
}

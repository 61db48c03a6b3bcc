/** Every change that a shopper can make to a design, as pure functions from document to document. */
import type { Area, DesignDocument, GroupLayer, Layer, ShapeLayer, TextLayer } from "../../../document/types";
import { allLayers } from "../../../document/used";
import type { Matrix } from "../../../geometry/matrix";
import { stretchedPath } from "../../../geometry/pathText";
import { compose, decompose } from "../../../view2d/placement";

/** The layer and the area it lies in, or null. */
export function findLayer(document: DesignDocument, id: string | null): { area: Area; layer: Layer } | null {
  for (const area of document.areas) {
    const layer = area.layers.find((candidate) => candidate.id === id);
    if (layer) return { area, layer };
  }
  return null;
}

export function areaNamed(document: DesignDocument, name: string): Area | null {
  return document.areas.find((area) => area.name === name) ?? null;
}

/** Puts a layer into an area, on top or at the place `at` counted from the bottom. */
export function addLayer(
  document: DesignDocument,
  areaName: string,
  layer: Layer,
  at = Number.POSITIVE_INFINITY,
): DesignDocument {
  return withLayers(document, areaName, (layers) => [...layers.slice(0, at), layer, ...layers.slice(at)]);
}

export function removeLayer(document: DesignDocument, id: string): DesignDocument {
  const found = findLayer(document, id);
  if (!found) return document;
  return withLayers(document, found.area.name, (layers) => layers.filter((layer) => layer.id !== id));
}

/** Replaces one layer by what `change` makes of it; the document stays the same object if nothing changed. */
export function changeLayer<L extends Layer>(
  document: DesignDocument,
  id: string,
  change: (layer: L) => L,
): DesignDocument {
  const found = findLayer(document, id);
  if (!found) return document;
  const next = change(found.layer as L);
  if (next === found.layer) return document;
  return withLayers(document, found.area.name, (layers) =>
    layers.map((layer) => (layer.id === id ? next : layer)),
  );
}

/** A copy right above the original, moved a little so that both are seen. A template's field is filled only once. */
export function duplicateLayer(document: DesignDocument, id: string, newId: string): DesignDocument {
  const found = findLayer(document, id);
  if (!found) return document;
  const { area, layer } = found;
  const [a, b, c, d, e, f] = layer.transform;
  const shift = Math.min(area.width, area.height) * 0.05;
  const fresh = { transform: [a, b, c, d, e + shift, f + shift] as const, locked: false };
  const copy: Layer = { ...copyOf(layer, newId), ...fresh };
  return withLayers(document, area.name, (layers) =>
    layers.flatMap((one) => (one.id === id ? [one, copy] : [one])),
  );
}

/** The layer under another id; members of a group get ids that begin with it. */
function copyOf(layer: Layer, id: string): Layer {
  switch (layer.type) {
    case "text":
      return { ...layer, id, text_area: null };
    case "image":
      return { ...layer, id, image_area: null };
    case "group":
      return { ...layer, id, layers: layer.layers.map((member, index) => copyOf(member, `${id}-${index}`)) };
    default:
      return { ...layer, id };
  }
}

/** How far a layer goes in the order: one up (+1, towards the viewer) or down (−1), or to the end. */
export type OrderStep = 1 | -1 | "front" | "back";

/** Moves a layer in the order; at either end nothing happens. */
export function reorderLayer(document: DesignDocument, id: string, by: OrderStep): DesignDocument {
  const found = findLayer(document, id);
  if (!found) return document;
  const { area, layer } = found;
  const from = area.layers.indexOf(layer);
  const to = by === "front" ? area.layers.length - 1 : by === "back" ? 0 : from + by;
  if (to === from || to < 0 || to >= area.layers.length) return document;
  return withLayers(document, area.name, (layers) => {
    const rest = layers.filter((one) => one.id !== id);
    return [...rest.slice(0, to), layer, ...rest.slice(to)];
  });
}

export function moveBy(document: DesignDocument, id: string, dx: number, dy: number): DesignDocument {
  return changeLayer(document, id, (layer) => {
    const [a, b, c, d, e, f] = layer.transform;
    return { ...layer, transform: [a, b, c, d, e + dx, f + dy] };
  });
}

/** Puts a layer where the handles left it. */
export function placeLayer(document: DesignDocument, id: string, matrix: Matrix): DesignDocument {
  return changeLayer(document, id, (layer) => settle(layer, matrix));
}

/**
 * A layer under a new transform, with the scale moved into its own measures: what the shopper reads as "12 mm" is then
 * what is printed. A skewed or mirrored transform has no such reading and stays as it is.
 */
export function settle<L extends Layer>(layer: L, matrix: Matrix): L {
  const { x, y, rotation, scaleX, scaleY, skewX } = decompose(matrix);
  const isPlain = Math.abs(skewX) < 1e-6 && scaleX > 0 && scaleY > 0;
  const isOnPath = layer.type === "text" && layer.on_path !== null;
  if (!isPlain || layer.type === "group" || isOnPath) return { ...layer, transform: matrix };
  const transform = compose(x, y, rotation);
  if (layer.type === "text") {
    return { ...layer, ...scaledText(layer, Math.sqrt(scaleX * scaleY)), transform };
  }
  return { ...layer, ...stretched(layer, scaleX, scaleY), transform };
}

/** Whether a layer has an outline of its own in millimetres, which its measures do not scale. */
export function holdsPath(layer: Layer): boolean {
  return layer.type === "text" ? layer.on_path !== null : layer.type === "shape" && layer.shape === "path";
}

type Boxed = Exclude<Layer, TextLayer | GroupLayer>;

/** Gives a layer with sides of its own other ones; its centre stays. */
export function resizeLayer(
  document: DesignDocument,
  id: string,
  width: number,
  height: number,
): DesignDocument {
  return changeLayer<Boxed>(document, id, (layer) => {
    const sides = stretched(layer, width / layer.width, height / layer.height);
    return { ...layer, ...sides } as Boxed;
  });
}

/** What a layer of other sides is: its outline grows with it. */
export function stretched(layer: Boxed, across: number, down: number): Partial<ShapeLayer> {
  const sides = { width: layer.width * across, height: layer.height * down };
  const isMoved = Math.abs(across - 1) < 1e-9 && Math.abs(down - 1) < 1e-9;
  if (isMoved || layer.type !== "shape" || layer.path === null) return sides;
  return { ...sides, path: stretchedPath(layer.path, across, down) };
}

function scaledText(layer: TextLayer, by: number): Partial<TextLayer> {
  return {
    size: layer.size * by,
    stroke: layer.stroke && { ...layer.stroke, width: layer.stroke.width * by },
    box: layer.box && { ...layer.box, width: layer.box.width * by, height: layer.box.height * by },
    arc: layer.arc && { ...layer.arc, radius: layer.arc.radius * by },
  };
}

/** The turn of a layer in whole tenths of a degree, as the number field shows it. */
export function rotationOf(layer: Layer): number {
  return Math.round(decompose(layer.transform).rotation * 10) / 10 + 0;
}

/** Turns a layer about its own centre to an absolute angle. */
export function rotateTo(document: DesignDocument, id: string, degrees: number): DesignDocument {
  return changeLayer(document, id, (layer) => {
    const { x, y, scaleX, scaleY } = decompose(layer.transform);
    return { ...layer, transform: compose(x, y, degrees, scaleX, scaleY) };
  });
}

/** The layer that fills this text area of the product, in a group or not; or null. */
export function layerOfTextArea(
  document: DesignDocument,
  areaName: string,
  textArea: string,
): TextLayer | null {
  const layers = allLayers(areaNamed(document, areaName)?.layers ?? []);
  return layers.find((one): one is TextLayer => one.type === "text" && one.text_area === textArea) ?? null;
}

/** Writes into a text area: makes its layer with the first letter, and takes it away with the last. */
export function fillTextArea(
  document: DesignDocument,
  areaName: string,
  textArea: string,
  text: string,
  newLayer: () => TextLayer,
): DesignDocument {
  const layer = layerOfTextArea(document, areaName, textArea);
  if (layer?.text === text) return document;
  if (layer)
    return withLayers(document, areaName, (layers) =>
      exchanged(layers, layer, text === "" ? null : { ...layer, text }),
    );
  return text === "" ? document : addLayer(document, areaName, { ...newLayer(), text });
}

/** Puts a layer in the place of another, or none, within groups too; a group that nothing is left of goes. */
function exchanged(layers: readonly Layer[], old: Layer, fresh: Layer | null): Layer[] {
  return layers.flatMap((layer): Layer[] => {
    if (layer === old) return fresh ? [fresh] : [];
    if (layer.type !== "group" || !allLayers([layer]).includes(old)) return [layer];
    const members = exchanged(layer.layers, old, fresh);
    return members.length > 0 ? [{ ...layer, layers: members }] : [];
  });
}

function withLayers(
  document: DesignDocument,
  areaName: string,
  change: (layers: Layer[]) => Layer[],
): DesignDocument {
  return {
    ...document,
    areas: document.areas.map((area) =>
      area.name === areaName ? { ...area, layers: change([...area.layers]) } : area,
    ),
  };
}

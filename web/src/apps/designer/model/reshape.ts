/** Layers whose sides were pulled: a shape gets other measures, a text other lines. */
import type { Layer, TextBox, TextLayer } from "../../../document/types";
import { multiply, translation } from "../../../geometry/matrix";
import type { Reshape, SceneLayer } from "../../../view2d/scene";
import { stretched } from "./commands";
import type { Typeset } from "./typesetter";

type Setting = (layer: Layer) => Typeset | null;

/** What can be pulled at a layer. */
export function resizeOf(layer: Layer): SceneLayer["resize"] {
  if (layer.type === "shape") return "sides";
  if (layer.type !== "text" || layer.arc || layer.on_path) return "corners";
  return layer.box && layer.box.fit !== "none" ? "sides" : "width";
}

/** The layer as a handle at its side left it. */
export function reshaped(layer: Layer, change: Reshape, set: Setting): Layer {
  const { transform, width, height } = change;
  if (layer.type === "shape") {
    const corner_radius = Math.min(layer.corner_radius, width / 2, height / 2);
    const sides = stretched(layer, width / layer.width, height / layer.height);
    return { ...layer, ...sides, transform, corner_radius };
  }
  if (layer.type !== "text") return layer;
  if (layer.box && layer.box.fit !== "none")
    return { ...layer, transform, box: { ...layer.box, width, height } };
  return wrapped(layer, change, set);
}

/** A text in a box of this width that is as high as its lines; its first line stays where it is. */
function wrapped(layer: TextLayer, { transform, width }: Reshape, set: Setting): TextLayer {
  const before = set(layer)?.height ?? 0;
  const box: TextBox = { width, height: before, fit: "none", vertical_align: "top" };
  const straight: TextLayer = { ...layer, box };
  const height = heightOfLines(straight, set) ?? before;
  return {
    ...straight,
    box: { ...box, height },
    transform: multiply(transform, translation(0, (height - before) / 2)),
  };
}

/** What has to change with the words of a text whose box is as high as its lines, so that it still is. */
export function hugged(before: TextLayer, after: TextLayer, set: Setting): Partial<TextLayer> {
  const { box } = before;
  if (box?.fit !== "none") return {};
  const height = heightOfLines(after, set);
  if (height === null || Math.abs(box.height - (heightOfLines(before, set) ?? 0)) > 0.01) return {};
  const down = translation(0, (height - box.height) / 2);
  return { box: { ...box, height }, transform: multiply(before.transform, down) };
}

/**
 * How high the lines of a text in a box stand: that of one line, and the pitch for every further one. Null while its
 * font is on the way.
 */
export function heightOfLines(layer: TextLayer, set: Setting): number | null {
  const one = set({ ...layer, text: "x", box: null })?.height;
  const made = set(layer);
  if (one === undefined || !made) return null;
  const pitch = layer.size * layer.line_height;
  const baselines = made.operations.flatMap((operation) =>
    operation.kind === "path" ? [operation.matrix[5]] : [],
  );
  if (baselines.length === 0 || pitch <= 0) return one;
  const further = Math.round((Math.max(...baselines) - Math.min(...baselines)) / pitch);
  return one + further * pitch;
}

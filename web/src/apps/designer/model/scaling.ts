/** A design as it is in another print size: what lies on the area grows and shrinks with it about its centre. */
import type { Area, DesignDocument, Fill, Layer, Shadow } from "../../../document/types";
import type { Matrix } from "../../../geometry/matrix";
import { holdsPath } from "./commands";
import { type Measures, type Sized, scaleOf } from "./printSizes";

/**
 * The design on the product in another size. Every size has its scale against the area's own measures, so that going
 * there and back is no change, also between a wide and a tall one.
 */
export function inPrintSize(document: DesignDocument, product: Sized, chosen: string | null): DesignDocument {
  const size = product.print_sizes.find(({ id }) => id === chosen);
  const areas = document.areas.map((area) => {
    const own = product.areas.find(({ name }) => name === area.name);
    if (!own) return area;
    return inMeasures(area, own, size?.area === area.name ? size : own);
  });
  return areas.every((area, index) => area === document.areas[index]) ? document : { ...document, areas };
}

function inMeasures(area: Area, own: Measures, { width, height }: Measures): Area {
  if (area.width === width && area.height === height) return area;
  const by = scaleOf(own, { width, height }) / scaleOf(own, area);
  const from = centreOf(area);
  const to = centreOf({ width, height });
  return {
    ...area,
    width,
    height,
    background: scaledFill(area.background, by),
    layers: area.layers.map((layer) => scaled(layer, { from, to, by })),
  };
}

function centreOf({ width, height }: Measures): { x: number; y: number } {
  return { x: width / 2, y: height / 2 };
}

interface Scaling {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  readonly by: number;
}

/** What a layer was before it was scaled: one that nobody has changed since comes back as it was, to the last digit. */
const origins = new WeakMap<Layer, { layer: Layer; back: Scaling }>();

function scaled(layer: Layer, scaling: Scaling): Layer {
  const origin = origins.get(layer);
  if (origin && isSame(origin.back, scaling)) return origin.layer;
  const root = origin?.layer ?? layer;
  const whole = origin ? joined(origin.back, scaling) : scaling;
  const result = scaledLayer(root, whole);
  origins.set(result, { layer: root, back: { from: whole.to, to: whole.from, by: 1 / whole.by } });
  return result;
}

/** From where the way back leads, on to where the next leads. */
function joined(back: Scaling, next: Scaling): Scaling {
  return { from: back.to, to: next.to, by: next.by / back.by };
}

function isSame(one: Scaling, other: Scaling): boolean {
  return (
    Math.abs(one.by / other.by - 1) < 1e-9 &&
    Math.abs(one.to.x - other.to.x) < 1e-9 &&
    Math.abs(one.to.y - other.to.y) < 1e-9
  );
}

function scaledLayer(layer: Layer, { from, to, by }: Scaling): Layer {
  const [a, b, c, d, e, f] = layer.transform;
  const [x, y] = [(e - from.x) * by + to.x, (f - from.y) * by + to.y];
  const shadow = scaledShadow(layer.shadow, by);
  // An outline in millimetres is not rewritten: its layer is magnified as a whole, and so is a group.
  if (layer.type === "group") {
    const transform: Matrix = [a * by, b * by, c * by, d * by, x, y];
    return { ...layer, shadow, transform, layers: withShadows(layer.layers, by) };
  }
  if (holdsPath(layer)) return { ...layer, shadow, transform: [a * by, b * by, c * by, d * by, x, y] };
  return { ...layer, ...scaledMeasures(layer, by), shadow, transform: [a, b, c, d, x, y] } as Layer;
}

/** A shadow's lengths are the area's, whatever its layer is placed by. */
function withShadows(layers: readonly Layer[], by: number): Layer[] {
  return layers.map((layer): Layer => {
    const shadow = scaledShadow(layer.shadow, by);
    return layer.type === "group"
      ? { ...layer, shadow, layers: withShadows(layer.layers, by) }
      : { ...layer, shadow };
  });
}

function scaledShadow(shadow: Shadow | null, by: number): Shadow | null {
  return shadow && { ...shadow, dx: shadow.dx * by, dy: shadow.dy * by, blur: shadow.blur * by };
}

function scaledMeasures(layer: Exclude<Layer, { type: "group" }>, by: number): Partial<Layer> {
  if (layer.type === "text") {
    return {
      size: layer.size * by,
      colour: scaledFill(layer.colour, by) ?? layer.colour,
      stroke: layer.stroke && { ...layer.stroke, width: layer.stroke.width * by },
      box: layer.box && { ...layer.box, width: layer.box.width * by, height: layer.box.height * by },
      arc: layer.arc && { radius: layer.arc.radius * by },
    };
  }
  const measures = { width: layer.width * by, height: layer.height * by };
  if (layer.type !== "shape") return measures;
  return {
    ...measures,
    corner_radius: layer.corner_radius * by,
    fill: scaledFill(layer.fill, by),
    stroke: layer.stroke && { ...layer.stroke, width: layer.stroke.width * by },
  };
}

function scaledFill(fill: Fill | null, by: number): Fill | null {
  if (fill === null || typeof fill === "string" || fill.type !== "pattern") return fill;
  return {
    ...fill,
    width: fill.width * by,
    height: fill.height * by,
    gap_x: fill.gap_x * by,
    gap_y: fill.gap_y * by,
    offset_x: fill.offset_x * by,
    offset_y: fill.offset_y * by,
  };
}

/** Layers of an area of these measures as they lie in another one: about its centre, by the smaller ratio. */
export function layersInMeasures(layers: readonly Layer[], from: Measures, to: Measures): readonly Layer[] {
  const scaling = { from: centreOf(from), to: centreOf(to), by: scaleOf(from, to) };
  return layers.map((layer) => scaled(layer, scaling));
}

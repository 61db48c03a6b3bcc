/**
 * All steps of a history as plain data for the browser's storage. Steps share their layers and areas in memory, and so
 * they do here: each is written once, and a step is a list of numbers.
 */
import {
  type Area,
  type DesignDocument,
  type Layer,
  loadDocument,
  loadLayer,
  VERSION,
} from "../../../document";
import type { History } from "./history";

export interface PackedArea extends Omit<Area, "layers"> {
  /** Places in `layers`. */
  readonly layers: readonly number[];
}

export interface PackedSteps {
  readonly layers: readonly unknown[];
  readonly areas: readonly PackedArea[];
  readonly fallback_fonts: readonly (readonly string[])[];
  readonly steps: readonly { readonly fallback_fonts: number; readonly areas: readonly number[] }[];
  /** Which step is the present. */
  readonly present: number;
  readonly product_id: number;
}

export type Steps = Pick<History<DesignDocument>, "past" | "present" | "future">;

/** Numbers things in the order in which they are first met. */
class Pool<Thing extends object, Packed> {
  readonly packed: Packed[] = [];
  private readonly places = new Map<Thing, number>();

  constructor(private readonly pack: (thing: Thing) => Packed) {}

  placeOf(thing: Thing): number {
    const known = this.places.get(thing);
    if (known !== undefined) return known;
    const packed = this.pack(thing);
    const place = this.packed.push(packed) - 1;
    this.places.set(thing, place);
    return place;
  }
}

/** At most the `most` steps nearest to the present on either side. */
export function pack({ past, present, future }: Steps, most: number): PackedSteps {
  const before = past.slice(Math.max(0, past.length - most));
  const layers = new Pool<Layer, Layer>((layer) => layer);
  const areas = new Pool<Area, PackedArea>((area) => ({
    ...area,
    layers: area.layers.map((layer) => layers.placeOf(layer)),
  }));
  const fonts = new Pool<readonly string[], readonly string[]>((list) => list);
  const steps = [...before, present, ...future.slice(0, most)].map((step) => ({
    fallback_fonts: fonts.placeOf(step.fallback_fonts),
    areas: step.areas.map((area) => areas.placeOf(area)),
  }));
  return {
    layers: layers.packed,
    areas: areas.packed,
    fallback_fonts: fonts.packed,
    steps,
    present: before.length,
    product_id: present.product_id,
  };
}

/** The steps again, sharing what they shared; `keep` may change a layer or drop it. Null where something is broken. */
export function unpack(packed: PackedSteps, keep: (layer: Layer) => Layer | null): Steps | null {
  try {
    const layers = packed.layers.map((raw, index) => keep(loadLayer(raw, `layers[${index}]`)));
    const areas = packed.areas.map((area) => unpackArea(area, layers, packed.product_id));
    const steps = packed.steps.map(
      (step): DesignDocument => ({
        version: VERSION,
        product_id: packed.product_id,
        fallback_fonts: at(packed.fallback_fonts, step.fallback_fonts),
        areas: step.areas.map((place) => at(areas, place)),
      }),
    );
    const present = at(steps, packed.present);
    // What is printed is checked as a whole.
    loadDocument(present);
    return { past: steps.slice(0, packed.present), present, future: steps.slice(packed.present + 1) };
  } catch {
    return null;
  }
}

function unpackArea(area: PackedArea, layers: readonly (Layer | null)[], product_id: number): Area {
  const bare = { version: VERSION, product_id, areas: [{ ...area, layers: [] }] };
  return {
    ...at(loadDocument(bare).areas, 0),
    layers: area.layers.flatMap((place) => at(layers, place) ?? []),
  };
}

function at<T>(list: readonly T[], place: number): T {
  if (!(place in list)) throw new RangeError(`nothing at ${place}`);
  return list[place] as T;
}

/**
 * The parts of layers, out of untrusted JSON: transforms, fills, strokes, shadows, filters, boxes, paths.
 *
 * `src/monogram/layout/loader_parts.py` is its twin: same limits, same sentences, same order of the checks.
 */

import { determinant, type Matrix } from "../geometry/matrix";
import { PathDataError, parsePathData } from "../geometry/pathData";
import { DocumentError, Fields, isObject, readList, readNumber } from "./fields";
import type {
  Arc,
  Crop,
  Fill,
  Filter,
  FilterKind,
  GradientStop,
  PatternFill,
  Shadow,
  Stroke,
  TextBox,
  TextPath,
} from "./types";

export const LENGTH_LIMIT = 20_000;
const PATH_LIMIT = 100_000;
const SHIFT_LIMIT = 1_000_000;
const SCALE_LIMIT = 10_000;
const FILTER_LIMIT = 8;
const STOP_LIMIT = 16;

export const IMAGE_ID = /^[0-9a-f]{32}$/;
export const IMAGE_RULE = "an image id: 32 hexadecimal digits";
const FULL_CROP = { x: 0, y: 0, width: 1, height: 1 };

const PATTERN_FIELDS = [
  ...["type", "image", "width", "height", "gap_x", "gap_y", "arrangement", "angle", "offset_x", "offset_y"],
  "filters",
];
const FILTER_KINDS: readonly FilterKind[] = [
  ...(["greyscale", "sepia", "duotone", "brightness", "contrast", "threshold"] as const),
];
/** Which types of filter a field is for. */
const FILTER_FIELDS = {
  amount: ["brightness", "contrast"],
  level: ["threshold"],
  dark: ["duotone"],
  light: ["duotone"],
} as const satisfies Record<string, readonly FilterKind[]>;
type FilterField = keyof typeof FILTER_FIELDS;

/** A layer's map to its area or its group. */
export function loadTransform(fields: Fields): Matrix {
  const path = fields.at("transform");
  const numbers = readList(fields.value("transform"), path, 6, 6).map((entry, index) => {
    const limit = index < 4 ? SCALE_LIMIT : SHIFT_LIMIT;
    return readNumber(entry, `${path}[${index}]`, -limit, limit);
  });
  const matrix = numbers as unknown as Matrix;
  if (determinant(matrix) === 0) throw new DocumentError(path, "must not flatten the layer");
  return matrix;
}

/** A colour, a gradient or a pattern. */
export function loadFill(fields: Fields, name: string, fallback?: string): Fill {
  const value = fields.value(name, fallback);
  if (!isObject(value)) return fields.colour(name, fallback);
  const path = fields.at(name);
  switch (value.type) {
    case "linear": {
      const linear = new Fields(value, path, ["type", "angle", "stops"]);
      return { type: "linear", angle: linear.number("angle", -360, 360, 0), stops: loadStops(linear) };
    }
    case "radial":
      return { type: "radial", stops: loadStops(new Fields(value, path, ["type", "stops"])) };
    case "pattern":
      return loadPattern(new Fields(value, path, PATTERN_FIELDS));
    default:
      throw new DocumentError(`${path}.type`, "must be one of linear, radial, pattern");
  }
}

/** A fill, or null; null where absent. */
export function loadFillOrNull(fields: Fields, name: string): Fill | null {
  return fields.value(name, null) === null ? null : loadFill(fields, name);
}

function loadStops(fields: Fields): GradientStop[] {
  const path = fields.at("stops");
  const stops: GradientStop[] = [];
  for (const [index, entry] of readList(fields.value("stops"), path, 2, STOP_LIMIT).entries()) {
    const inner = new Fields(entry, `${path}[${index}]`, ["offset", "colour"]);
    const stop = { offset: inner.number("offset", 0, 1), colour: inner.colour("colour") };
    if (stop.offset < (stops.at(-1)?.offset ?? 0))
      throw new DocumentError(inner.at("offset"), "must not be less than that of the stop before");
    stops.push(stop);
  }
  return stops;
}

function loadPattern(fields: Fields): PatternFill {
  return {
    type: "pattern",
    image: fields.identifier("image", IMAGE_ID, IMAGE_RULE),
    width: fields.number("width", 0.1, LENGTH_LIMIT),
    height: fields.number("height", 0.1, LENGTH_LIMIT),
    gap_x: fields.number("gap_x", 0, LENGTH_LIMIT, 0),
    gap_y: fields.number("gap_y", 0, LENGTH_LIMIT, 0),
    arrangement: fields.choice("arrangement", ["grid", "brick", "half-drop"], "grid"),
    angle: fields.number("angle", -360, 360, 0),
    offset_x: fields.number("offset_x", -LENGTH_LIMIT, LENGTH_LIMIT, 0),
    offset_y: fields.number("offset_y", -LENGTH_LIMIT, LENGTH_LIMIT, 0),
    filters: loadFilters(fields),
  };
}

/** Changes of a picture's tone, in their order; none where absent. */
export function loadFilters(fields: Fields): Filter[] {
  const path = fields.at("filters");
  const known = ["type", ...Object.keys(FILTER_FIELDS)];
  return readList(fields.value("filters", []), path, 0, FILTER_LIMIT).map((entry, index) =>
    loadFilter(new Fields(entry, `${path}[${index}]`, known)),
  );
}

function loadFilter(fields: Fields): Filter {
  const type = fields.choice("type", FILTER_KINDS);
  const has = (name: FilterField) => (FILTER_FIELDS[name] as readonly FilterKind[]).includes(type);
  for (const name of Object.keys(FILTER_FIELDS) as FilterField[])
    if (!has(name)) fields.mustBeNull(name, `for the filter ${type}`);
  return {
    type,
    amount: has("amount") ? fields.number("amount", -1, 1) : null,
    level: has("level") ? fields.number("level", 0, 1) : null,
    dark: has("dark") ? fields.colour("dark") : null,
    light: has("light") ? fields.colour("light") : null,
  };
}

/** The pen along an outline. */
export function loadStroke(fields: Fields): Stroke | null {
  const inner = fields.inner("stroke", ["colour", "width"]);
  return inner && { colour: inner.colour("colour"), width: inner.number("width", 0.001, 1_000) };
}

/** The soft copy behind a layer. */
export function loadShadow(fields: Fields): Shadow | null {
  const inner = fields.inner("shadow", ["colour", "opacity", "dx", "dy", "blur"]);
  return (
    inner && {
      colour: inner.colour("colour"),
      opacity: inner.number("opacity", 0, 1, 1),
      dx: inner.number("dx", -1_000, 1_000, 0),
      dy: inner.number("dy", -1_000, 1_000, 0),
      blur: inner.number("blur", 0, 100, 0),
    }
  );
}

/** The box in which a text wraps. */
export function loadBox(fields: Fields, known: readonly string[]): TextBox | null {
  const inner = fields.inner("box", known);
  return (
    inner && {
      width: inner.number("width", 0.1, LENGTH_LIMIT),
      height: inner.number("height", 0.1, LENGTH_LIMIT),
      fit: inner.choice("fit", ["none", "shrink", "grow"], "none"),
      vertical_align: inner.choice("vertical_align", ["top", "middle", "bottom"], "middle"),
    }
  );
}

/** The circle on which a text stands. */
export function loadArc(fields: Fields): Arc | null {
  const inner = fields.inner("arc", ["radius"]);
  if (!inner) return null;
  const radius = inner.number("radius", -100_000, 100_000);
  if (Math.abs(radius) < 1) throw new DocumentError(inner.at("radius"), "must be 1 or more, or -1 or less");
  return { radius };
}

/** The path on which a text stands. */
export function loadTextPath(fields: Fields): TextPath | null {
  const inner = fields.inner("on_path", ["path", "start", "flip"]);
  return (
    inner && {
      path: loadPathData(inner, "path"),
      start: inner.number("start", 0, 1, 0),
      flip: inner.flag("flip"),
    }
  );
}

/** The part of a picture that shows; all of it where absent. */
export function loadCrop(fields: Fields): Crop {
  const inner = new Fields(fields.value("crop", FULL_CROP), fields.at("crop"), Object.keys(FULL_CROP));
  const crop = {
    x: inner.number("x", 0, 1),
    y: inner.number("y", 0, 1),
    width: inner.number("width", 0.001, 1),
    height: inner.number("height", 0.001, 1),
  };
  // Half a millionth of tolerance: the two numbers were rounded one by one.
  if (crop.x + crop.width > 1.0000005 || crop.y + crop.height > 1.0000005)
    throw new DocumentError(inner.path, "must stay inside the picture");
  return crop;
}

/** Path data where `kind`, the value of `kindField`, is `path`; else null. */
export function loadPathFor(fields: Fields, name: string, kindField: string, kind: string): string | null {
  if (kind === "path") return loadPathData(fields, name);
  fields.mustBeNull(name, `unless the ${kindField} is path`);
  return null;
}

function loadPathData(fields: Fields, name: string): string {
  const data = fields.text(name, PATH_LIMIT);
  try {
    parsePathData(data);
  } catch (error) {
    if (error instanceof PathDataError) throw new DocumentError(fields.at(name), error.message);
    throw error;
  }
  return data;
}

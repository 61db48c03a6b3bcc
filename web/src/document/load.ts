/**
 * From untrusted JSON to a `DesignDocument`: defaults filled in, numbers rounded, everything else refused.
 *
 * `src/monogram/layout/loader.py` is its twin: same limits, same sentences, same order of the checks.
 */

import { determinant, type Matrix } from "../geometry/matrix";
import { PathDataError, parsePathData } from "../geometry/pathData";
import { DocumentError, Fields, isObject, readList, readNumber } from "./fields";
import type {
  Arc,
  Area,
  Crop,
  DesignDocument,
  ImageLayer,
  Layer,
  ShapeKind,
  ShapeLayer,
  Stroke,
  TextBox,
  TextLayer,
} from "./types";

export const VERSION = 1;
export const LAYER_LIMIT = 500;
export const TEXT_LIMIT = 2_000;
const AREA_LIMIT = 20;
const PATH_LIMIT = 100_000;
const NAME_LIMIT = 60;
const LENGTH_LIMIT = 20_000;
const SHIFT_LIMIT = 1_000_000;
const SCALE_LIMIT = 10_000;

const LAYER_ID = /^[A-Za-z0-9_-]{1,64}$/;
const FONT_ID = /^[A-Za-z0-9_-]{1,60}$/;
const IMAGE_ID = /^[0-9a-f]{32}$/;

const LAYER_FIELDS = ["id", "type", "transform", "opacity", "locked"];
const TEXT_FIELDS = [
  ...LAYER_FIELDS,
  ...[
    "text",
    "font",
    "size",
    "colour",
    "align",
    "line_height",
    "letter_spacing",
    "stroke",
    "box",
    "arc",
    "text_area",
  ],
];
const IMAGE_FIELDS = [...LAYER_FIELDS, "image", "width", "height", "crop", "mask", "image_area"];
const SHAPE_FIELDS = [...LAYER_FIELDS, "shape", "path", "width", "height", "corner_radius", "fill", "stroke"];

const FULL_CROP = { x: 0, y: 0, width: 1, height: 1 };

/** The document that decoded JSON describes. Throws DocumentError at the first fault. */
export function loadDocument(raw: unknown): DesignDocument {
  const fields = new Fields(raw, "", ["version", "product_id", "areas"]);
  if (fields.value("version") !== VERSION) throw new DocumentError("version", `must be ${VERSION}`);
  const product_id = fields.whole("product_id");
  const seenIds = new Set<string>();
  const areas: Area[] = [];
  for (const [index, entry] of readList(fields.value("areas"), "areas", 0, AREA_LIMIT).entries()) {
    const area = loadArea(entry, `areas[${index}]`, seenIds);
    if (areas.some((other) => other.name === area.name))
      throw new DocumentError(`areas[${index}].name`, "is used twice");
    areas.push(area);
  }
  return { version: VERSION, product_id, areas };
}

function loadArea(raw: unknown, path: string, seenIds: Set<string>): Area {
  const fields = new Fields(raw, path, ["name", "width", "height", "background", "layers"]);
  const name = fields.string("name", 1, NAME_LIMIT);
  const width = fields.number("width", 1, LENGTH_LIMIT);
  const height = fields.number("height", 1, LENGTH_LIMIT);
  const background = fields.colourOrNull("background");
  const layers: Layer[] = [];
  for (const [index, entry] of readList(
    fields.value("layers", []),
    fields.at("layers"),
    0,
    LAYER_LIMIT,
  ).entries()) {
    const layer = loadLayer(entry, `${path}.layers[${index}]`);
    if (seenIds.has(layer.id)) throw new DocumentError(`${path}.layers[${index}].id`, "is used twice");
    if (seenIds.size === LAYER_LIMIT)
      throw new DocumentError(fields.at("layers"), `a design has ${LAYER_LIMIT} layers at most`);
    seenIds.add(layer.id);
    layers.push(layer);
  }
  return { name, width, height, background, layers };
}

/** One layer alone, checked as in a document; `path` stands in front of the place of a fault. */
export function loadLayer(raw: unknown, path: string): Layer {
  if (!isObject(raw)) throw new DocumentError(path, "must be an object");
  switch (raw.type) {
    case "text":
      return loadText(new Fields(raw, path, TEXT_FIELDS));
    case "image":
      return loadImage(new Fields(raw, path, IMAGE_FIELDS));
    case "shape":
      return loadShape(new Fields(raw, path, SHAPE_FIELDS));
    default:
      throw new DocumentError(`${path}.type`, "must be one of text, image, shape");
  }
}

function loadCommon(fields: Fields): Pick<Layer, "id" | "transform" | "opacity" | "locked"> {
  return {
    id: fields.identifier("id", LAYER_ID, "1 to 64 letters, digits, - or _"),
    transform: loadTransform(fields),
    opacity: fields.number("opacity", 0, 1, 1),
    locked: fields.flag("locked"),
  };
}

function loadTransform(fields: Fields): Matrix {
  const path = fields.at("transform");
  const numbers = readList(fields.value("transform"), path, 6, 6).map((entry, index) => {
    const limit = index < 4 ? SCALE_LIMIT : SHIFT_LIMIT;
    return readNumber(entry, `${path}[${index}]`, -limit, limit);
  });
  const matrix = numbers as unknown as Matrix;
  if (determinant(matrix) === 0) throw new DocumentError(path, "must not flatten the layer");
  return matrix;
}

function loadText(fields: Fields): TextLayer {
  const layer: TextLayer = {
    type: "text",
    ...loadCommon(fields),
    text: fields.text("text", TEXT_LIMIT),
    font: fields.identifier("font", FONT_ID, "a font id: 1 to 60 letters, digits, - or _"),
    size: fields.number("size", 0.1, 2_000),
    colour: fields.colour("colour", "#000000"),
    align: fields.choice("align", ["left", "center", "right"], "center"),
    line_height: fields.number("line_height", 0.1, 10, 1.2),
    letter_spacing: fields.number("letter_spacing", -1, 10, 0),
    stroke: loadStroke(fields),
    box: loadBox(fields),
    arc: loadArc(fields),
    text_area: fields.name("text_area", NAME_LIMIT),
  };
  if (layer.box && layer.arc) throw new DocumentError(fields.at("arc"), "must be null for a text in a box");
  return layer;
}

function loadStroke(fields: Fields): Stroke | null {
  const raw = fields.value("stroke", null);
  if (raw === null) return null;
  const inner = new Fields(raw, fields.at("stroke"), ["colour", "width"]);
  return { colour: inner.colour("colour"), width: inner.number("width", 0.001, 1_000) };
}

function loadBox(fields: Fields): TextBox | null {
  const raw = fields.value("box", null);
  if (raw === null) return null;
  const inner = new Fields(raw, fields.at("box"), ["width", "height", "fit"]);
  return {
    width: inner.number("width", 0.1, LENGTH_LIMIT),
    height: inner.number("height", 0.1, LENGTH_LIMIT),
    fit: inner.choice("fit", ["none", "shrink"], "none"),
  };
}

function loadArc(fields: Fields): Arc | null {
  const raw = fields.value("arc", null);
  if (raw === null) return null;
  const inner = new Fields(raw, fields.at("arc"), ["radius"]);
  const radius = inner.number("radius", -100_000, 100_000);
  if (Math.abs(radius) < 1) throw new DocumentError(inner.at("radius"), "must be 1 or more, or -1 or less");
  return { radius };
}

function loadImage(fields: Fields): ImageLayer {
  return {
    type: "image",
    ...loadCommon(fields),
    image: fields.identifier("image", IMAGE_ID, "an image id: 32 hexadecimal digits"),
    width: fields.number("width", 0.1, LENGTH_LIMIT),
    height: fields.number("height", 0.1, LENGTH_LIMIT),
    crop: loadCrop(fields),
    mask: fields.choice("mask", ["none", "ellipse", "rounded"], "none"),
    image_area: fields.name("image_area", NAME_LIMIT),
  };
}

function loadCrop(fields: Fields): Crop {
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

function loadShape(fields: Fields): ShapeLayer {
  const common = loadCommon(fields);
  const shape = fields.choice("shape", ["rectangle", "ellipse", "star", "heart", "path"]);
  return {
    type: "shape",
    ...common,
    shape,
    path: loadPath(fields, shape),
    width: fields.number("width", 0.1, LENGTH_LIMIT),
    height: fields.number("height", 0.1, LENGTH_LIMIT),
    corner_radius: fields.number("corner_radius", 0, LENGTH_LIMIT, 0),
    fill: fields.colourOrNull("fill"),
    stroke: loadStroke(fields),
  };
}

function loadPath(fields: Fields, shape: ShapeKind): string | null {
  if (shape !== "path") {
    if (fields.value("path", null) !== null)
      throw new DocumentError(fields.at("path"), "must be null unless the shape is path");
    return null;
  }
  const data = fields.text("path", PATH_LIMIT);
  try {
    parsePathData(data);
  } catch (error) {
    if (error instanceof PathDataError) throw new DocumentError(fields.at("path"), error.message);
    throw error;
  }
  return data;
}

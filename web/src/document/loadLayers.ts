/**
 * One layer of each kind, out of untrusted JSON. `src/monogram/layout/loader_layers.py` is its twin.
 *
 * Fields are known by the document's version: version 1 had no effects, no groups, and three kinds of layer.
 */

import { checkedContent } from "../layout/codeContent";
import type { Blend } from "../layout/operations";
import { sortedByCharacters } from "./canonical";
import { DocumentError, Fields, isObject, readColour, readString } from "./fields";
import {
  IMAGE_ID,
  IMAGE_RULE,
  LENGTH_LIMIT,
  loadArc,
  loadBox,
  loadCrop,
  loadFill,
  loadFillOrNull,
  loadFilters,
  loadPathFor,
  loadShadow,
  loadStroke,
  loadTextPath,
  loadTransform,
} from "./loadParts";
import type { ClipartLayer, CodeLayer, Flip, ImageLayer, Layer, ShapeLayer, TextLayer } from "./types";

export const TEXT_LIMIT = 2_000;
export const NAME_LIMIT = 60;
export const FONT_ID = /^[A-Za-z0-9_-]{1,60}$/;
export const FONT_RULE = "a font id: 1 to 60 letters, digits, - or _";
const CONTENT_LIMIT = 1_000;
const COLOUR_LIMIT = 40;
const PART_NAME_LIMIT = 40;
const LAYER_ID = /^[A-Za-z0-9_-]{1,64}$/;

const FLIPS: readonly Flip[] = ["none", "horizontal", "vertical", "both"];
const BLENDS: readonly Blend[] = [
  ...(["normal", "multiply", "screen", "overlay", "darken", "lighten"] as const),
  ...(["color-dodge", "color-burn", "hard-light", "soft-light", "difference", "exclusion"] as const),
];

/** Lists of field names read better in one line. */
const words = (line: string) => line.split(" ");

const FIRST_COMMON = words("id type transform opacity locked");
const FIRST_TEXT = [
  ...FIRST_COMMON,
  ...words("text font size colour align line_height letter_spacing stroke box arc text_area"),
];
const FIRST_IMAGE = [...FIRST_COMMON, ...words("image width height crop mask image_area")];
const SHAPE = words("shape path width height corner_radius fill stroke");
const EFFECTS = words("blend shadow ink");
const COMMON = [...FIRST_COMMON, ...EFFECTS];

export type Version = 1 | 2;

/** Fields of each kind of layer, by the document's version. */
const KNOWN_FIELDS: Readonly<Record<Version, ReadonlyMap<unknown, readonly string[]>>> = {
  1: new Map([
    ["text", FIRST_TEXT],
    ["image", FIRST_IMAGE],
    ["shape", [...FIRST_COMMON, ...SHAPE]],
  ]),
  2: new Map([
    ["text", [...FIRST_TEXT, ...EFFECTS, "on_path", "direction"]],
    ["image", [...FIRST_IMAGE, ...EFFECTS, "mask_path", "flip", "filters"]],
    ["shape", [...COMMON, ...SHAPE]],
    ["clipart", [...COMMON, ...words("clipart width height flip colours")]],
    [
      "code",
      [...COMMON, ...words("symbology content error_correction quiet_zone colour background width height")],
    ],
    ["group", [...COMMON, "layers"]],
  ]),
};
const BOX_FIELDS = { 1: words("width height fit"), 2: words("width height fit vertical_align") };

/** A layer's type and its fields. */
export function layerFields(raw: unknown, path: string, version: Version): [Layer["type"], Fields] {
  if (!isObject(raw)) throw new DocumentError(path, "must be an object");
  const known = KNOWN_FIELDS[version].get(raw.type);
  if (!known)
    throw new DocumentError(`${path}.type`, `must be one of ${[...KNOWN_FIELDS[version].keys()].join(", ")}`);
  return [raw.type as Layer["type"], new Fields(raw, path, known)];
}

type Common = Pick<Layer, "id" | "transform" | "opacity" | "locked" | "blend" | "shadow" | "ink">;

/** What every layer has. */
export function loadCommon(fields: Fields): Common {
  return {
    id: fields.identifier("id", LAYER_ID, "1 to 64 letters, digits, - or _"),
    transform: loadTransform(fields),
    opacity: fields.number("opacity", 0, 1, 1),
    locked: fields.flag("locked"),
    blend: fields.choice("blend", BLENDS, "normal"),
    shadow: loadShadow(fields),
    ink: fields.choice("ink", ["process", "white", "cut", "foil", "engrave"], "process"),
  };
}

export function loadText(fields: Fields, version: Version): TextLayer {
  const layer: TextLayer = {
    type: "text",
    ...loadCommon(fields),
    text: fields.text("text", TEXT_LIMIT),
    font: fields.identifier("font", FONT_ID, FONT_RULE),
    size: fields.number("size", 0.1, 2_000),
    colour: loadFill(fields, "colour", "#000000"),
    align: fields.choice("align", ["left", "center", "right"], "center"),
    line_height: fields.number("line_height", 0.1, 10, 1.2),
    letter_spacing: fields.number("letter_spacing", -1, 10, 0),
    stroke: loadStroke(fields),
    box: loadBox(fields, BOX_FIELDS[version]),
    arc: loadArc(fields),
    text_area: fields.name("text_area", NAME_LIMIT),
    on_path: loadTextPath(fields),
    direction: fields.choice("direction", ["auto", "ltr", "rtl"], "auto"),
  };
  if (layer.box && layer.arc) throw new DocumentError(fields.at("arc"), "must be null for a text in a box");
  if (layer.on_path && (layer.box || layer.arc))
    throw new DocumentError(fields.at("on_path"), "must be null for a text in a box or on an arc");
  return layer;
}

export function loadImage(fields: Fields): ImageLayer {
  const base = {
    type: "image" as const,
    ...loadCommon(fields),
    image: fields.identifier("image", IMAGE_ID, IMAGE_RULE),
    width: fields.number("width", 0.1, LENGTH_LIMIT),
    height: fields.number("height", 0.1, LENGTH_LIMIT),
    crop: loadCrop(fields),
    mask: fields.choice("mask", ["none", "ellipse", "rounded", "heart", "star", "path"], "none"),
  };
  return {
    ...base,
    image_area: fields.name("image_area", NAME_LIMIT),
    mask_path: loadPathFor(fields, "mask_path", "mask", base.mask),
    flip: fields.choice("flip", FLIPS, "none"),
    filters: loadFilters(fields),
  };
}

export function loadShape(fields: Fields): ShapeLayer {
  const common = loadCommon(fields);
  const shape = fields.choice("shape", ["rectangle", "ellipse", "star", "heart", "path"]);
  return {
    type: "shape",
    ...common,
    shape,
    path: loadPathFor(fields, "path", "shape", shape),
    width: fields.number("width", 0.1, LENGTH_LIMIT),
    height: fields.number("height", 0.1, LENGTH_LIMIT),
    corner_radius: fields.number("corner_radius", 0, LENGTH_LIMIT, 0),
    fill: loadFillOrNull(fields, "fill"),
    stroke: loadStroke(fields),
  };
}

export function loadClipart(fields: Fields): ClipartLayer {
  return {
    type: "clipart",
    ...loadCommon(fields),
    clipart: fields.identifier("clipart", LAYER_ID, "a clipart id: 1 to 64 letters, digits, - or _"),
    width: fields.number("width", 0.1, LENGTH_LIMIT),
    height: fields.number("height", 0.1, LENGTH_LIMIT),
    flip: fields.choice("flip", FLIPS, "none"),
    colours: loadColours(fields),
  };
}

function loadColours(fields: Fields): Record<string, string> {
  const path = fields.at("colours");
  const raw = fields.value("colours", {});
  if (!isObject(raw)) throw new DocumentError(path, "must be an object");
  const parts = sortedByCharacters(Object.keys(raw));
  if (parts.length > COLOUR_LIMIT) throw new DocumentError(path, `must have 0 to ${COLOUR_LIMIT} entries`);
  // Made from entries, since a part may have a name such as __proto__.
  return Object.fromEntries(
    parts.map((part) => {
      const place = `${path}.${part}`;
      return [readString(part, place, 1, PART_NAME_LIMIT), readColour(raw[part], place)];
    }),
  );
}

export function loadCode(fields: Fields): CodeLayer {
  const common = loadCommon(fields);
  const symbology = fields.choice("symbology", ["qr", "code128", "ean13"]);
  const correction = fields.choice("error_correction", ["low", "medium", "quartile", "high"], "medium");
  const content = fields.exact("content", CONTENT_LIMIT);
  return {
    type: "code",
    ...common,
    symbology,
    content: checkedContent(symbology, content, correction, fields.at("content")),
    error_correction: correction,
    quiet_zone: fields.flag("quiet_zone", true),
    colour: fields.colour("colour", "#000000"),
    background: fields.colourOrNull("background"),
    width: fields.number("width", 0.1, LENGTH_LIMIT),
    height: fields.number("height", 0.1, LENGTH_LIMIT),
  };
}

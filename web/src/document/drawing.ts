/**
 * Vector drawings as a list of outlines and paints: what uploaded SVGs and PDFs, and clipart, become.
 *
 * `src/monogram/layout/drawing.py` says what the JSON means and is this loader's twin. Drawings come from our own
 * server, which has counted what they hold; here only their form is checked.
 */

import { IDENTITY, type Matrix } from "../geometry/matrix";
import type { Path } from "../geometry/path";
import { PathDataError, parsePathData } from "../geometry/pathData";
import type { Blend, LinearGradient, RadialGradient, Stop, StrokePen } from "../layout/operations";
import { DocumentError, Fields, isObject, readList, readNumber } from "./fields";

export type DrawingPaint = string | LinearGradient | RadialGradient;

/** A colour that may be changed, under a name that shoppers read. */
export interface DrawingPart {
  readonly name: string;
  readonly colour: string;
}

/** Only what lies inside is drawn. */
export interface DrawingClip {
  readonly path: Path;
  readonly even_odd: boolean;
}

/** An outline to fill, to stroke, or (only where `opacity` is 1) both, the stroke on top. */
export interface DrawingShape {
  readonly kind: "shape";
  readonly path: Path;
  readonly even_odd: boolean;
  readonly fill: DrawingPaint | null;
  readonly stroke: StrokePen | null;
  readonly opacity: number;
  /** The part whose colour the fill takes, or the stroke where there is no fill. */
  readonly part: string | null;
}

/** Shapes that are drawn on an empty sheet, cut, and laid down as one. */
export interface DrawingGroup {
  readonly kind: "group";
  readonly shapes: readonly DrawingEntry[];
  readonly opacity: number;
  readonly blend: Blend;
  readonly clip: DrawingClip | null;
}

export type DrawingEntry = DrawingShape | DrawingGroup;

/** A whole drawing; width and height are above 0, in its own units. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly parts: readonly DrawingPart[];
  readonly shapes: readonly DrawingEntry[];
}

const MOST_ENTRIES = 20_000;
const MOST_SEGMENTS = 200_000;
const MOST_PARTS = 200;
const MOST_STOPS = 256;
const LARGEST_SIDE = 1_000_000;
const COORDINATE = 1e9;
const RULES = ["nonzero", "evenodd"] as const;
const CAPS = ["butt", "round", "square"] as const;
const JOINS = ["miter", "round", "bevel"] as const;
const BLENDS: readonly Blend[] = [
  ...(["normal", "multiply", "screen", "overlay", "darken", "lighten"] as const),
  ...(["color-dodge", "color-burn", "hard-light", "soft-light", "difference", "exclusion"] as const),
];

/** The drawing that decoded JSON describes. Throws DocumentError at the first fault. */
export function loadDrawing(raw: unknown): Drawing {
  const fields = new Fields(raw, "", ["version", "width", "height", "parts", "shapes"]);
  if (fields.whole("version") !== 1) throw new DocumentError("version", "must be 1");
  return {
    width: fields.number("width", 0.001, LARGEST_SIDE),
    height: fields.number("height", 0.001, LARGEST_SIDE),
    parts: readList(fields.value("parts", []), "parts", 0, MOST_PARTS).map((part, index) =>
      loadPart(part, `parts[${index}]`),
    ),
    shapes: loadEntries(fields),
  };
}

function loadPart(raw: unknown, path: string): DrawingPart {
  const fields = new Fields(raw, path, ["name", "colour"]);
  return { name: fields.string("name", 1, 40), colour: fields.colour("colour") };
}

function loadEntries(fields: Fields): DrawingEntry[] {
  const path = fields.at("shapes");
  return readList(fields.value("shapes"), path, 0, MOST_ENTRIES).map((entry, index) => {
    const isGroup = isObject(entry) && "shapes" in entry;
    return isGroup ? loadGroup(entry, `${path}[${index}]`) : loadShape(entry, `${path}[${index}]`);
  });
}

function loadGroup(raw: unknown, path: string): DrawingGroup {
  const fields = new Fields(raw, path, ["shapes", "opacity", "blend", "clip"]);
  return {
    kind: "group",
    shapes: loadEntries(fields),
    opacity: fields.number("opacity", 0, 1, 1),
    blend: fields.choice("blend", BLENDS, "normal"),
    clip: loadClip(fields.value("clip", null), fields.at("clip")),
  };
}

function loadClip(raw: unknown, path: string): DrawingClip | null {
  if (raw === null) return null;
  const fields = new Fields(raw, path, ["path", "rule"]);
  return { path: loadPath(fields), even_odd: fields.choice("rule", RULES, "nonzero") === "evenodd" };
}

function loadShape(raw: unknown, path: string): DrawingShape {
  const fields = new Fields(raw, path, ["path", "rule", "fill", "stroke", "opacity", "part"]);
  const stroke = fields.value("stroke", null);
  const fill = fields.value("fill", null) === null ? null : loadPaint(fields, "fill");
  if (fill === null && stroke === null) throw new DocumentError(path, "must have a fill or a stroke");
  return {
    kind: "shape",
    path: loadPath(fields),
    even_odd: fields.choice("rule", RULES, "nonzero") === "evenodd",
    fill,
    stroke: stroke === null ? null : loadStroke(stroke, fields.at("stroke")),
    opacity: fields.number("opacity", 0, 1, 1),
    part: fields.name("part", 40),
  };
}

function loadPath(fields: Fields): Path {
  const text = fields.value("path");
  if (typeof text !== "string") throw new DocumentError(fields.at("path"), "must be text");
  try {
    return parsePathData(text, MOST_SEGMENTS);
  } catch (error) {
    if (error instanceof PathDataError) throw new DocumentError(fields.at("path"), error.message);
    throw error;
  }
}

function loadStroke(raw: unknown, path: string): StrokePen {
  const fields = new Fields(raw, path, ["paint", "width", "cap", "join", "miter_limit"]);
  return {
    paint: loadPaint(fields, "paint"),
    width: fields.number("width", 0.000001, LARGEST_SIDE),
    cap: fields.choice("cap", CAPS, "butt"),
    join: fields.choice("join", JOINS, "miter"),
    miter_limit: fields.number("miter_limit", 1, 1000, 4),
  };
}

function loadPaint(fields: Fields, name: string): DrawingPaint {
  const raw = fields.value(name);
  if (!isObject(raw)) return fields.colour(name);
  const path = fields.at(name);
  if (raw.type === "linear") {
    const gradient = new Fields(raw, path, ["type", "from", "to", "stops", "matrix"]);
    const ends = { start: loadPoint(gradient, "from"), end: loadPoint(gradient, "to") };
    return { kind: "linear", ...ends, stops: loadStops(gradient), matrix: loadMatrix(gradient) };
  }
  if (raw.type === "radial") {
    const gradient = new Fields(raw, path, ["type", "centre", "radius", "stops", "matrix"]);
    const circle = {
      centre: loadPoint(gradient, "centre"),
      radius: gradient.number("radius", 0.000001, COORDINATE),
    };
    return { kind: "radial", ...circle, stops: loadStops(gradient), matrix: loadMatrix(gradient) };
  }
  throw new DocumentError(`${path}.type`, "must be one of linear, radial");
}

function loadStops(fields: Fields): Stop[] {
  const path = fields.at("stops");
  return readList(fields.value("stops"), path, 2, MOST_STOPS).map((raw, index) => {
    const stop = new Fields(raw, `${path}[${index}]`, ["offset", "colour", "opacity"]);
    return {
      offset: stop.number("offset", 0, 1),
      colour: stop.colour("colour"),
      opacity: stop.number("opacity", 0, 1, 1),
    };
  });
}

function loadPoint(fields: Fields, name: string): [number, number] {
  const path = fields.at(name);
  const [x, y] = readList(fields.value(name), path, 2, 2);
  return [
    readNumber(x, `${path}[0]`, -COORDINATE, COORDINATE),
    readNumber(y, `${path}[1]`, -COORDINATE, COORDINATE),
  ];
}

function loadMatrix(fields: Fields): Matrix {
  const path = fields.at("matrix");
  const [a, b, c, d, e, f] = readList(fields.value("matrix", IDENTITY), path, 6, 6).map((number, index) =>
    readNumber(number, `${path}[${index}]`, -COORDINATE, COORDINATE),
  );
  return [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f ?? 0];
}

/**
 * From untrusted JSON to a `DesignDocument`: defaults filled in, numbers rounded, everything else refused.
 *
 * Documents of version 1 become documents of version 2. `src/monogram/layout/loader.py` is the twin: same limits, same
 * sentences, same order of the checks.
 */

import { DocumentError, Fields, isObject, readIdentifier, readList } from "./fields";
import {
  FONT_ID,
  FONT_RULE,
  layerFields,
  loadClipart,
  loadCode,
  loadCommon,
  loadImage,
  loadShape,
  loadText,
  NAME_LIMIT,
  type Version,
} from "./loadLayers";
import { LENGTH_LIMIT, loadFillOrNull } from "./loadParts";
import type { Area, DesignDocument, GroupLayer, Layer } from "./types";

export const VERSION = 2;
export const LAYER_LIMIT = 500;
const AREA_LIMIT = 20;
const GROUP_DEPTH = 8;
const FALLBACK_LIMIT = 20;

const KNOWN_FIELDS = {
  1: ["version", "product_id", "areas"],
  2: ["version", "product_id", "areas", "fallback_fonts"],
};

/** The document that decoded JSON describes. Throws DocumentError at the first fault. */
export function loadDocument(raw: unknown): DesignDocument {
  const version = loadVersion(raw);
  const fields = new Fields(raw, "", KNOWN_FIELDS[version]);
  const product_id = fields.whole("product_id");
  const fallback_fonts = loadFallbackFonts(fields);
  const loader = new LayerLoader(version);
  const areas: Area[] = [];
  for (const [index, entry] of readList(fields.value("areas"), "areas", 0, AREA_LIMIT).entries()) {
    const area = loader.area(entry, `areas[${index}]`);
    if (areas.some((other) => other.name === area.name))
      throw new DocumentError(`areas[${index}].name`, "is used twice");
    areas.push(area);
  }
  return { version: VERSION, product_id, fallback_fonts, areas };
}

/** One layer alone, checked as in a document; `path` stands in front of the place of a fault. */
export function loadLayer(raw: unknown, path: string): Layer {
  return new LayerLoader(VERSION).layer(raw, path, path, 0);
}

function loadVersion(raw: unknown): Version {
  if (!isObject(raw)) throw new DocumentError("", "must be an object");
  if (!Object.hasOwn(raw, "version")) throw new DocumentError("version", "is missing");
  if (raw.version !== 1 && raw.version !== 2) throw new DocumentError("version", "must be 1 or 2");
  return raw.version;
}

function loadFallbackFonts(fields: Fields): string[] {
  const path = fields.at("fallback_fonts");
  const fonts: string[] = [];
  for (const [index, entry] of readList(
    fields.value("fallback_fonts", []),
    path,
    0,
    FALLBACK_LIMIT,
  ).entries()) {
    const font = readIdentifier(entry, `${path}[${index}]`, FONT_ID, FONT_RULE);
    if (fonts.includes(font)) throw new DocumentError(`${path}[${index}]`, "is used twice");
    fonts.push(font);
  }
  return fonts;
}

/** Reads the layers of one document, and keeps the ids that are taken. */
class LayerLoader {
  readonly #ids = new Set<string>();

  constructor(private readonly version: Version) {}

  area(raw: unknown, path: string): Area {
    const fields = new Fields(raw, path, ["name", "width", "height", "background", "layers"]);
    return {
      name: fields.string("name", 1, NAME_LIMIT),
      width: fields.number("width", 1, LENGTH_LIMIT),
      height: fields.number("height", 1, LENGTH_LIMIT),
      background: loadFillOrNull(fields, "background"),
      layers: this.#layers(fields, 0),
    };
  }

  /** `listPath` is the place of the list that holds the layer, `depth` the number of groups around it. */
  layer(raw: unknown, path: string, listPath: string, depth: number): Layer {
    const [kind, fields] = layerFields(raw, path, this.version);
    if (kind === "group") return this.#group(fields, listPath, depth);
    const layer = this.#single(kind, fields);
    this.#take(layer, fields, listPath, depth);
    return layer;
  }

  #layers(fields: Fields, depth: number): Layer[] {
    const path = fields.at("layers");
    return readList(fields.value("layers", []), path, 0, LAYER_LIMIT).map((entry, index) =>
      this.layer(entry, `${path}[${index}]`, path, depth),
    );
  }

  #single(kind: Exclude<Layer["type"], "group">, fields: Fields): Layer {
    switch (kind) {
      case "text":
        return loadText(fields, this.version);
      case "image":
        return loadImage(fields);
      case "shape":
        return loadShape(fields);
      case "clipart":
        return loadClipart(fields);
      case "code":
        return loadCode(fields);
    }
  }

  #group(fields: Fields, listPath: string, depth: number): GroupLayer {
    if (depth === GROUP_DEPTH)
      throw new DocumentError(fields.path, `must not be more than ${GROUP_DEPTH} groups deep`);
    const group: GroupLayer = { type: "group", ...loadCommon(fields), layers: [] };
    this.#take(group, fields, listPath, depth);
    return { ...group, layers: this.#layers(fields, depth + 1) };
  }

  #take(layer: Layer, fields: Fields, listPath: string, depth: number): void {
    if (this.#ids.has(layer.id)) throw new DocumentError(fields.at("id"), "is used twice");
    if (this.#ids.size === LAYER_LIMIT)
      throw new DocumentError(listPath, `a design has ${LAYER_LIMIT} layers at most`);
    if (depth > 0 && layer.ink !== "process")
      throw new DocumentError(fields.at("ink"), "must be process in a group: the group's counts");
    this.#ids.add(layer.id);
  }
}

/** A design taken along to another product: its words and pictures, as far as that product has a place for them. */
import type { DesignDocument, Layer, TextLayer } from "../../../document/types";
import { allLayers } from "../../../document/used";
import { type Beginning, fresh } from "./beginning";
import type { Attributes, Choices } from "./choices";
import { coverCrop } from "./imageAreas";
import { newImage, newTextAreaText } from "./newLayers";
import { sizedAreas } from "./printSizes";
import { allowedQuantity } from "./quantity";
import { layersInMeasures } from "./scaling";
import type { ImageArea, Picture, Product, ProductArea, TextArea } from "./wire";

export interface Work {
  readonly product: Product;
  readonly document: DesignDocument;
  readonly choices: Choices;
  readonly attributes: Attributes;
  readonly quantity: number;
  readonly pictures: ReadonlyMap<string, Picture>;
}

export interface CarriedOver {
  readonly beginning: Beginning;
  /** How many layers came along, and how many found no place. */
  readonly came: number;
  readonly left: number;
}

/** The new product with what it has in common with the old one chosen, and the design on it. */
export function carryOver(work: Work, to: Product): CarriedOver {
  const empty = emptyLike(work, to);
  const areas = sizedAreas(to, empty.printSize);
  const taken = new Map<string, Layer[]>();
  let left = 0;
  for (const area of work.document.areas) {
    if (area.layers.length === 0) continue;
    const target = areas.find(({ name }) => name === area.name) ?? areas[0];
    if (!target || taken.has(target.name)) {
      left += area.layers.length;
      continue;
    }
    const here = fitted(layersInMeasures(area.layers, area, target), target, to, work.pictures);
    taken.set(target.name, here);
    left += area.layers.length - here.length;
  }
  const document = {
    ...empty.document,
    areas: empty.document.areas.map((area) => ({ ...area, layers: taken.get(area.name) ?? [] })),
  };
  const came = [...taken.values()].reduce((sum, layers) => sum + layers.length, 0);
  const artwork = work.product.design?.images ?? {};
  const pictures = [...work.pictures.values()].filter(({ id }) => !(id in artwork));
  return { beginning: { ...empty, document, pictures }, came, left };
}

/** Aspects, attributes and their options are the same where they have the same names. */
function emptyLike({ product, choices, attributes, quantity }: Work, to: Product): Beginning {
  const aspects = product.aspects.flatMap(({ id, name, options }) => {
    const option = options.find((one) => one.id === choices[id]);
    return option ? [[name, option.name]] : [];
  });
  const given = product.attributes.flatMap(({ id, name }) =>
    attributes[id] === undefined ? [] : [[name, attributes[id]]],
  );
  const wishes = {
    aspects: Object.fromEntries(aspects),
    attributes: Object.fromEntries(given),
    printSize: null,
    textAreas: {},
  };
  return { ...fresh(to, wishes), quantity: allowedQuantity(to.quantity, quantity) };
}

function fitted(
  layers: readonly Layer[],
  area: ProductArea,
  to: Product,
  pictures: ReadonlyMap<string, Picture>,
): Layer[] {
  const fonts = new Set(to.fonts.map(({ id }) => id));
  const texts = [...area.text_areas];
  const images = [...area.image_areas];
  return layers.flatMap((layer): Layer[] => {
    const field = fieldFor(layer, texts, to.is_template);
    if (layer.type === "text" && field) return [inTextArea(layer, field, to)];
    const frame = frameFor(layer, images, to.is_template);
    const picture = layer.type === "image" ? pictures.get(layer.image) : undefined;
    if (layer.type === "image" && frame && picture) return [inImageArea(layer.id, frame, picture)];
    if (to.is_template || (to.kind === "textual" && !isText(layer))) return [];
    return [freed(layer, fonts, to.plain_font)];
  });
}

/** Takes the text area of the same name out of those that are empty; a template's next one for any text. */
function fieldFor(layer: Layer, empty: TextArea[], takesAny: boolean): TextArea | null {
  if (layer.type !== "text") return null;
  const named = empty.findIndex(({ name }) => name === layer.text_area);
  const at = named < 0 && takesAny ? 0 : named;
  return at < 0 ? null : (empty.splice(at, 1)[0] ?? null);
}

function frameFor(layer: Layer, empty: ImageArea[], takesAny: boolean): ImageArea | null {
  if (layer.type !== "image") return null;
  const named = empty.findIndex(({ name }) => name === layer.image_area);
  const at = named < 0 && takesAny ? 0 : named;
  return at < 0 ? null : (empty.splice(at, 1)[0] ?? null);
}

function inTextArea(layer: TextLayer, field: TextArea, to: Product): TextLayer {
  const text = Array.from(layer.text).slice(0, field.max_length).join("");
  return { ...newTextAreaText(field, to.fonts), id: layer.id, text };
}

function inImageArea(id: string, frame: ImageArea, picture: Picture): Layer {
  return {
    ...newImage(frame, picture),
    id,
    width: frame.width,
    height: frame.height,
    crop: coverCrop(picture, frame.width, frame.height),
    image_area: frame.name,
    transform: [1, 0, 0, 1, frame.x + frame.width / 2, frame.y + frame.height / 2],
  };
}

function isText(layer: Layer): boolean {
  return allLayers([layer]).every(({ type }) => type === "text" || type === "group");
}

/** No field of the old product's any more, in a font that the new one offers. */
function freed(layer: Layer, fonts: ReadonlySet<string>, plain: string): Layer {
  switch (layer.type) {
    case "text":
      return { ...layer, text_area: null, font: fonts.has(layer.font) ? layer.font : plain };
    case "image":
      return { ...layer, image_area: null };
    case "group":
      return { ...layer, layers: layer.layers.map((member) => freed(member, fonts, plain)) };
    default:
      return layer;
  }
}

/** Products and pictures as the server tells of them, checked at the door. */
import * as v from "valibot";
import type { DesignDocument } from "../document/types";

export const colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i));
const point = v.tuple([v.number(), v.number()]);
export const id = v.pipe(v.union([v.string(), v.number()]), v.transform(String));

const fallbackFontSchema = v.object({
  id: v.string(),
  url: v.string(),
  /** The font's characters as hexadecimal ranges of code points: `20-7e,a0-17f`. */
  coverage: v.optional(v.string(), ""),
});

export const fontSchema = v.object({
  ...fallbackFontSchema.entries,
  family: v.string(),
  style: v.string(),
});

export const priceSchema = v.object({
  amount: v.pipe(v.union([v.string(), v.number()]), v.transform(Number)),
  currency: v.string(),
});

const quadSchema = v.tuple([point, point, point, point]);

const textAreaSchema = v.object({
  id,
  name: v.string(),
  /** The box's top-left corner and size in millimetres within the print area. */
  x: v.number(),
  y: v.number(),
  width: v.number(),
  height: v.number(),
  default_text: v.string(),
  font: v.nullable(v.string()),
  size: v.number(),
  colour: v.fallback(colour, "#1c1b1a"),
  align: v.picklist(["left", "center", "right"]),
  max_length: v.number(),
  required: v.boolean(),
  /** Whether the shopper may choose font, size and colour. */
  may_restyle: v.optional(v.boolean(), true),
  /** Whether the shopper may move, turn and resize it, or take it away. */
  may_move: v.optional(v.boolean(), true),
});

const imageAreaSchema = v.object({
  id,
  name: v.string(),
  /** The box's top-left corner and size in millimetres within the print area. */
  x: v.number(),
  y: v.number(),
  width: v.number(),
  height: v.number(),
  required: v.boolean(),
  /** Whether the shopper may move, turn and resize it, or take it away; the part of the photo is always free. */
  may_move: v.optional(v.boolean(), true),
});

/** A size in which a print area is made. It stands for the area's own `width`, `height` and `quad`. */
const printSizeSchema = v.object({
  id,
  name: v.string(),
  area: v.string(),
  width: v.number(),
  height: v.number(),
  /** Corners on the view's photo; null: the area's own. */
  quad: v.fallback(v.nullable(quadSchema), null),
  /** What it costs more than the product. */
  price: v.nullable(priceSchema),
});

/** Something about the product that is neither a variant nor artwork: gift wrapping, the name on a certificate. */
const attributeSchema = v.object({
  id,
  name: v.string(),
  kind: v.picklist(["choice", "text"]),
  required: v.boolean(),
  /** For a choice. */
  options: v.array(v.object({ id, name: v.string(), price: v.nullable(priceSchema) })),
  /** The option's name, or the text, to begin with; empty: none. */
  default: v.string(),
  /** For a text. */
  max_length: v.number(),
});

const areaSchema = v.object({
  name: v.string(),
  width: v.number(),
  height: v.number(),
  dpi: v.number(),
  bleed: v.number(),
  safe_margin: v.number(),
  mask: v.nullable(v.string()),
  quad: v.fallback(v.nullable(quadSchema), null),
  required: v.boolean(),
  text_areas: v.array(textAreaSchema),
  image_areas: v.optional(v.array(imageAreaSchema), []),
  // What preflight asks for; the server has looked into it.
  process: v.fallback(v.picklist(["print", "screen", "engraving", "foil"]), "print"),
  max_colours: v.fallback(v.nullable(v.number()), null),
  min_line: v.fallback(v.nullable(v.number()), null),
  inks: v.fallback(v.array(v.picklist(["white", "cut", "foil", "engrave"])), []),
  preflight: v.fallback(v.record(v.string(), v.unknown()), {}),
});

const optionSchema = v.object({
  id,
  name: v.string(),
  code: v.string(),
  colour: v.fallback(v.nullable(colour), null),
});

const viewSchema = v.object({
  id,
  name: v.string(),
  photo: v.object({ url: v.string(), width: v.number(), height: v.number() }),
  tint_mask: v.nullable(v.string()),
  /** Black that covers 1 − shading, laid over the design alone. */
  shade: v.nullable(v.string()),
  areas: v.array(v.string()),
});

export const imageSchema = v.object({
  id: v.string(),
  width: v.number(),
  height: v.number(),
  working: v.object({ url: v.string(), width: v.number(), height: v.number() }),
  file_name: v.fallback(v.string(), ""),
  /** Where its drawing lies, for a picture of lines and colours. */
  drawing: v.optional(v.nullable(v.string()), null),
  /** A small copy, of what lies on a shelf by the dozen. */
  thumbnail: v.nullish(v.object({ url: v.string(), width: v.number(), height: v.number() })),
});

/** The artwork that a virtual product bears: a design of its base. */
const artworkSchema = v.object({
  /** As the server writes it: loaded, with every default written out. */
  document: v.custom<DesignDocument>((value) => typeof value === "object" && value !== null),
  images: v.record(v.string(), imageSchema),
  /** Fonts that it uses and the product does not offer. */
  fonts: v.array(fontSchema),
});

export const productSchema = v.object({
  id: v.number(),
  /** Of a virtual product, what it is made on, of which its designs are. */
  base_product_id: v.optional(v.nullable(v.number()), null),
  /** Whether anything can be added to it. */
  may_personalise: v.optional(v.boolean(), true),
  design: v.optional(v.nullable(artworkSchema), null),
  name: v.string(),
  description: v.string(),
  kind: v.string(),
  sku: v.string(),
  price: v.nullable(priceSchema),
  /** How many can be ordered at once: from `min` to `max` (null: as many as one likes) in steps, counted from `min`. */
  quantity: v.optional(v.object({ min: v.number(), max: v.nullable(v.number()), step: v.number() }), {
    min: 1,
    max: null,
    step: 1,
  }),
  /** Nothing but its text and image areas can be filled: nothing is added, moved or taken away. */
  is_template: v.optional(v.boolean(), false),
  print_sizes: v.optional(v.array(printSizeSchema), []),
  attributes: v.optional(v.array(attributeSchema), []),
  /** Origins that may frame the product's designer; empty: any. */
  frame_origins: v.optional(v.array(v.string()), []),
  /** The product in three dimensions: a binary glTF whose mesh `print_mesh` has UV 0…1 over the print area. */
  model: v.optional(
    v.nullable(v.object({ url: v.string(), print_mesh: v.string(), area: v.string() })),
    null,
  ),
  colours: v.array(colour),
  fonts: v.array(fontSchema),
  /** Asked in this order for characters that a text's own font lacks. */
  fallback_fonts: v.optional(v.array(fallbackFontSchema), []),
  aspects: v.array(v.object({ id, name: v.string(), options: v.array(optionSchema) })),
  variants: v.array(v.object({ sku: v.string(), options: v.array(id) })),
  views: v.array(viewSchema),
  areas: v.array(areaSchema),
});

/** A file to show. */
export const pictureFileSchema = v.object({ url: v.string(), width: v.number(), height: v.number() });

export type Price = v.InferOutput<typeof priceSchema>;
export type ProductAnswer = v.InferOutput<typeof productSchema>;

/** A product as the page's configuration leaves it on offer. */
export interface Product extends ProductAnswer {
  /** The id of the font that an unstyled text begins with; empty where there is none. */
  readonly plain_font: string;
}
export type ProductArea = v.InferOutput<typeof areaSchema>;
export type ProductView = v.InferOutput<typeof viewSchema>;
export type ProductFont = v.InferOutput<typeof fontSchema>;
export type FallbackFont = v.InferOutput<typeof fallbackFontSchema>;
export type TextArea = v.InferOutput<typeof textAreaSchema>;
export type ImageArea = v.InferOutput<typeof imageAreaSchema>;
export type PrintSize = v.InferOutput<typeof printSizeSchema>;
export type Attribute = v.InferOutput<typeof attributeSchema>;
export type Aspect = Product["aspects"][number];
export type Picture = v.InferOutput<typeof imageSchema>;

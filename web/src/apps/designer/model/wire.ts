/** What the server sends to the designer: products, pictures and print jobs, checked at the door. */
import * as v from "valibot";

const colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i));
const point = v.tuple([v.number(), v.number()]);
const id = v.pipe(v.union([v.string(), v.number()]), v.transform(String));

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
});

const areaSchema = v.object({
  name: v.string(),
  width: v.number(),
  height: v.number(),
  dpi: v.number(),
  bleed: v.number(),
  safe_margin: v.number(),
  mask: v.nullable(v.string()),
  quad: v.fallback(v.nullable(v.tuple([point, point, point, point])), null),
  required: v.boolean(),
  text_areas: v.array(textAreaSchema),
  image_areas: v.optional(v.array(v.object({ name: v.string(), required: v.boolean() })), []),
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
  shading_map: v.nullable(v.string()),
  areas: v.array(v.string()),
});

export const productSchema = v.object({
  id: v.number(),
  name: v.string(),
  description: v.string(),
  kind: v.string(),
  sku: v.string(),
  price: v.nullable(
    v.object({
      amount: v.pipe(v.union([v.string(), v.number()]), v.transform(Number)),
      currency: v.string(),
    }),
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

export const imageSchema = v.object({
  id: v.string(),
  width: v.number(),
  height: v.number(),
  working: v.object({ url: v.string(), width: v.number(), height: v.number() }),
  file_name: v.fallback(v.string(), ""),
  /** Where its drawing lies, for a picture of lines and colours. */
  drawing: v.optional(v.nullable(v.string()), null),
});

export const cartItemSchema = v.looseObject({
  ref: v.string(),
  sku: v.string(),
  quantity: v.number(),
  thumbnails: v.array(v.looseObject({ name: v.string(), url: v.string(), description: v.string() })),
});

export const printJobSchema = v.object({
  ref: v.string(),
  product_id: v.number(),
  document: v.unknown(),
  options: v.array(v.object({ aspect_id: id, option_id: id })),
  quantity: v.number(),
  images: v.record(v.string(), imageSchema),
});

export type Product = v.InferOutput<typeof productSchema>;
export type ProductArea = v.InferOutput<typeof areaSchema>;
export type ProductView = v.InferOutput<typeof viewSchema>;
export type ProductFont = v.InferOutput<typeof fontSchema>;
export type FallbackFont = v.InferOutput<typeof fallbackFontSchema>;
export type TextArea = v.InferOutput<typeof textAreaSchema>;
export type Aspect = Product["aspects"][number];
export type Picture = v.InferOutput<typeof imageSchema>;
export type PrintJob = v.InferOutput<typeof printJobSchema>;

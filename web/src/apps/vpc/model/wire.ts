/** What the server sends to the virtual product creator; products and pictures are every tool's. */
import * as v from "valibot";
import { imageSchema, pictureFileSchema, priceSchema } from "../../../wire/product";

export { productSchema } from "../../../wire/product";

const category = v.object({ id: v.number(), name: v.string() });
const colour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/i));

export const placementSchema = v.object({
  area: v.optional(v.string(), ""),
  fit: v.optional(v.picklist(["auto", "contain", "cover"]), "auto"),
  scale: v.optional(v.number(), 1),
  offset_x: v.optional(v.number(), 0),
  offset_y: v.optional(v.number(), 0),
  rotation: v.optional(v.number(), 0),
});

/** A product to put artwork on, as the list has it. */
export const blankSchema = v.object({
  id: v.number(),
  name: v.string(),
  sku: v.optional(v.string(), ""),
  supplier_sku: v.optional(v.string(), ""),
  price: v.optional(v.nullable(priceSchema), null),
  thumbnail: v.optional(v.nullable(pictureFileSchema), null),
  colours: v.optional(v.array(v.object({ option_id: v.number(), name: v.string(), colour })), []),
});

export const blankListSchema = v.object({
  blanks: v.array(blankSchema),
  total: v.number(),
  next: v.nullable(v.number()),
  /** Of all pages; told with the first. */
  facets: v.nullable(
    v.object({ colours: v.array(v.object({ name: v.string(), colour, count: v.number() })) }),
  ),
});

/** A virtual product that the link asks to change. */
const virtualSchema = v.object({
  id: v.number(),
  name: v.string(),
  description: v.optional(v.string(), ""),
  sku: v.optional(v.string(), ""),
  blank: blankSchema,
  image: v.optional(v.nullable(imageSchema), null),
  placement: placementSchema,
  options: v.optional(v.array(v.number()), []),
  may_personalise: v.optional(v.boolean(), true),
});

export const startSchema = v.object({
  company: v.object({ name: v.string() }),
  artist: v.string(),
  approved: category,
  pending: v.optional(v.nullable(category), null),
  blanks: v.object({ ...category.entries, count: v.number() }),
  product: v.nullable(v.union([v.object({ virtual: virtualSchema }), v.object({ blank: blankSchema })])),
  sku_pattern: v.string(),
  limits: v.object({ products: v.number(), file_bytes: v.number() }),
});

export const imagesSchema = v.object({ images: v.array(imageSchema), next: v.nullable(v.number()) });

/** What the framing page is told of a product; it is passed on as it came. */
export const createdSchema = v.looseObject({
  id: v.union([v.number(), v.string()]),
  name: v.string(),
  retail_sku: v.string(),
  snapshots: v.looseObject({ small: v.optional(v.nullable(v.string()), null) }),
});

const lineError = v.pipe(
  v.nullable(
    v.union([
      v.pipe(
        v.string(),
        v.transform((message) => ({ message, code: null })),
      ),
      v.object({ message: v.string(), code: v.optional(v.nullable(v.number()), null) }),
    ]),
  ),
  // Nothing said is no error.
  v.transform((error) => (error?.message ? error : null)),
);

export const taskSchema = v.object({
  state: v.picklist(["waiting", "running", "done", "partly", "failed"]),
  total: v.number(),
  made: v.number(),
  failed: v.number(),
  pictured: v.number(),
  lines: v.array(
    v.object({
      position: v.number(),
      name: v.string(),
      blank: v.number(),
      product: v.nullable(v.number()),
      error: v.optional(lineError, null),
    }),
  ),
  products: v.optional(v.array(createdSchema), []),
});

export const changedSchema = v.object({ products: v.array(createdSchema) });

export const begunSchema = v.object({
  task: v.nullable(v.string()),
  products: v.optional(v.array(createdSchema), []),
});

export type Start = v.InferOutput<typeof startSchema>;
export type Blank = v.InferOutput<typeof blankSchema>;
export type BlankList = v.InferOutput<typeof blankListSchema>;
export type Virtual = v.InferOutput<typeof virtualSchema>;
export type Placement = Readonly<v.InferOutput<typeof placementSchema>>;
export type ImageList = v.InferOutput<typeof imagesSchema>;
export type Task = v.InferOutput<typeof taskSchema>;
export type TaskLine = Task["lines"][number];
export type Created = v.InferOutput<typeof createdSchema>;
export type Begun = v.InferOutput<typeof begunSchema>;

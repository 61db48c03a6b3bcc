/** What the server sends to the designer alone; products and pictures are every tool's. */
import * as v from "valibot";
import { fontSchema, id, imageSchema, pictureFileSchema, priceSchema } from "../../../wire/product";

export * from "../../../wire/product";

export const cartItemSchema = v.looseObject({
  ref: v.string(),
  sku: v.string(),
  quantity: v.number(),
  thumbnails: v.array(v.looseObject({ name: v.string(), url: v.string(), description: v.string() })),
});

/** A design to go on with: a print job, a saved design or a sample. */
export const designSchema = v.object({
  ref: v.string(),
  product_id: v.number(),
  document: v.unknown(),
  options: v.array(v.object({ aspect_id: id, option_id: id })),
  print_size: v.optional(v.nullable(id), null),
  attributes: v.optional(v.array(v.object({ attribute_id: id, value: v.string() })), []),
  quantity: v.optional(v.number(), 1),
  images: v.record(v.string(), imageSchema),
  /** Fonts that the design uses and the product does not offer any more. */
  fonts: v.optional(v.array(fontSchema), []),
});

/** Ready-made pictures and drawings that a shopper may put on the product. */
export const galleriesSchema = v.object({
  galleries: v.array(
    v.object({
      id,
      name: v.string(),
      kind: v.picklist(["clipart", "photos"]),
      categories: v.array(v.string()),
      count: v.number(),
    }),
  ),
});

export const galleryPageSchema = v.object({
  items: v.array(
    v.object({
      id,
      name: v.string(),
      category: v.string(),
      thumbnail: pictureFileSchema,
      image: imageSchema,
    }),
  ),
  total: v.number(),
  /** The number of the next page, or null. */
  next: v.nullable(v.number()),
});

/** Products to choose from (`pc`). */
export const productListSchema = v.object({
  products: v.array(
    v.object({
      id: v.number(),
      name: v.string(),
      sku: v.string(),
      price: v.nullable(priceSchema),
      thumbnail: v.nullable(pictureFileSchema),
      categories: v.array(id),
    }),
  ),
  categories: v.array(v.object({ id, name: v.string() })),
  next: v.nullable(v.number()),
});

/** What `save` tells the shop; posted as it came, with `created_from` beside it. */
export const savedDesignSchema = v.looseObject({
  ref: v.string(),
  thumbnails: v.array(v.looseObject({ name: v.string(), url: v.string(), description: v.string() })),
});

export type SavedWork = v.InferOutput<typeof designSchema>;
export type Gallery = v.InferOutput<typeof galleriesSchema>["galleries"][number];
export type GalleryPage = v.InferOutput<typeof galleryPageSchema>;
export type GalleryItem = GalleryPage["items"][number];
export type ProductList = v.InferOutput<typeof productListSchema>;
export type SavedDesign = v.InferOutput<typeof savedDesignSchema>;

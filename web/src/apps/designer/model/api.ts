/** The designer's own door to the server: `/s/data`. No cookies, one kind of error. */
import type * as v from "valibot";
import type { CartItem } from "../../../host/parent";
import { posted, request, upload } from "../../../wire/request";
import type { Configuration } from "./configuration";
import { takeEarly } from "./early";
import { offeredFonts, plainFont } from "./offeredFonts";
import {
  cartItemSchema,
  designSchema,
  type Gallery,
  type GalleryPage,
  galleriesSchema,
  galleryPageSchema,
  imageSchema,
  type Picture,
  type Product,
  type ProductList,
  productListSchema,
  productSchema,
  type SavedDesign,
  type SavedWork,
  savedDesignSchema,
} from "./wire";

/** A design with all that was chosen beside it. */
export interface DesignRequest {
  product_id: number;
  document: unknown;
  options: readonly { aspect_id: string; option_id: string }[];
  print_size: string | null;
  attributes: readonly { attribute_id: string; value: string }[];
  quantity: number;
  /** The same key asks for the same print job, however often it is sent. */
  request_key: string;
}

export interface GallerySearch {
  galleries: readonly string[];
  query: string;
  /** Empty: all. */
  category: string;
  page: number;
}

export interface Api {
  product(id: number): Promise<Product>;
  /** Products of these categories; of all that the company may use where none is named. */
  products(categories: readonly string[], query: string, page: number): Promise<ProductList>;
  printJob(ref: string): Promise<SavedWork>;
  savedDesign(ref: string): Promise<SavedWork>;
  sample(ref: string): Promise<SavedWork>;
  image(id: string): Promise<Picture>;
  uploadImage(
    file: Blob,
    name: string,
    onProgress: (fraction: number) => void,
    signal?: AbortSignal,
  ): Promise<Picture>;
  imageFromUrl(url: string, signal?: AbortSignal): Promise<Picture>;
  /**
   * The picture with a colour made see-through, as a new picture. `colour` null: that of its edges; `tolerance` 0…100.
   */
  withoutBackground(id: string, colour: string | null, tolerance: number): Promise<Picture>;
  /** The galleries of these numbers; those that the product offers where none is named. */
  galleries(ids: readonly string[], productId: number): Promise<readonly Gallery[]>;
  galleryItems(search: GallerySearch): Promise<GalleryPage>;
  addToCart(request: DesignRequest): Promise<CartItem>;
  saveDesign(request: DesignRequest): Promise<SavedDesign>;
}

/** `configuration` tells which of a product's fonts are on offer. */
export function createApi(base: string, company: string, configuration: Pick<Configuration, "fonts">): Api {
  const ask = <S extends v.GenericSchema>(schema: S, path: string, init?: RequestInit) =>
    request(schema, `${base}${path}`, init, fetchOnce);
  const query = (fields: Record<string, string | number>) =>
    new URLSearchParams({ company, ...stringsOf(fields) }).toString();
  const owner = query({});
  return {
    product: async (id) => {
      const product = await ask(productSchema, `/products/${id}?${owner}`);
      return { ...product, plain_font: plainFont(offeredFonts(product, configuration)) };
    },
    products: (categories, q, page) =>
      ask(productListSchema, `/products?${query({ pc: categories.join(","), q, page })}`),
    printJob: (ref) => ask(designSchema, `/print-jobs/${ref}?${owner}`),
    savedDesign: (ref) => ask(designSchema, `/saved-designs/${ref}?${owner}`),
    sample: (ref) => ask(designSchema, `/samples/${ref}?${owner}`),
    image: (id) => ask(imageSchema, `/images/${id}?${owner}`),
    imageFromUrl: (url, signal) =>
      ask(imageSchema, "/images", { ...posted({ company, url }), signal: signal ?? null }),
    withoutBackground: (id, colour, tolerance) =>
      ask(imageSchema, `/images/${id}/without-background`, posted({ company, colour, tolerance })),
    galleries: async (ids, product) =>
      (await ask(galleriesSchema, `/galleries?${query({ ids: ids.join(","), product })}`)).galleries,
    galleryItems: ({ galleries, query: q, category, page }) =>
      ask(galleryPageSchema, `/gallery-items?${query({ ids: galleries.join(","), q, category, page })}`),
    addToCart: (body) => ask(cartItemSchema, "/print-jobs", posted({ company, ...body })),
    saveDesign: (body) => ask(savedDesignSchema, "/saved-designs", posted({ company, ...body })),
    uploadImage: (file, name, onProgress, signal) =>
      upload(imageSchema, file, name, { url: `${base}/images`, fields: { company }, onProgress, signal }),
  };
}

function stringsOf(fields: Record<string, string | number>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
}

/** What the page's first script has asked for already is not asked for again. */
function fetchOnce(url: string, init?: RequestInit): Promise<Response> {
  const early = init?.method ? null : takeEarly(url);
  return early ?? fetch(url, init);
}

/** The designer's own door to the server: `/s/data`. No cookies, one kind of error. */
import * as v from "valibot";
import type { CartItem } from "../../../host/parent";
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

export type ApiFailure = "unreachable" | "not-found" | "refused" | "broken";

export class ApiError extends Error {
  constructor(
    /** unreachable: no answer came. refused: the server says why in `message`. broken: it failed, or we do not understand it. */
    readonly kind: ApiFailure,
    message: string,
    /** The server's own number of what is wrong, by which the shopper's language knows it; or null. */
    readonly code: number | null = null,
  ) {
    super(message);
  }
}

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
    request(schema, `${base}${path}`, init);
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
    uploadImage: (...upload) => send(`${base}/images`, company, ...upload),
  };
}

function stringsOf(fields: Record<string, string | number>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
}

function posted(body: unknown): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function request<S extends v.GenericSchema>(
  schema: S,
  url: string,
  init?: RequestInit,
): Promise<v.InferOutput<S>> {
  let status: number;
  let text: string;
  try {
    const early = init ? null : takeEarly(url);
    const response = await (early ?? fetch(url, { credentials: "omit", ...init }));
    status = response.status;
    text = await response.text();
  } catch {
    throw new ApiError("unreachable", "");
  }
  return read(schema, status, text);
}

/** fetch cannot tell how far an upload is; XMLHttpRequest can. */
function send(
  url: string,
  company: string,
  file: Blob,
  name: string,
  onProgress: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<Picture> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    form.append("company", company);
    form.append("file", file, name);
    const call = new XMLHttpRequest();
    call.open("POST", url);
    call.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    call.onerror = () => reject(new ApiError("unreachable", ""));
    call.onabort = call.onerror;
    signal?.addEventListener("abort", () => call.abort());
    call.onload = () => {
      try {
        resolve(read(imageSchema, call.status, call.responseText));
      } catch (error) {
        reject(error);
      }
    };
    call.send(form);
  });
}

const errorSchema = v.object({
  error: v.object({ message: v.string(), code: v.fallback(v.nullable(v.number()), null) }),
});

function read<S extends v.GenericSchema>(schema: S, status: number, text: string): v.InferOutput<S> {
  const body = parseJson(text);
  if (status >= 200 && status < 300) {
    const answer = v.safeParse(schema, body);
    if (answer.success) return answer.output;
    throw new ApiError("broken", v.flatten(answer.issues).root?.join(", ") ?? "unexpected answer");
  }
  const said = v.safeParse(errorSchema, body);
  const { message, code } = said.success ? said.output.error : { message: "", code: null };
  if (status === 404) throw new ApiError("not-found", message, code);
  if (status >= 400 && status < 500 && message) throw new ApiError("refused", message, code);
  throw new ApiError("broken", message || `HTTP ${status}`, code);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

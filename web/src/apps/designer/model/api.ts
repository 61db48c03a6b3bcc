/** The designer's own door to the server: `/s/data`. No cookies, one kind of error. */
import * as v from "valibot";
import type { CartItem } from "../../../host/parent";
import {
  cartItemSchema,
  imageSchema,
  type Picture,
  type PrintJob,
  type Product,
  printJobSchema,
  productSchema,
} from "./wire";

export type ApiFailure = "unreachable" | "not-found" | "refused" | "broken";

export class ApiError extends Error {
  constructor(
    /** unreachable: no answer came. refused: the server says why in `message`. broken: it failed, or we do not understand it. */
    readonly kind: ApiFailure,
    message: string,
  ) {
    super(message);
  }
}

export interface CartRequest {
  company: string;
  product_id: number;
  document: unknown;
  options: readonly { aspect_id: string; option_id: string }[];
  quantity: number;
  /** The same key asks for the same print job, however often it is sent. */
  request_key: string;
}

export interface Api {
  product(id: number): Promise<Product>;
  printJob(ref: string): Promise<PrintJob>;
  image(id: string): Promise<Picture>;
  uploadImage(file: Blob, name: string, onProgress: (fraction: number) => void): Promise<Picture>;
  imageFromUrl(url: string): Promise<Picture>;
  addToCart(request: Omit<CartRequest, "company">): Promise<CartItem>;
}

export function createApi(base: string, company: string): Api {
  const ask = <S extends v.GenericSchema>(schema: S, path: string, init?: RequestInit) =>
    request(schema, `${base}${path}`, init);
  const owner = `company=${encodeURIComponent(company)}`;
  return {
    product: (id) => ask(productSchema, `/products/${id}?${owner}`),
    printJob: (ref) => ask(printJobSchema, `/print-jobs/${ref}?${owner}`),
    image: (id) => ask(imageSchema, `/images/${id}?${owner}`),
    imageFromUrl: (url) => ask(imageSchema, "/images", posted({ company, url })),
    addToCart: (body) => ask(cartItemSchema, "/print-jobs", posted({ company, ...body })),
    uploadImage: (file, name, onProgress) => upload(`${base}/images`, company, file, name, onProgress),
  };
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
    const response = await fetch(url, { credentials: "omit", ...init });
    status = response.status;
    text = await response.text();
  } catch {
    throw new ApiError("unreachable", "");
  }
  return read(schema, status, text);
}

/** fetch cannot tell how far an upload is; XMLHttpRequest can. */
function upload(
  url: string,
  company: string,
  file: Blob,
  name: string,
  onProgress: (fraction: number) => void,
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

const errorSchema = v.object({ error: v.object({ message: v.string() }) });

function read<S extends v.GenericSchema>(schema: S, status: number, text: string): v.InferOutput<S> {
  const body = parseJson(text);
  if (status >= 200 && status < 300) {
    const answer = v.safeParse(schema, body);
    if (answer.success) return answer.output;
    throw new ApiError("broken", v.flatten(answer.issues).root?.join(", ") ?? "unexpected answer");
  }
  const said = v.safeParse(errorSchema, body);
  const message = said.success ? said.output.error.message : "";
  if (status === 404) throw new ApiError("not-found", message);
  if (status >= 400 && status < 500 && message) throw new ApiError("refused", message);
  throw new ApiError("broken", message || `HTTP ${status}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

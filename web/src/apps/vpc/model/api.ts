/** The creator's door to the server: `/artists/data`, within a session that the answers renew. */
import type * as v from "valibot";
import type { PictureDoor } from "../../../pictures/uploads";
import { imageSchema, type Product } from "../../../wire/product";
import { ApiError, posted, request, upload } from "../../../wire/request";
import {
  type Begun,
  type BlankList,
  begunSchema,
  blankListSchema,
  type Created,
  changedSchema,
  type ImageList,
  imagesSchema,
  type Placement,
  productSchema,
  type Start,
  startSchema,
  type Task,
  taskSchema,
} from "./wire";

/** One virtual product that is asked for. */
export interface Draft {
  readonly blank: number;
  readonly image: string;
  readonly name: string;
  readonly description: string;
  /** Empty: the server makes one. */
  readonly sku: string;
  readonly placement: Placement;
  /** Numbers of the options on offer; of an aspect of which none is named, all. */
  readonly options: readonly number[];
  readonly may_personalise: boolean;
}

export interface Api extends PictureDoor {
  start(): Promise<Start>;
  /** `colour`: a colour's name; empty: any. */
  blanks(query: string, colour: string, page: number): Promise<BlankList>;
  blank(id: number): Promise<Product>;
  images(page: number): Promise<ImageList>;
  /** The same key asks for the same task, however often it is sent. */
  create(key: string, products: readonly Draft[]): Promise<Begun>;
  change(id: number, product: Draft): Promise<Begun>;
  /** The virtual product that the link names, as the framing page is told of it. */
  product(id: number): Promise<readonly Created[]>;
  task(id: string): Promise<Task>;
  /** Tries once more what could not be created. */
  again(id: string): Promise<Task>;
}

const RENEWAL = "X-Session";
const SESSION_ENDED = 7408;

/** Whether the launch is too long ago: nothing more is answered until the tool is opened anew. */
export function isOver(error: unknown): boolean {
  return error instanceof ApiError && error.code === SESSION_ENDED;
}

/** `onOver` is called when the session has ended. */
export function createApi(base: string, session: string, onOver: () => void): Api {
  let token = session;
  const renew = (later: string | null) => {
    if (later) token = later;
  };
  const authorised = () => ({ Authorization: `Bearer ${token}` });
  const within = async (url: string, init: RequestInit = {}) => {
    const response = await fetch(url, { ...init, headers: { ...init.headers, ...authorised() } });
    renew(response.headers.get(RENEWAL));
    return response;
  };
  const noticing = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (error) {
      if (isOver(error)) onOver();
      throw error;
    }
  };
  const ask = <S extends v.GenericSchema>(schema: S, path: string, init?: RequestInit) =>
    noticing(request(schema, `${base}${path}`, init, within));
  return {
    start: () => ask(startSchema, "/start"),
    blanks: (q, colour, page) =>
      ask(blankListSchema, `/blanks?${new URLSearchParams({ q, colour, page: String(page) })}`),
    blank: async (id) => ({ ...(await ask(productSchema, `/blanks/${id}`)), plain_font: "" }),
    images: (page) => ask(imagesSchema, `/images?page=${page}`),
    imageFromUrl: (url, signal) =>
      ask(imageSchema, "/images", { ...posted({ url }), signal: signal ?? null }),
    uploadImage: (file, name, onProgress, signal) =>
      noticing(
        upload(imageSchema, file, name, {
          url: `${base}/images`,
          fields: {},
          headers: authorised(),
          onProgress,
          signal,
          onHeaders: (get) => renew(get(RENEWAL)),
        }),
      ),
    create: (request_key, products) => ask(begunSchema, "/products", posted({ request_key, products })),
    change: (id, product) => ask(begunSchema, `/products/${id}`, { ...posted(product), method: "PUT" }),
    product: async (id) => (await ask(changedSchema, `/products/${id}`)).products,
    task: (id) => ask(taskSchema, `/tasks/${id}`),
    again: (id) => ask(taskSchema, `/tasks/${id}/again`, posted({})),
  };
}

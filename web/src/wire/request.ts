/** Asking the server: no cookies, one kind of error, every answer checked at the door. */
import * as v from "valibot";

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

/** A body of JSON. */
export function posted(body: unknown): RequestInit {
  return { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Asks, and reads the answer by `schema`. `fetched` may be another way to get it. Throws ApiError. */
export async function request<S extends v.GenericSchema>(
  schema: S,
  url: string,
  init?: RequestInit,
  fetched: Fetch = fetch,
): Promise<v.InferOutput<S>> {
  let status: number;
  let text: string;
  try {
    const response = await fetched(url, { credentials: "omit", ...init });
    status = response.status;
    text = await response.text();
  } catch {
    throw new ApiError("unreachable", "");
  }
  return readAnswer(schema, status, text);
}

export interface UploadCall {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly onProgress: (fraction: number) => void;
  readonly signal?: AbortSignal | undefined;
  /** The answer's headers, before it is read. */
  readonly onHeaders?: (get: (name: string) => string | null) => void;
}

/** Sends a file as the form's `file`. fetch cannot tell how far an upload is; XMLHttpRequest can. Throws ApiError. */
export function upload<S extends v.GenericSchema>(
  schema: S,
  file: Blob,
  name: string,
  { url, fields, headers = {}, onProgress, signal, onHeaders }: UploadCall,
): Promise<v.InferOutput<S>> {
  return new Promise((resolve, reject) => {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    form.append("file", file, name);
    const call = new XMLHttpRequest();
    call.open("POST", url);
    for (const [header, value] of Object.entries(headers)) call.setRequestHeader(header, value);
    call.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    call.onerror = () => reject(new ApiError("unreachable", ""));
    call.onabort = call.onerror;
    signal?.addEventListener("abort", () => call.abort());
    call.onload = () => {
      try {
        onHeaders?.((header) => call.getResponseHeader(header));
        resolve(readAnswer(schema, call.status, call.responseText));
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

function readAnswer<S extends v.GenericSchema>(schema: S, status: number, text: string): v.InferOutput<S> {
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

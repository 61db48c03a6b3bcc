/** The fields of a Smartlink as other people's pages write them: encoded once, twice or not at all, and repeated. */

export interface FieldValue {
  /** Decoded as form data: `+` is a space. */
  readonly text: string;
  /** Percent-decoded alone. */
  readonly verbatim: string;
}

/** Far more than any field needs; what is longer is dropped before it is decoded. */
const LONGEST_VALUE = 24_000;
const LONGEST_NAME = 1_000;
const MOST_FIELDS = 1_000;

/** The fields of `location.hash`, with or without its `#`. Of fields with the same name the last one counts. */
export function splitFields(hash: string): ReadonlyMap<string, FieldValue> {
  const fields = new Map<string, FieldValue>();
  let query = hash.replace(/^#?[!/]*\??/, "");
  // A link that went through a form or a mail as a whole.
  if (!query.includes("=") && /%3d/i.test(query)) query = decode(query);
  for (const part of query.split("&", MOST_FIELDS)) {
    // `&amp;` in a page's script is not read as `&`.
    const at = part.indexOf("=");
    const written = part.slice(0, at).replace(/^amp;/, "");
    const value = part.slice(at + 1);
    if (at < 1 || !written || written.length > LONGEST_NAME || value.length > LONGEST_VALUE) continue;
    const decoded = decode(written.replaceAll("+", " "));
    const isTwice = /^state%5b/i.test(decoded);
    const name = isTwice ? decode(decoded) : decoded;
    const read = isTwice ? (text: string) => decode(decode(text)) : decode;
    // Taken out first, so that the order is that of the last ones.
    fields.delete(name);
    fields.set(name, { text: read(value.replaceAll("+", " ")), verbatim: read(value) });
  }
  return fields;
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

/** `state[kind][X]=value` or, with a field, `state[kind][X][field]=value`, as X → value. */
export function stateOf(
  fields: ReadonlyMap<string, FieldValue>,
  kind: string,
  field?: string,
): Record<string, string> {
  const prefix = `state[${kind}][`;
  const suffix = field ? `][${field}]` : "]";
  const found: [string, string][] = [];
  for (const [name, { text }] of fields) {
    const key = name.startsWith(prefix) && name.endsWith(suffix) && name.slice(prefix.length, -suffix.length);
    if (key) found.push([key, text]);
  }
  return Object.fromEntries(found);
}

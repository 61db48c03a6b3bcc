/**
 * The Smartlink parameters after `#` (contract.md §8). They come from other people's pages and old bookmarks, so a
 * value that does not fit is dropped rather than refused, and a parameter that we do not know is ignored.
 */
import * as v from "valibot";

/** Longer than any text area allows, short enough to be harmless. */
const MAX_TEXT = 2000;

const positiveInteger = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number), v.minValue(1));
const reference = v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^[0-9A-F]{8,40}$/));
const companyReference = v.pipe(v.string(), v.trim(), v.regex(/^[\w-]{1,40}$/));
const messageId = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));
const freeText = v.pipe(v.string(), v.nonEmpty(), v.maxLength(MAX_TEXT));
const webAddress = v.pipe(v.string(), v.trim(), v.maxLength(4000), v.url(), v.regex(/^https?:/i));

/** A page's origin, exactly as `MessageEvent.origin` will give it; a path behind it is forgiven. */
const origin = v.pipe(
  webAddress,
  v.transform((address) => new URL(address).origin),
);

/** Numbers with commas between them; what is no number is left out. */
const ids = v.pipe(
  v.string(),
  v.maxLength(1000),
  v.transform((list) =>
    list
      .split(",")
      .map((one) => one.trim())
      .filter((one) => /^\d{1,18}$/.test(one)),
  ),
);

const named = (value: typeof freeText | typeof webAddress) =>
  v.record(v.pipe(v.string(), v.maxLength(200)), value);

const parametersSchema = v.object({
  productId: v.fallback(v.nullable(positiveInteger), null),
  printJob: v.fallback(v.nullable(reference), null),
  savedDesign: v.fallback(v.nullable(reference), null),
  sample: v.fallback(v.nullable(reference), null),
  /** Categories of the product selector; null: there is none, empty: of all that the company may use. */
  categories: v.fallback(v.nullable(ids), null),
  /** Galleries on offer; empty: those of the product. */
  galleries: v.fallback(ids, []),
  renderer: v.fallback(v.picklist(["2d-canvas", "webgl", "multi"]), "2d-canvas"),
  company: v.fallback(v.nullable(companyReference), null),
  parentOrigin: v.fallback(v.nullable(origin), null),
  messageId: v.fallback(v.nullable(messageId), null),
  text: v.fallback(v.nullable(freeText), null),
  imageUrl: v.fallback(v.nullable(webAddress), null),
  /** Where the price is asked for. */
  pricingUrl: v.fallback(v.nullable(webAddress), null),
  /** Where the cart item is posted to as a form (`ep3dUrl` with `a2cpost=1`). */
  cartFormUrl: v.fallback(v.nullable(webAddress), null),
  /** Where a saved design is posted to as a form; it shows the button. */
  saveUrl: v.fallback(v.nullable(webAddress), null),
  /** A print size by name or id. */
  printSize: v.fallback(v.nullable(freeText), null),
  /** Values of attributes, by name or id. */
  attributes: v.fallback(named(freeText), {}),
  /** Addresses of pictures by image area, by name or id. */
  imageAreas: v.fallback(named(webAddress), {}),
  /** Chosen options by aspect, both by name or id. */
  aspects: v.fallback(named(freeText), {}),
  /** Texts by text area, by name or id. */
  textAreas: v.fallback(named(freeText), {}),
});

export type SmartlinkParameters = v.InferOutput<typeof parametersSchema>;

/** Reads `location.hash` (with or without its `#`). Never throws. */
export function parseParameters(hash: string): SmartlinkParameters {
  const fields = splitFields(hash.replace(/^#\??/, ""));
  const get = (name: string) => fields.get(name)?.text ?? null;
  return v.parse(parametersSchema, {
    productId: get("p"),
    printJob: get("pj"),
    savedDesign: get("ps"),
    sample: get("su"),
    categories: get("pc"),
    galleries: get("g") ?? "",
    renderer: get("r") ?? "2d-canvas",
    company: get("guid") ?? get("d"),
    parentOrigin: get("meo"),
    // The parent compares the id with the very string it wrote: a `+` in it is a plus, not a space.
    messageId: fields.get("mei")?.verbatim ?? null,
    text: get("text"),
    imageUrl: get("i"),
    pricingUrl: get("epa"),
    cartFormUrl: get("a2cpost") === "1" ? get("ep3dUrl") : null,
    saveUrl: get("save"),
    printSize: get("state[print_size]"),
    attributes: plainStateOf(fields, "attribute"),
    imageAreas: stateOf(fields, "image_areas", "url"),
    aspects: stateOf(fields, "aspect", "option"),
    textAreas: stateOf(fields, "text_areas", "text"),
  });
}

interface FieldValue {
  /** Decoded as form data: `+` is a space. */
  text: string;
  /** Percent-decoded alone. */
  verbatim: string;
}

function splitFields(query: string): Map<string, FieldValue> {
  const fields = new Map<string, FieldValue>();
  for (const part of query.split("&")) {
    const at = part.indexOf("=");
    if (at < 1) continue;
    const value = part.slice(at + 1);
    fields.set(decode(part.slice(0, at).replaceAll("+", " ")), {
      text: decode(value.replaceAll("+", " ")),
      verbatim: decode(value),
    });
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

/** `state[kind][X]=value` as X → value. */
function plainStateOf(fields: Map<string, FieldValue>, kind: string): Record<string, string> {
  return collected(fields, `state[${kind}][`, "]");
}

/** `state[kind][X][field]=value` as X → value. */
function stateOf(fields: Map<string, FieldValue>, kind: string, field: string): Record<string, string> {
  return collected(fields, `state[${kind}][`, `][${field}]`);
}

/** Values that are empty or far too long are left out one by one. */
function collected(fields: Map<string, FieldValue>, prefix: string, suffix: string): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const [name, value] of fields) {
    if (!name.startsWith(prefix) || !name.endsWith(suffix)) continue;
    const key = name.slice(prefix.length, name.length - suffix.length);
    if (key && value.text && value.text.length <= MAX_TEXT) found[key] = value.text;
  }
  return { ...found };
}

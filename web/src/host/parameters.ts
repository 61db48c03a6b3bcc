/**
 * The Smartlink parameters after `#` (contract.md §8). They come from other people's pages and old bookmarks, so a
 * value that does not fit is dropped rather than refused, and a parameter that we do not know is ignored.
 */
import * as v from "valibot";
import { splitFields, stateOf } from "./smartlinkFields";
import { plainText } from "./text";

/** Longer than any text area allows, short enough to be harmless. */
const MAX_TEXT = 2000;

const positiveInteger = v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number), v.minValue(1));
const reference = v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^[0-9A-F]{8,40}$/));
const companyReference = v.pipe(v.string(), v.trim(), v.regex(/^[\w-]{1,40}$/));
const messageId = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));
const freeText = v.pipe(v.string(), v.maxLength(MAX_TEXT), v.transform(plainText), v.nonEmpty());

/** `//shop.example/x` is read as HTTPS: where the shop's page is that, nothing else is fetched. */
const webAddress = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(4000),
  v.transform((address) => (address.startsWith("//") ? `https:${address}` : address)),
  v.url(),
  v.regex(/^https?:\/\//i),
  v.transform((address) => new URL(address).href),
);

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

/** Entries that do not fit are left out one by one. */
const named = (schema: typeof freeText | typeof webAddress) =>
  v.pipe(
    v.record(v.string(), v.string()),
    v.transform((given) =>
      Object.fromEntries(
        Object.entries(given).flatMap(([name, value]): [string, string][] => {
          const read = v.safeParse(schema, value);
          return read.success ? [[name, read.output]] : [];
        }),
      ),
    ),
  );

/** A design to go on with. */
export interface DesignReference {
  readonly kind: "print-job" | "saved-design" | "sample";
  readonly ref: string;
}

const DESIGN_KINDS = { pj: "print-job", ps: "saved-design", su: "sample" } as const;

const parametersSchema = v.object({
  productId: v.fallback(v.nullable(positiveInteger), null),
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

export interface SmartlinkParameters extends v.InferOutput<typeof parametersSchema> {
  /** Of `pj`, `ps` and `su` the last one: shops append it to the link that they have. */
  readonly design: DesignReference | null;
}

/** Reads `location.hash` (with or without its `#`). Never throws. */
export function parseParameters(hash: string): SmartlinkParameters {
  const fields = splitFields(hash);
  const get = (name: string) => fields.get(name)?.text ?? null;
  const read = v.parse(parametersSchema, {
    productId: get("p"),
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
    attributes: stateOf(fields, "attribute"),
    imageAreas: stateOf(fields, "image_areas", "url"),
    aspects: stateOf(fields, "aspect", "option"),
    textAreas: stateOf(fields, "text_areas", "text"),
  });
  return { ...read, design: designOf(fields) };
}

function designOf(fields: ReadonlyMap<string, { text: string }>): DesignReference | null {
  let last: DesignReference | null = null;
  for (const [name, { text }] of fields) {
    const ref = Object.hasOwn(DESIGN_KINDS, name) ? v.safeParse(reference, text) : null;
    if (ref?.success) last = { kind: DESIGN_KINDS[name as keyof typeof DESIGN_KINDS], ref: ref.output };
  }
  return last;
}

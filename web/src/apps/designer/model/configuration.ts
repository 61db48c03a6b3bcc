/**
 * How the app behaves and looks for those who link to it: the configuration that the page carries. The server has
 * checked it; what an older page lacks has the default.
 */
import * as v from "valibot";

/** The tools of the rail, by default in this order. */
export const TOOLS = ["text", "photos", "clipart", "shapes", "layers", "product"] as const;
export type Tool = (typeof TOOLS)[number];

/** What can be switched off. */
export const FEATURES = [
  "fonts",
  "colours",
  "curve",
  "spacing",
  "outline",
  "shadow",
  "upload",
  "image_url",
  "crop",
  "masks",
  "filters",
  "background_removal",
  "galleries",
  "codes",
  "arrange",
  "lock",
  "duplicate",
  "zoom",
  "views",
  "quantity",
  "price",
] as const;
export type Feature = (typeof FEATURES)[number];

const configurationSchema = v.object({
  app: v.fallback(v.string(), "acp3_2"),
  locale: v.fallback(v.string(), "en_GB"),
  config: v.fallback(v.string(), "default"),
  apiBase: v.fallback(v.string(), "/s/data"),
  tabs: v.fallback(v.array(v.picklist(TOOLS)), [...TOOLS]),
  /** Features that are switched off. */
  off: v.fallback(v.array(v.picklist(FEATURES)), []),
  /** Font ids on offer, of those that the product has; empty: all. */
  fonts: v.fallback(v.array(v.string()), []),
  logo: v.fallback(v.nullable(v.object({ url: v.string(), alt: v.string() })), null),
  theme: v.fallback(
    v.object({
      scheme: v.fallback(v.picklist(["auto", "light", "dark"]), "auto"),
      /** CSS custom properties of `style/tokens.css`, and what the shop would have them be. */
      variables: v.fallback(v.record(v.string(), v.string()), {}),
    }),
    { scheme: "auto", variables: {} },
  ),
});

export type Configuration = v.InferOutput<typeof configurationSchema>;

/** Reads what the page wrote; a page without it still works with the defaults. */
export function readConfiguration(written: unknown): Configuration {
  const read = v.safeParse(configurationSchema, written);
  return read.success ? read.output : v.parse(configurationSchema, {});
}

export function hasFeature(configuration: Configuration, feature: Feature): boolean {
  return !configuration.off.includes(feature);
}

/** What the page wrote for the tool. */
import * as v from "valibot";

const configurationSchema = v.object({
  /** Says what the launch allows; answers may bring a newer one. */
  session: v.fallback(v.string(), ""),
  apiBase: v.fallback(v.string(), "/artists/data"),
  locale: v.fallback(v.string(), "en_GB"),
  /** The page that frames us and is told what was created. */
  origin: v.fallback(v.string(), ""),
});

export type Configuration = v.InferOutput<typeof configurationSchema>;

/** A page that wrote nothing still says what is wrong with it, in English. */
export function readConfiguration(written: unknown): Configuration {
  const read = v.safeParse(configurationSchema, written);
  return read.success ? read.output : v.parse(configurationSchema, {});
}

/** What every unit test begins with: the designer speaks British English, in the oldest browser that is supported. */
import { chooseLocale } from "./apps/designer/words";

/** What the oldest of the browsers in `vite.config.ts` have not, or pages without TLS. */
const NEWER: readonly [object, string][] = [
  [AbortSignal, "any"],
  [Array, "fromAsync"],
  [Crypto.prototype, "randomUUID"],
  [Map, "groupBy"],
  [Object, "groupBy"],
  [Promise, "withResolvers"],
  [URL, "canParse"],
  [URL, "parse"],
];
for (const [owner, name] of NEWER) Reflect.deleteProperty(owner, name);

await chooseLocale("en_GB");

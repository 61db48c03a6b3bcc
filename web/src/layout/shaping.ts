/**
 * What text needs and nothing else does: HarfBuzz (WebAssembly), the bidirectional algorithm, the table of characters.
 * `harfbuzz.ts` brings it all, as one file, at the first text; import nothing but types from here.
 */

import * as harfBuzz from "harfbuzzjs";

export { default as createBidi } from "bidi-js";
export { default as table } from "./characters.json";
export { harfBuzz };

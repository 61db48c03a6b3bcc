/**
 * Budgets of the browser code. What is fetched together is read from the build's manifest, since the bundler cuts and
 * names its chunks as it likes: none can slip out of the sum.
 */
import { readFileSync } from "node:fs";

const BUILD = "../src/monogram/static/build";
const read = (name) => JSON.parse(readFileSync(new URL(`${BUILD}/${name}`, import.meta.url), "utf8"));
const manifest = read("manifest.json");
const vpc = read("vpc.json");

/** A chunk with all that it imports at once. */
function chunks(key, of = manifest, seen = new Set()) {
  if (!seen.has(key)) {
    seen.add(key);
    for (const imported of of[key].imports ?? []) chunks(imported, of, seen);
  }
  return [...seen];
}

// The page fetches the words beside the code; the languages are of about the same size.
const DESIGNER = [...chunks("src/apps/designer/main.tsx"), "src/apps/designer/words/en_GB.ts"];
const VPC = [...chunks("src/apps/vpc/main.tsx", vpc), "src/apps/vpc/words/en_GB.ts"];
const later = (key) => chunks(key).filter((chunk) => !DESIGNER.includes(chunk));
const paths = (files) => [...new Set(files)].map((file) => `${BUILD}/${file}`);
const code = (keys) => keys.map((key) => manifest[key].file);

export default [
  {
    name: "The element of /s/embed.js, in a shop's page",
    path: paths(code(["src/apps/embed/main.ts"])),
    limit: "2 kB",
    brotli: true,
  },
  {
    name: "Designer before the first interaction, one locale",
    path: paths(code(DESIGNER)),
    limit: "90 kB",
    brotli: true,
  },
  {
    name: "Panels, inspector and dialogs, fetched beside the product's photo",
    path: paths(code(later("src/apps/designer/ui/tools.ts"))),
    limit: "60 kB",
    brotli: true,
  },
  {
    name: "Text: HarfBuzz and Unicode, fetched after the product stands",
    path: paths([...code(later("src/layout/shaping.ts")), ...(manifest["src/layout/shaping.ts"].assets ?? [])]),
    limit: "175 kB",
    brotli: true,
  },
  {
    name: "Preflight, fetched after the product stands",
    path: paths(code(later("src/apps/designer/model/preflight.ts"))),
    limit: "8 kB",
    brotli: true,
  },
  {
    name: "The product in three dimensions, fetched only where it is shown",
    // The tools have come before: what they share counts with them.
    path: paths(
      code(later("src/apps/designer/ui/Stage3D.tsx").filter((key) => !chunks("src/apps/designer/ui/tools.ts").includes(key))),
    ),
    limit: "135 kB",
    brotli: true,
  },
  {
    name: "Reader of codes, fetched when the camera of the suppliers' bench opens in a browser without one of its own",
    path: `${BUILD}/assets/zxing*.{js,wasm}`,
    limit: "345 kB",
    brotli: true,
  },
  {
    name: "Designer's styles",
    path: paths(DESIGNER.flatMap((key) => manifest[key].css ?? [])),
    limit: "16 kB",
    brotli: true,
  },
  {
    name: "Virtual product creator before the first interaction, one locale",
    path: paths(VPC.map((key) => vpc[key].file)),
    limit: "60 kB",
    brotli: true,
  },
  {
    name: "Virtual product creator's styles",
    path: paths(VPC.flatMap((key) => vpc[key].css ?? [])),
    limit: "16 kB",
    brotli: true,
  },
];

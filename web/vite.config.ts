import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

/**
 * Every app is one entry; the manifest tells the server which hashed files each one needs.
 *
 * The designer and the virtual product creator (`--mode vpc`) are built apart, though they share much: each loads one
 * file of just what it needs, and nobody uses both at once.
 */
const MAIN = {
  designer: resolve(import.meta.dirname, "src/apps/designer/main.tsx"),
  early: resolve(import.meta.dirname, "src/apps/designer/early.ts"),
  embed: resolve(import.meta.dirname, "src/apps/embed/main.ts"),
  explorer: resolve(import.meta.dirname, "src/apps/explorer/main.ts"),
  backoffice: resolve(import.meta.dirname, "src/apps/backoffice/main.ts"),
  pricing: resolve(import.meta.dirname, "src/apps/pricing/main.ts"),
  portal: resolve(import.meta.dirname, "src/apps/portal/main.ts"),
  pages: resolve(import.meta.dirname, "src/apps/pages/main.ts"),
  site: resolve(import.meta.dirname, "src/apps/site/main.ts"),
};
/** The oldest browsers that are supported, as `docs/browsers.md` says. */
const OLDEST = ["chrome111", "edge111", "firefox121", "safari16.4"];
const VPC = { vpc: resolve(import.meta.dirname, "src/apps/vpc/main.tsx") };

export default defineConfig(({ mode }) => ({
  base: "/static/build/",
  test: { setupFiles: ["src/testing.ts"] },
  build: {
    outDir: resolve(import.meta.dirname, "../src/monogram/static/build"),
    emptyOutDir: mode !== "vpc",
    manifest: mode === "vpc" ? "vpc.json" : "manifest.json",
    target: OLDEST,
    rollupOptions: {
      input: mode === "vpc" ? VPC : MAIN,
      output: {
        codeSplitting: {
          // What a tool needs at once comes as one file: on a phone's network a request costs half a second.
          // What it shares with its later parts is in it too.
          groups: [
            { name: "style", test: /src\/style\/(base|components)\.css/, priority: 1 },
            {
              name: mode === "vpc" ? "vpc" : "designer",
              test: /(apps\/(designer|vpc)\/main\.tsx|src\/words\/plural\.ts)$/,
            },
          ],
        },
      },
    },
  },
}));

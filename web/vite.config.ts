import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

/** Every app is one entry; the manifest tells the server which hashed files each one needs. */
export default defineConfig({
  base: "/static/build/",
  test: { setupFiles: ["src/testing.ts"] },
  build: {
    outDir: resolve(import.meta.dirname, "../src/monogram/static/build"),
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2022",
    rollupOptions: {
      input: {
        designer: resolve(import.meta.dirname, "src/apps/designer/main.tsx"),
        early: resolve(import.meta.dirname, "src/apps/designer/early.ts"),
        embed: resolve(import.meta.dirname, "src/apps/embed/main.ts"),
        backoffice: resolve(import.meta.dirname, "src/apps/backoffice/main.ts"),
        pricing: resolve(import.meta.dirname, "src/apps/pricing/main.ts"),
        portal: resolve(import.meta.dirname, "src/apps/portal/main.ts"),
        pages: resolve(import.meta.dirname, "src/apps/pages/main.ts"),
        site: resolve(import.meta.dirname, "src/apps/site/main.ts"),
      },
      output: {
        codeSplitting: {
          // What the designer needs at once comes as one file: on a phone's network a request costs half a second.
          // What it shares with its later parts is in it too.
          groups: [
            { name: "style", test: /src\/style\/(base|components)\.css/, priority: 1 },
            { name: "designer", test: /apps\/designer\/(main\.tsx|words\/plural\.ts)$/ },
          ],
        },
      },
    },
  },
});

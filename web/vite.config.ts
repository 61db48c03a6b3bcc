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
        pages: resolve(import.meta.dirname, "src/apps/pages/main.ts"),
        site: resolve(import.meta.dirname, "src/apps/site/main.ts"),
      },
    },
  },
});

import { resolve } from "node:path";
import { defineConfig } from "vite";

/** Each peer as its own documentation has it built, one page each. */
export default defineConfig({
  root: import.meta.dirname,
  define: { "process.env.IS_PREACT": '"false"' },
  css: { lightningcss: { errorRecovery: true } },
  build: {
    target: "es2022",
    rollupOptions: {
      input: Object.fromEntries(
        ["excalidraw", "tui"].map((peer) => [peer, resolve(import.meta.dirname, peer, "index.html")]),
      ),
    },
  },
});

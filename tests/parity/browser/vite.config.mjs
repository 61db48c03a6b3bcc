// Bundles the browser's half of the parity test: the real loader, layout and player, and nothing else.
export default {
  root: import.meta.dirname,
  base: "./",
  logLevel: "error",
  build: { target: "es2022", emptyOutDir: true, chunkSizeWarningLimit: 1000 },
};

/** What the page that frames us hears (contract.md §9). */
import type { Created } from "./wire";

/** Tells the framing page, and only pages of `origin`, what was created. Opened alone there is nobody to tell. */
export function tellCreated(self: Window, origin: string, products: readonly Created[]): void {
  if (self.parent === self || origin === "") return;
  self.parent.postMessage({ name: "PRODUCTS_CREATED", body: products }, origin);
}

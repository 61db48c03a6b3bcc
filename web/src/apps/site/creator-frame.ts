/** The shop's side of the product creator: hears which products were made, and puts them in the shop. */
import { passOn } from "./passing-on";

/** `page` holds the frame, whose address the shop's server has signed. */
export function connectCreator(page: HTMLElement): void {
  const { origin = "", keep = "" } = page.dataset;
  const frame = page.querySelector("iframe");
  window.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (event.origin !== origin || event.source !== frame?.contentWindow) return;
    if (isTold(event.data)) void keepProducts(page, keep, event.data.body);
  });
}

function isTold(data: unknown): data is { name: string; body: unknown } {
  return typeof data === "object" && data !== null && "name" in data && data.name === "PRODUCTS_CREATED";
}

/** The products are made by then, whether the shop hears of them or not: it is asked until it has. */
async function keepProducts(page: HTMLElement, address: string, products: unknown): Promise<void> {
  const notice = page.querySelector<HTMLElement>("[data-creator-error]");
  try {
    window.location.assign(await passOn(address, products));
  } catch (error) {
    const reason = page.querySelector<HTMLElement>("[data-creator-reason]");
    if (notice === null || reason === null) return;
    reason.textContent = error instanceof Error ? error.message : "";
    notice.hidden = false;
    page
      .querySelector("[data-creator-again]")
      ?.addEventListener("click", () => void keepProducts(page, address, products), { once: true });
  }
}

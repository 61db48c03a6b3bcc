/** The page that shows how the designer is embedded: writes in it, and lists what it hears. */

const HEARD = ["ready", "busy", "idle", "add-to-cart", "unreachable"];

type Designer = HTMLElement & { setText?(areaId: string, text: string): void };

export function connectEmbedding(): void {
  const designer = document.querySelector<Designer>("[data-embedding]");
  const list = document.querySelector("[data-embedding-events]");
  if (!designer || !list) return;
  for (const name of HEARD) {
    designer.addEventListener(name, (event) => list.append(entry(name, (event as CustomEvent).detail)));
  }
  document.querySelector("[data-embedding-text]")?.addEventListener("input", (event) => {
    designer.setText?.("Top line", (event.target as HTMLInputElement).value);
  });
}

function entry(name: string, detail: unknown): HTMLElement {
  const item = document.createElement("li");
  const said = document.createElement("code");
  said.textContent = name;
  item.append(said);
  if (detail) {
    const [first] = (detail as { items: { ref: string; sku: string; quantity: number }[] }).items;
    if (first) item.append(` ${first.quantity} × ${first.sku}, design ${first.ref}`);
  }
  return item;
}

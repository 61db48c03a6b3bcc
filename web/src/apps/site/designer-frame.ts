/**
 * The shop's side of the designer: opens the Smartlink in a frame and listens to its messages, as the platform's
 * documentation tells every shop to. A message counts only if it comes from the platform's origin and this very frame,
 * and carries the id that this page has made up.
 */
import { passOn } from "./passing-on";

interface DesignerMessage {
  id: string;
  name: string;
  body: unknown;
}

const MINIMUM_HEIGHT = 420;
/** A designer that has said nothing for so long is taken to be out of reach. */
const PATIENCE = 12_000;
/** Once a page has loaded: it is the browser's own, about an address that it could not open. */
const PATIENCE_LOADED = 4000;
const MAXIMUM_HEIGHT = 4000;

/** Open the designer in `holder` and put what it sends in the cart. */
export function connectDesigner(holder: HTMLElement): void {
  const { origin = "", path = "", title = "Designer" } = holder.dataset;
  // `randomUUID` is kept from pages without TLS, as a demo on a local network may be.
  const messageId = crypto.getRandomValues(new Uint32Array(4)).join("-");
  const frame = document.createElement("iframe");
  frame.title = title;
  frame.className = "designer-frame__frame";
  frame.allow = "clipboard-read; clipboard-write";
  frame.src = origin + path + fragment(holder, messageId);

  // Not shown before it speaks: until then it is empty, or the browser's own page about an error.
  frame.style.visibility = "hidden";
  let silence = window.setTimeout(() => showSilence(holder), PATIENCE);
  let hasSpoken = false;
  let busy = 0;
  window.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (event.origin !== origin || event.source !== frame.contentWindow) return;
    if (!isDesignerMessage(event.data) || event.data.id !== messageId) return;
    if (!hasSpoken) greet(holder, frame);
    hasSpoken = true;
    window.clearTimeout(silence);
    const { name, body } = event.data;
    if (name === "IFRAME_RESIZE") resize(frame, body);
    else if (name === "SHOW_BUSY") busy += 1;
    else if (name === "HIDE_BUSY") busy = Math.max(0, busy - 1);
    else if (name === "ADD_TO_CART_CALLBACK") void addToCart(holder, body);
    holder.toggleAttribute("data-busy", busy > 0);
  });
  frame.addEventListener("load", () => {
    if (hasSpoken) return;
    window.clearTimeout(silence);
    silence = window.setTimeout(() => showSilence(holder), PATIENCE_LOADED);
  });
  holder.append(frame);
}

function fragment(holder: HTMLElement, messageId: string): string {
  const text = holder.querySelector("#smartlink-parameters")?.textContent ?? "{}";
  const given = JSON.parse(text) as Record<string, string | number>;
  const parameters = { ...given, meo: window.location.origin, mei: messageId };
  const pairs = Object.entries(parameters).map(
    ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
  );
  return `#${pairs.join("&")}`;
}

function isDesignerMessage(data: unknown): data is DesignerMessage {
  return typeof data === "object" && data !== null && "id" in data && "name" in data;
}

function resize(frame: HTMLIFrameElement, body: unknown): void {
  const height =
    typeof body === "object" && body !== null && "height" in body ? Number(body.height) : Number.NaN;
  if (Number.isFinite(height)) {
    frame.style.height = `${Math.min(MAXIMUM_HEIGHT, Math.max(MINIMUM_HEIGHT, Math.ceil(height)))}px`;
  }
}

/** The first word of the designer: it draws what it is waiting for itself. */
function greet(holder: HTMLElement, frame: HTMLElement): void {
  for (const sign of holder.querySelectorAll("[data-designer-waiting], [data-designer-silent]"))
    sign.remove();
  frame.style.visibility = "";
}

/** Instead of the browser's own page about an address that does not answer. */
function showSilence(holder: HTMLElement): void {
  const notice = holder.querySelector<HTMLElement>("[data-designer-silent]");
  if (notice === null) return;
  holder.querySelector("[data-designer-waiting]")?.remove();
  notice.hidden = false;
  notice
    .querySelector("[data-designer-again]")
    ?.addEventListener("click", () => window.location.reload(), { once: true });
}

async function addToCart(holder: HTMLElement, body: unknown): Promise<void> {
  const items = typeof body === "object" && body !== null && "items" in body ? body.items : body;
  const { product, line, add = "" } = holder.dataset;
  holder.setAttribute("data-busy", "");
  try {
    window.location.assign(await passOn(add, { product, line: line || null, items }));
  } catch (error) {
    holder.removeAttribute("data-busy");
    showError(
      holder,
      error instanceof Error && error.message ? error.message : "The design could not be added to the cart",
    );
  }
}

function showError(holder: HTMLElement, message: string): void {
  const notice = holder.querySelector<HTMLElement>("[data-designer-error]");
  if (notice === null) return;
  notice.textContent = `${message}. Your design is still here; try again.`;
  notice.hidden = false;
}

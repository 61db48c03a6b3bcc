/**
 * The two ways to a shop's price: plain JSON from an address that lets other origins read it, else JSONP, whose script
 * runs in a page of ours without an origin (`apps/pricing`).
 */
import type { Editor } from "./editor";
import type { Quote } from "./price";
import { type Ask, type PricingState, startPricing } from "./pricing";
import { readQuote } from "./quote";

/** Milliseconds that an answer may take, either way. */
const PATIENCE = 8000;
/** Bytes of an answer; a price with all its tiers is a few hundred. */
const LARGEST = 64_000;
const BRIDGE = "/s/pricing-bridge";

/** Keeps `state` at what the shop says of the design in hand. Returns what ends it. */
export function followPrice(address: string, editor: Editor, state: PricingState): () => void {
  return startPricing(address, editor, state, shopAsker(), (milliseconds, then) => {
    const timer = window.setTimeout(then, milliseconds);
    return () => window.clearTimeout(timer);
  });
}

/** Asks in JSON, then in JSONP; what has once answered is asked alone from then on. */
function shopAsker(): Ask {
  const ways = [askInJson, askInScript];
  let known: (typeof ways)[number] | null = null;
  return async (address, signal) => {
    for (const way of known ? [known] : ways) {
      const quote = await withPatience(signal, (ending) => way(address, ending)).catch(() => null);
      if (signal.aborted) return null;
      if (!quote) continue;
      known = way;
      return quote;
    }
    return null;
  };
}

/** Gives `ask` a signal that is aborted with `signal`, and at the latest when our patience ends. */
export async function withPatience<T>(
  signal: AbortSignal,
  ask: (ending: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, PATIENCE);
  signal.addEventListener("abort", end);
  if (signal.aborted) end();
  try {
    return await ask(ending.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  }
}

async function askInJson(address: URL, signal: AbortSignal): Promise<Quote | null> {
  const response = await fetch(address, {
    signal,
    credentials: "omit",
    referrerPolicy: "no-referrer",
    headers: { Accept: "application/json" },
  });
  if (!response.ok || !response.body) return null;
  return readQuote(JSON.parse(await boundedText(response.body)));
}

/** Rejects as soon as it is too much, so that an answer without an end has one. */
async function boundedText(body: ReadableStream<Uint8Array>): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > LARGEST) {
      void reader.cancel();
      throw new RangeError("the price's answer is too long");
    }
    text += decoder.decode(value, { stream: true });
  }
}

/** The first message from the frame counts; then, and at the latest when `signal` says so, the frame is gone. */
function askInScript(address: URL, signal: AbortSignal): Promise<Quote | null> {
  const frame = document.createElement("iframe");
  const listeners = new AbortController();
  return new Promise<Quote | null>((resolve) => {
    const onMessage = ({ source, data }: MessageEvent) => {
      if (source === null || source !== frame.contentWindow) return;
      resolve(typeof data === "string" && data.length <= LARGEST ? readQuote(parsed(data)) : null);
    };
    window.addEventListener("message", onMessage, { signal: listeners.signal });
    signal.addEventListener("abort", () => resolve(null), { signal: listeners.signal });
    frame.setAttribute("sandbox", "allow-scripts");
    frame.setAttribute("credentialless", "");
    frame.referrerPolicy = "no-referrer";
    frame.hidden = true;
    frame.title = "";
    frame.src = `${BRIDGE}?origin=${encodeURIComponent(address.origin)}#${encodeURIComponent(address.href)}`;
    document.body.append(frame);
  }).finally(() => {
    listeners.abort();
    frame.remove();
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

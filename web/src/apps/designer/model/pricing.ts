/** Asking a shop what the design costs (`epa`), and again when what it depends on has changed. */
import { batch, effect, type Signal, signal } from "@preact/signals";
import { allLayers } from "../../../document/used";
import type { Editor } from "./editor";
import type { Quote } from "./price";

/** Asks an address. Rejects, or gives null, when there is no price to be had. */
export type Ask = (address: URL, signal: AbortSignal) => Promise<Quote | null>;

export interface PricingState {
  readonly quote: Signal<Quote | null>;
  readonly isAsking: Signal<boolean>;
}

/** Milliseconds of quiet before it is asked again. */
const PAUSE = 350;

/**
 * Asks, and follows the editor. A stale answer is dropped; where none comes, there is no quote and nobody is troubled.
 * Returns what ends it.
 */
export function startPricing(
  address: string,
  editor: Editor,
  { quote, isAsking }: PricingState,
  ask: Ask,
  pause: (milliseconds: number, then: () => void) => () => void,
): () => void {
  // For good: an address that says now this and now that would be asked for ever.
  const isDynamic = signal(false);
  let asked = "";
  let underway = new AbortController();
  let cancelPause = () => {};
  const run = async (url: URL) => {
    underway.abort();
    underway = new AbortController();
    const { signal: current } = underway;
    isAsking.value = true;
    const answer = await ask(url, current).catch(() => null);
    if (current.aborted) return;
    batch(() => {
      quote.value = answer;
      isAsking.value = false;
      isDynamic.value ||= answer?.isDynamic ?? false;
    });
  };
  const stopFollowing = effect(() => {
    const url = addressFor(address, editor, isDynamic.value);
    cancelPause();
    if (url.href === asked) return;
    const isFirst = asked === "";
    cancelPause = pause(isFirst ? 0 : PAUSE, () => {
      asked = url.href;
      void run(url);
    });
  });
  return () => {
    stopFollowing();
    cancelPause();
    underway.abort();
  };
}

/**
 * The SKU goes with every question; a price that depends on more is asked with the rest too. The shopper's words are
 * nobody's business: only how many letters there are.
 */
export function addressFor(address: string, editor: Editor, isDynamic: boolean): URL {
  const url = new URL(address);
  const { product, sku, quantity, printSize, attributes, document } = editor;
  url.searchParams.set("sku", sku.value ?? product.sku);
  if (!isDynamic) return url;
  url.searchParams.set("quantity", String(quantity.value));
  const size = product.print_sizes.find(({ id }) => id === printSize.value);
  if (size) url.searchParams.set("print_size", size.name);
  for (const { id, name, kind } of product.attributes) {
    const value = attributes.value[id];
    if (kind === "choice" && value) url.searchParams.set(`attribute[${name}]`, value);
  }
  url.searchParams.set(
    "characters",
    String(charactersIn(document.value.areas.flatMap(({ layers }) => layers))),
  );
  return url;
}

function charactersIn(layers: Parameters<typeof allLayers>[0]): number {
  return allLayers(layers).reduce(
    (sum, layer) => sum + (layer.type === "text" ? Array.from(layer.text.replace(/\s/g, "")).length : 0),
    0,
  );
}

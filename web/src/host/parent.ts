/**
 * The conversation with the page that embeds us (contract.md §8): `{id, name, body}` both ways, only with an origin and
 * a message id, only to and from that origin. A shop's handler reads `data.id`, `data.name` and `data.body`.
 */
import * as v from "valibot";

/** One line of the cart, as the server made it; the browser passes it on untouched. */
export interface CartItem {
  ref: string;
  sku: string;
  quantity: number;
  thumbnails: readonly { name: string; url: string; description: string }[];
  /** The print job's number. */
  id?: unknown;
  extra?: unknown;
}

export type OutgoingMessage =
  | { name: "ADD_TO_CART_CALLBACK"; body: { items: readonly CartItem[] } }
  | { name: "IFRAME_RESIZE"; body: { height: number } }
  | { name: "SHOW_BUSY" | "HIDE_BUSY" | "RENDERER_READY"; body: Record<string, never> };

const incomingSchema = v.object({
  id: v.union([v.string(), v.number()]),
  name: v.literal("SET_TEXT_AREA_TEXT"),
  body: v.object({
    areaId: v.union([v.string(), v.number()]),
    text: v.pipe(v.string(), v.maxLength(2000)),
  }),
});

export interface TextAreaMessage {
  /** Name or id of the product's text area. */
  areaId: string;
  text: string;
}

/** What is needed of `window`, so that tests can stand in for it. */
export interface Surroundings {
  post(message: unknown, targetOrigin: string): void;
  listen(handler: (event: Pick<MessageEvent, "origin" | "data">) => void): () => void;
  setTimer(run: () => void, milliseconds: number): () => void;
  /** Runs when the page goes away. */
  onLeave(run: () => void): void;
}

export interface ParentLink {
  /** Whether messages go anywhere: false if the origin or the message id is missing, or nobody embeds us. */
  readonly isConnected: boolean;
  addToCart(items: readonly CartItem[]): void;
  /** Tells that the first picture stands; only the first call counts. */
  rendererReady(): void;
  /**
   * Asks for a height in CSS pixels: the last wish of a burst, and only if it differs by more than a scroll bar makes
   * of it. A parent that grants the height may get a scroll bar for it, which makes us narrower, and so on for ever.
   */
  requestHeight(height: number): void;
  /**
   * Shows the parent's busy sign until the returned function is called, or the page goes away; calling it twice does no
   * harm.
   */
  showBusy(): () => void;
  onTextAreaText(handler: (message: TextAreaMessage) => void): () => void;
}

const HEIGHT_PAUSE = 100;
const SCROLL_BAR = 36;

export function createParentLink(
  { origin, messageId }: { origin: string | null; messageId: string | null },
  surroundings: Surroundings,
): ParentLink {
  const isConnected = origin !== null && messageId !== null;
  const send = (message: OutgoingMessage) => {
    if (isConnected) surroundings.post({ id: messageId, ...message }, origin);
  };
  const busy = new Set<() => void>();
  surroundings.onLeave(() => {
    for (const end of busy) end();
  });
  let isReady = false;
  let height = 0;
  let cancelHeight = () => {};
  return {
    isConnected,
    addToCart: (items) => send({ name: "ADD_TO_CART_CALLBACK", body: { items } }),
    rendererReady() {
      if (isReady) return;
      isReady = true;
      send({ name: "RENDERER_READY", body: {} });
    },
    requestHeight(wish) {
      cancelHeight();
      cancelHeight = surroundings.setTimer(() => {
        const next = Math.ceil(wish);
        if (next <= 0 || Math.abs(next - height) <= SCROLL_BAR) return;
        height = next;
        send({ name: "IFRAME_RESIZE", body: { height } });
      }, HEIGHT_PAUSE);
    },
    showBusy() {
      const end = () => {
        if (busy.delete(end)) send({ name: "HIDE_BUSY", body: {} });
      };
      busy.add(end);
      send({ name: "SHOW_BUSY", body: {} });
      return end;
    },
    onTextAreaText: (handler) =>
      isConnected
        ? surroundings.listen((event) => {
            if (event.origin !== origin) return;
            const message = v.safeParse(incomingSchema, event.data);
            // Parents may send the id as a number where the link had it as text.
            if (!message.success || String(message.output.id) !== messageId) return;
            handler({ areaId: String(message.output.body.areaId), text: message.output.body.text });
          })
        : () => {},
  };
}

/** The real surroundings: the embedding window, or nobody when the page stands alone. */
export function windowSurroundings(self: Window): Surroundings {
  return {
    post(message, targetOrigin) {
      if (self.parent !== self) self.parent.postMessage(message, targetOrigin);
    },
    listen(handler) {
      self.addEventListener("message", handler);
      return () => self.removeEventListener("message", handler);
    },
    onLeave(run) {
      self.addEventListener("pagehide", run);
    },
    setTimer(run, milliseconds) {
      const timer = self.setTimeout(run, milliseconds);
      return () => self.clearTimeout(timer);
    },
  };
}

/** The origin of the page that frames us, as far as the browser tells; else what the link says. */
export function embeddingOrigin(self: Window, said: string | null): string | null {
  const ancestors = self.location.ancestorOrigins;
  if (ancestors?.[0]) return ancestors[0];
  try {
    return new URL(self.document.referrer).origin;
  } catch {
    return said;
  }
}

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
}

export interface ParentLink {
  /** Whether messages go anywhere: false if the origin or the message id is missing, or nobody embeds us. */
  readonly isConnected: boolean;
  addToCart(items: readonly CartItem[]): void;
  /** Tells that the first picture stands; only the first call counts. */
  rendererReady(): void;
  /** Asks for a height in CSS pixels: the last wish of a burst, and only if it differs from the one before. */
  requestHeight(height: number): void;
  /** Shows the parent's busy sign until the returned function is called; calling that twice does no harm. */
  showBusy(): () => void;
  onTextAreaText(handler: (message: TextAreaMessage) => void): () => void;
}

const HEIGHT_PAUSE = 100;

export function createParentLink(
  { origin, messageId }: { origin: string | null; messageId: string | null },
  surroundings: Surroundings,
): ParentLink {
  const isConnected = origin !== null && messageId !== null;
  const send = (message: OutgoingMessage) => {
    if (isConnected) surroundings.post({ id: messageId, ...message }, origin);
  };
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
        if (next === height || next <= 0) return;
        height = next;
        send({ name: "IFRAME_RESIZE", body: { height } });
      }, HEIGHT_PAUSE);
    },
    showBusy() {
      let isBusy = true;
      send({ name: "SHOW_BUSY", body: {} });
      return () => {
        if (!isBusy) return;
        isBusy = false;
        send({ name: "HIDE_BUSY", body: {} });
      };
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
    setTimer(run, milliseconds) {
      const timer = self.setTimeout(run, milliseconds);
      return () => self.clearTimeout(timer);
    },
  };
}

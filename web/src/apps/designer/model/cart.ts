/** Add to cart over an unreliable connection: the same key is sent again, so one click is never two print jobs. */
import type { CartItem } from "../../../host/parent";
import { type Api, ApiError, type DesignRequest } from "./api";

type Order = Omit<DesignRequest, "request_key">;

/** Pauses before the second, third and fourth attempt, in milliseconds. */
export const PAUSES = [800, 2500, 6000] as const;

export interface Cart {
  /** Sends the design; tries again while no answer comes. Throws the last ApiError. */
  add(order: Order): Promise<CartItem>;
}

/**
 * A key belongs to what is ordered: the same design asked for again after a failure keeps its key, a changed one gets
 * a new one, and so does the next order after a success.
 */
export function createCart(
  api: Pick<Api, "addToCart">,
  newKey: () => string,
  pause: (milliseconds: number) => Promise<void>,
): Cart {
  let pending: { content: string; key: string } | null = null;
  return {
    async add(order) {
      const content = JSON.stringify(order);
      if (pending?.content !== content) pending = { content, key: newKey() };
      const request = { ...order, request_key: pending.key };
      for (let attempt = 0; ; attempt++) {
        try {
          const item = await api.addToCart(request);
          pending = null;
          return item;
        } catch (error) {
          const wait = PAUSES[attempt];
          const isLost = error instanceof ApiError && error.kind === "unreachable";
          if (!isLost || wait === undefined) throw error;
          await pause(wait);
        }
      }
    },
  };
}

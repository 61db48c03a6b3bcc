import { describe, expect, it } from "vitest";
import { ApiError, type DesignRequest } from "./api";
import { createCart } from "./cart";

const order = {
  product_id: 1,
  document: { version: 1 },
  options: [],
  print_size: null,
  attributes: [],
  quantity: 1,
};
const item = { ref: "CF921CF10F59B3A258", sku: "MUG", quantity: 1, thumbnails: [] };

/** A server that fails as told, then answers. */
function shop(...failures: ApiError[]) {
  const requests: DesignRequest[] = [];
  let keys = 0;
  const pauses: number[] = [];
  const cart = createCart(
    {
      async addToCart(request) {
        requests.push(request);
        const failure = failures.shift();
        if (failure) throw failure;
        return item;
      },
    },
    () => `key-${++keys}`,
    async (milliseconds) => {
      pauses.push(milliseconds);
    },
  );
  return { cart, requests, pauses, keysSent: () => requests.map((request) => request.request_key) };
}

const lost = () => new ApiError("unreachable", "");

describe("cart", () => {
  it("sends the same key again while no answer comes", async () => {
    const { cart, keysSent, pauses } = shop(lost(), lost());
    expect(await cart.add(order)).toBe(item);
    expect(keysSent()).toEqual(["key-1", "key-1", "key-1"]);
    expect(pauses).toEqual([800, 2500]);
  });

  it("gives up after four attempts, and keeps the key for the next click", async () => {
    const { cart, keysSent } = shop(lost(), lost(), lost(), lost());
    await expect(cart.add(order)).rejects.toThrow(ApiError);
    expect(keysSent()).toHaveLength(4);
    await cart.add(order);
    expect(new Set(keysSent())).toEqual(new Set(["key-1"]));
  });

  it("does not repeat what the server refused", async () => {
    const { cart, requests } = shop(new ApiError("refused", "Text is too long."));
    await expect(cart.add(order)).rejects.toThrow("Text is too long.");
    expect(requests).toHaveLength(1);
  });

  it("takes a new key for a changed design and for the next order", async () => {
    const { cart, keysSent } = shop(new ApiError("broken", ""));
    await expect(cart.add(order)).rejects.toThrow();
    await cart.add({ ...order, quantity: 2 });
    await cart.add({ ...order, quantity: 2 });
    expect(keysSent()).toEqual(["key-1", "key-2", "key-3"]);
  });
});

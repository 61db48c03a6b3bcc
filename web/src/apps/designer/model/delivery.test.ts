import { describe, expect, it } from "vitest";
import { ApiError } from "../../../wire/request";
import type { DesignRequest } from "./api";
import { createDelivery } from "./delivery";

const design = {
  product_id: 1,
  document: { version: 2 },
  options: [],
  print_size: null,
  attributes: [],
  quantity: 1,
};
const item = { ref: "CF921CF10F59B3A258" };

/** A server that fails as told, then answers; offline for the first so many attempts. */
function shop(failures: ApiError[] = [], offline = 0) {
  const requests: DesignRequest[] = [];
  const told: string[] = [];
  const controller = new AbortController();
  let keys = 0;
  let isLeft = offline;
  const delivery = createDelivery(
    async (request) => {
      requests.push(request);
      const failure = failures.shift();
      if (failure) throw failure;
      return item;
    },
    {
      isOnline: () => isLeft-- <= 0,
      async wait(milliseconds, signal) {
        told.push(`wait ${milliseconds}`);
        signal.throwIfAborted();
      },
    },
    () => `key-${++keys}`,
  );
  return {
    requests,
    told,
    controller,
    send: (changed: Partial<typeof design> = {}) =>
      delivery.send({ ...design, ...changed }, () => told.push("lost"), controller.signal),
    keysSent: () => requests.map((request) => request.request_key),
  };
}

const lost = () => new ApiError("unreachable", "");

describe("delivery", () => {
  it("sends the same key again for as long as no answer comes, and tells of it", async () => {
    const { send, keysSent, told } = shop(Array.from({ length: 5 }, lost));
    expect(await send()).toBe(item);
    expect(keysSent()).toEqual(Array(6).fill("key-1"));
    expect(told.filter((one) => one.startsWith("wait"))).toEqual([
      "wait 800",
      "wait 2500",
      "wait 6000",
      "wait 10000",
      "wait 10000",
    ]);
    expect(told.slice(0, 3)).toEqual(["lost", "wait 800", "lost"]);
  });

  it("does not even ask while the browser knows that it is offline", async () => {
    const { send, requests, told } = shop([], 2);
    await send();
    expect(requests).toHaveLength(1);
    expect(told).toEqual(["lost", "wait 800", "lost", "wait 2500"]);
  });

  it("ends when it is cancelled, and keeps the key for the next click", async () => {
    const { send, keysSent, controller } = shop([lost(), lost()]);
    controller.abort(new DOMException("", "AbortError"));
    await expect(send()).rejects.toThrow(DOMException);
    await expect(send()).rejects.toThrow(DOMException);
    expect(keysSent()).toEqual(["key-1", "key-1"]);
  });

  it("does not repeat what the server refused", async () => {
    const { send, requests, told } = shop([new ApiError("refused", "Text is too long.")]);
    await expect(send()).rejects.toThrow("Text is too long.");
    expect(requests).toHaveLength(1);
    expect(told).toEqual([]);
  });

  it("takes a new key for a changed design and for the next order", async () => {
    const { send, keysSent } = shop([new ApiError("broken", "")]);
    await expect(send()).rejects.toThrow();
    await send({ quantity: 2 });
    await send({ quantity: 2 });
    expect(keysSent()).toEqual(["key-1", "key-2", "key-3"]);
  });
});

import { describe, expect, it, vi } from "vitest";
import { createParentLink, type Surroundings } from "./parent";

const ORIGIN = "https://shop.example";

function stage(link: { origin: string | null; messageId: string | null }) {
  const posted: [unknown, string][] = [];
  const listeners = new Set<(event: { origin: string; data: unknown }) => void>();
  let leave = () => {};
  let timer: (() => void) | null = null;
  const surroundings: Surroundings = {
    post: (message, origin) => posted.push([message, origin]),
    listen(handler) {
      listeners.add(handler as never);
      return () => listeners.delete(handler as never);
    },
    onLeave(run) {
      leave = run;
    },
    setTimer(run) {
      timer = run;
      return () => {
        timer = null;
      };
    },
  };
  return {
    posted,
    parent: createParentLink(link, surroundings),
    say: (origin: string, data: unknown) => {
      for (const listener of listeners) listener({ origin, data });
    },
    leave: () => leave(),
    passTime() {
      const run = timer;
      timer = null;
      run?.();
    },
  };
}

const connected = () => stage({ origin: ORIGIN, messageId: "m1" });

describe("messages to the parent", () => {
  it("puts cart items where deployed shops read them", () => {
    const { parent, posted } = connected();
    const item = { ref: "CF921CF10F59B3A258", sku: "MUG", quantity: 2, thumbnails: [] };
    parent.addToCart([item]);
    expect(posted).toEqual([[{ id: "m1", name: "ADD_TO_CART_CALLBACK", body: { items: [item] } }, ORIGIN]]);
  });

  it.each([
    { origin: null, messageId: "m1" },
    { origin: ORIGIN, messageId: null },
  ])("sends nothing without both origin and id: %o", (link) => {
    const { parent, posted, passTime } = stage(link);
    parent.rendererReady();
    parent.addToCart([]);
    parent.showBusy()();
    parent.requestHeight(500);
    passTime();
    expect(parent.isConnected).toBe(false);
    expect(posted).toEqual([]);
  });

  it("announces the first picture once", () => {
    const { parent, posted } = connected();
    parent.rendererReady();
    parent.rendererReady();
    expect(posted.map(([message]) => message)).toEqual([{ id: "m1", name: "RENDERER_READY", body: {} }]);
  });

  it("keeps busy balanced, also when it ends twice or overlaps", () => {
    const { parent, posted } = connected();
    const first = parent.showBusy();
    const second = parent.showBusy();
    first();
    first();
    second();
    const names = posted.map(([message]) => (message as { name: string }).name);
    expect(names).toEqual(["SHOW_BUSY", "SHOW_BUSY", "HIDE_BUSY", "HIDE_BUSY"]);
  });

  it("ends what is busy when the page goes away, once", () => {
    const { parent, posted, leave } = connected();
    const first = parent.showBusy();
    parent.showBusy();
    first();
    leave();
    leave();
    const names = posted.map(([message]) => (message as { name: string }).name);
    expect(names).toEqual(["SHOW_BUSY", "SHOW_BUSY", "HIDE_BUSY", "HIDE_BUSY"]);
  });

  it("does not answer its own scroll bar with another height", () => {
    const { parent, posted, passTime } = connected();
    for (const wish of [700, 690, 700, 731, 670, 740]) {
      parent.requestHeight(wish);
      passTime();
    }
    const heights = posted.map(([message]) => (message as { body: { height: number } }).body.height);
    expect(heights).toEqual([700, 740]);
  });

  it("asks for a height once a burst, and only when it changed", () => {
    const { parent, posted, passTime } = connected();
    parent.requestHeight(700.2);
    parent.requestHeight(720.4);
    passTime();
    parent.requestHeight(720.9);
    passTime();
    parent.requestHeight(640);
    passTime();
    const heights = posted.map(([message]) => (message as { body: { height: number } }).body.height);
    expect(heights).toEqual([721, 640]);
  });
});

describe("messages from the parent", () => {
  const message = { id: "m1", name: "SET_TEXT_AREA_TEXT", body: { areaId: 7, text: "Ada" } };

  it("hears a text for a text area", () => {
    const { parent, say } = connected();
    const hear = vi.fn();
    const stop = parent.onTextAreaText(hear);
    say(ORIGIN, message);
    stop();
    say(ORIGIN, message);
    expect(hear.mock.calls).toEqual([[{ areaId: "7", text: "Ada" }]]);
  });

  it.each([
    ["another origin", "https://evil.example", message],
    ["a look-alike origin", "https://shop.example.evil", message],
    ["another id", ORIGIN, { ...message, id: "m2" }],
    ["an unknown name", ORIGIN, { ...message, name: "EVAL" }],
    ["a text that is none", ORIGIN, { ...message, body: { areaId: 7, text: { a: 1 } } }],
    ["megabytes", ORIGIN, { ...message, body: { areaId: 7, text: "a".repeat(5000) } }],
    ["nothing", ORIGIN, null],
  ])("ignores %s", (_what, origin, data) => {
    const { parent, say } = connected();
    const hear = vi.fn();
    parent.onTextAreaText(hear);
    say(origin, data);
    expect(hear).not.toHaveBeenCalled();
  });
});

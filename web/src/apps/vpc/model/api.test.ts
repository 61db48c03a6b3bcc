import { afterEach, describe, expect, it, vi } from "vitest";
import { createApi, isOver } from "./api";
import { tellCreated } from "./telling";
import { start } from "./testStart";

afterEach(() => vi.unstubAllGlobals());

/** Answers one after the other; what was asked with is kept. */
function answering(...answers: Response[]) {
  const authorisations: (string | null)[] = [];
  vi.stubGlobal("fetch", async (_url: string, init: RequestInit) => {
    authorisations.push(new Headers(init.headers).get("Authorization"));
    return answers.shift();
  });
  return authorisations;
}
const json = (body: unknown, init?: ResponseInit) => new Response(JSON.stringify(body), init);

describe("the session", () => {
  it("is the newest that an answer brought", async () => {
    const authorisations = answering(json(start, { headers: { "X-Session": "two" } }), json(start));
    const api = createApi("/artists/data", "one", () => {});
    await api.start();
    await api.start();
    expect(authorisations).toEqual(["Bearer one", "Bearer two"]);
  });

  it("that has ended is said once for all", async () => {
    answering(json({ error: { code: 7408, message: "Over." } }, { status: 401 }));
    let ends = 0;
    const api = createApi("/artists/data", "one", () => ends++);
    const error = await api.start().catch((refusal) => refusal);
    expect([isOver(error), ends]).toEqual([true, 1]);
  });
});

describe("the framing page", () => {
  const product = { id: 1, name: "Sun", retail_sku: "SUN-1", snapshots: { small: "/s.jpg" } };

  it("is told what was created, at its origin alone", () => {
    const posted: unknown[] = [];
    const parent = { postMessage: (...what: unknown[]) => posted.push(what) };
    tellCreated({ parent } as unknown as Window, "https://shop.example", [product]);
    expect(posted).toEqual([[{ name: "PRODUCTS_CREATED", body: [product] }, "https://shop.example"]]);
  });

  it("is nobody where the tool stands alone", () => {
    const posted: unknown[] = [];
    const alone = { postMessage: (...what: unknown[]) => posted.push(what) } as unknown as Window & {
      parent: Window;
    };
    alone.parent = alone;
    tellCreated(alone, "https://shop.example", [product]);
    expect(posted).toEqual([]);
  });
});

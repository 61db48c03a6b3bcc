import { afterEach, expect, it, vi } from "vitest";
import { connectLiveParts } from "./live";

class Input {
  value = "";
  matches = () => false;
}

/** A part with a field, and what happens while the server's answer is on its way. Gives what the part shows then. */
async function shownAfter(meanwhile: (field: Input) => void): Promise<string> {
  const field = new Input();
  const part = {
    dataset: { live: "/list", version: "1" },
    innerHTML: "before",
    contains: () => true,
    querySelectorAll: () => [],
    dispatchEvent: () => true,
  };
  const page = {
    activeElement: null as Input | null,
    hidden: false,
    addEventListener: () => {},
    querySelectorAll: () => [part],
  };
  let look: () => void = () => {};
  vi.stubGlobal("HTMLInputElement", Input);
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", {
    location: { href: "https://platform.example/" },
    setTimeout: (next: () => void) => {
      look = next;
    },
  });
  vi.stubGlobal("fetch", async () => {
    page.activeElement = field;
    meanwhile(field);
    return { ok: true, status: 200, json: async () => ({ version: "2", html: "after" }) };
  });
  connectLiveParts();
  const first = look;
  first();
  // Asked once more only when the answer has been dealt with.
  await vi.waitUntil(() => look !== first);
  return part.innerHTML;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it("shows what the server says", async () => {
  expect(await shownAfter(() => {})).toBe("after");
});

it("leaves a field alone that somebody has begun to write into before the answer came", async () => {
  const typing = (field: Input) => {
    field.value = "12";
  };
  expect(await shownAfter(typing)).toBe("before");
});

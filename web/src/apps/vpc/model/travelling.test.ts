import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { Creator } from "./creator";
import type { Making, Phase } from "./making";
import { artwork, blank, start } from "./testStart";
import { travel } from "./travelling";

/** A window's history, and a creator that writes into it. */
function travelling() {
  const entries: unknown[] = [null];
  let at = 0;
  let heard = (_event: PopStateEvent) => {};
  const history = {
    replaceState: (state: unknown) => {
      entries[at] = state;
    },
    pushState: (state: unknown) => {
      entries.splice(++at, entries.length, state);
    },
  };
  const self = {
    history,
    addEventListener: (_name: string, listener: typeof heard) => {
      heard = listener;
    },
  };
  const go = (by: number) => {
    at += by;
    heard({ state: entries[at] } as PopStateEvent);
  };
  const phase = signal<Phase>("idle");
  let putAside = 0;
  const setAside = () => {
    putAside++;
  };
  const creator = new Creator(start);
  creator.useArtwork(artwork);
  creator.choose([blank(1, "Shirt")]);
  travel(self as unknown as Window, creator, { phase, setAside } as unknown as Making);
  return { creator, phase, go, putAside: () => putAside };
}

describe("the browser's back and forward", () => {
  it("lead from step to step", () => {
    const { creator, go } = travelling();
    creator.step.value = "blanks";
    creator.step.value = "place";
    go(-1);
    expect(creator.step.value).toBe("blanks");
    go(-1);
    expect(creator.step.value).toBe("artwork");
    go(2);
    expect(creator.step.value).toBe("place");
  });

  it("lead no further than what is there allows", () => {
    const { creator, go } = travelling();
    creator.step.value = "place";
    go(-1);
    creator.choose([]);
    go(1);
    expect(creator.step.value).toBe("blanks");
  });

  it.each(["sending", "following", "finished"] as const)("lead nowhere when all is %s", (now) => {
    const { creator, phase, go } = travelling();
    creator.step.value = "details";
    phase.value = now;
    creator.step.value = "create";
    go(-1);
    expect(creator.step.value).toBe("create");
  });

  it("lead back from what was not begun", () => {
    const { creator, go, putAside } = travelling();
    creator.step.value = "details";
    creator.step.value = "create";
    go(-1);
    expect([creator.step.value, putAside()]).toEqual(["details", 1]);
  });
});

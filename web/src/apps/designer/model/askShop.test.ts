import { afterEach, describe, expect, it, vi } from "vitest";
import { withPatience } from "./askShop";

/** Waits until it is told to stop, and then says so. */
const untilTold = (ending: AbortSignal) =>
  new Promise<string>((resolve) => {
    if (ending.aborted) resolve("told");
    ending.addEventListener("abort", () => resolve("told"));
  });

describe("a question to the shop", () => {
  afterEach(() => vi.useRealTimers());

  it("is answered while there is patience", async () => {
    await expect(withPatience(new AbortController().signal, async () => "19.00")).resolves.toBe("19.00");
  });

  it("ends when it is withdrawn, also beforehand", async () => {
    const withdrawn = new AbortController();
    const answer = withPatience(withdrawn.signal, untilTold);
    withdrawn.abort();
    await expect(answer).resolves.toBe("told");
    await expect(withPatience(withdrawn.signal, untilTold)).resolves.toBe("told");
  });

  it("ends after eight seconds", async () => {
    vi.useFakeTimers();
    const heard: string[] = [];
    void withPatience(new AbortController().signal, untilTold).then((word) => heard.push(word));
    await vi.advanceTimersByTimeAsync(7999);
    expect(heard).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(heard).toEqual(["told"]);
  });
});

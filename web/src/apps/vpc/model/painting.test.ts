import { afterEach, expect, it, vi } from "vitest";
import { paintSoon } from "./painting";

afterEach(() => vi.unstubAllGlobals());

it("paints as much as fits into a frame, and a single thing while the screen falls behind", () => {
  const frames: ((at: number) => void)[] = [];
  vi.stubGlobal("requestAnimationFrame", (frame: (at: number) => void) => frames.push(frame));
  const painted: string[] = [];
  const want = (...names: string[]) => {
    for (const name of names) paintSoon({}, () => painted.push(name));
  };
  const frameAt = (at: number) => {
    frames.shift()?.(at);
    return painted.splice(0);
  };
  vi.spyOn(performance, "now").mockReturnValueOnce(0).mockReturnValueOnce(9).mockReturnValue(20);

  want("a", "b", "c", "d");
  expect(frameAt(100)).toEqual(["a"]); // took nine milliseconds
  expect(frameAt(160)).toEqual(["b"]); // no time of its own, and a frame that came late
  expect(frameAt(176)).toEqual(["c", "d"]);
});

/** The browser's back and forward lead from step to step, rather than out of the tool. */
import { effect } from "@preact/signals";
import type { Creator, Step } from "./creator";
import type { Making } from "./making";

const isStep = (creator: Creator, step: unknown): step is Step => creator.steps.includes(step as Step);

/** Writes each step into the window's history, and goes where that leads. */
export function travel(self: Window, creator: Creator, making: Making): void {
  let written = creator.step.peek();
  self.history.replaceState({ step: written }, "");
  effect(() => {
    const { value: step } = creator.step;
    if (step === written) return;
    written = step;
    self.history.pushState({ step }, "");
  });
  self.addEventListener("popstate", ({ state }: PopStateEvent) => {
    const wanted: unknown = (state as { step?: unknown } | null)?.step;
    // What is being created, or has been, is not begun with again.
    if (creator.step.peek() === "create" && making.phase.peek() !== "idle") {
      self.history.pushState({ step: "create" }, "");
      return;
    }
    if (!isStep(creator, wanted)) return;
    if (creator.step.peek() === "create") making.setAside();
    written = creator.reachable(wanted);
    creator.step.value = written;
  });
}

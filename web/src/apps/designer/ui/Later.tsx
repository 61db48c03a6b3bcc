/** The interface's second half, which comes after the product: a stand-in until it is here, a word if it cannot be had. */
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { breath } from "../../../layout";
import { words } from "../words";

export type Tools = typeof import("./tools");

const tools = signal<Tools | "failed" | null>(null);
let loading: Promise<Tools | null> | null = null;

/** Asks for it, once; after a failure, once more. Gives null where it cannot be had. Never throws. */
export function startTools(): Promise<Tools | null> {
  loading ??= import("./tools").then(
    async (loaded) => {
      await breath();
      tools.value = loaded;
      return loaded;
    },
    () => {
      tools.value = "failed";
      loading = null;
      return null;
    },
  );
  return loading;
}

interface LaterProps {
  readonly show: (tools: Tools) => ComponentChildren;
  /** Nothing stands in its place meanwhile. */
  readonly quiet?: boolean;
}

/** What `show` makes of the tools, once they are here. */
export function Later({ show, quiet }: LaterProps) {
  const loaded = tools.value;
  if (quiet && (loaded === null || loaded === "failed")) return null;
  if (loaded === null) return <Waiting />;
  if (loaded !== "failed") return <>{show(loaded)}</>;
  return (
    <div class="notice notice--warning" role="alert">
      <p>{words.toolsUnreachable}</p>
      <button type="button" class="link-button" onClick={retry}>
        {words.retry}
      </button>
    </div>
  );
}

function retry(): void {
  tools.value = null;
  void startTools();
}

function Waiting() {
  void startTools();
  return (
    <div class="stack" aria-busy="true">
      <div class="skeleton" />
      <div class="skeleton" />
      <div class="skeleton" />
    </div>
  );
}

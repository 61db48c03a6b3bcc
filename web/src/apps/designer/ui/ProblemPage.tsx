/** A calm page for when there is no product to show. */

import { FullPage } from "../../../ui/FullPage";
import { words } from "../words";

export type ProblemKind = "link" | "not-found" | "design" | "elsewhere" | "unreachable" | "broken";

export function ProblemPage({ kind, onRetry }: { kind: ProblemKind; onRetry: () => void }) {
  const [title, text] = sentences(kind);
  const canRetry = kind === "unreachable" || kind === "broken";
  return (
    <FullPage
      class="full-page"
      icon={canRetry ? "alert" : "product"}
      title={title}
      text={text}
      retry={canRetry ? { label: words.retry, run: onRetry } : null}
    />
  );
}

function sentences(kind: ProblemKind): readonly [string, string] {
  switch (kind) {
    case "link":
      return [words.linkTitle, words.linkText];
    case "not-found":
      return [words.notFoundTitle, words.notFoundText];
    case "design":
      return [words.designMissingTitle, words.designMissingText];
    case "elsewhere":
      return [words.elsewhereTitle, words.elsewhereText];
    case "unreachable":
      return [words.unreachableTitle, words.unreachableText];
    case "broken":
      return [words.brokenTitle, words.brokenText];
  }
}

/** The shape of what is coming, so that nothing jumps when it is there. */
export function LoadingPage() {
  return (
    <main class="loading" aria-busy="true">
      <h1 class="visually-hidden">{words.loading}</h1>
      <div class="skeleton loading__bar" />
      <div class="skeleton loading__product" />
      <div class="skeleton loading__bar" />
    </main>
  );
}

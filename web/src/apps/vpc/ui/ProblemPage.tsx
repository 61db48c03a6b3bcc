/** A calm page for when there is nothing to work on. */
import { FullPage } from "../../../ui/FullPage";
import { words } from "../words";

export type ProblemKind = "link" | "over" | "no-blanks" | "unreachable" | "broken";

export function ProblemPage({ kind, onRetry }: { kind: ProblemKind; onRetry: () => void }) {
  const [title, text] = sentences(kind);
  const canRetry = kind === "unreachable" || kind === "broken";
  return (
    <FullPage
      class="vpc-page"
      icon={kind === "no-blanks" ? "product" : "alert"}
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
    case "over":
      return [words.overTitle, words.overText];
    case "no-blanks":
      return [words.noBlanksTitle, words.noBlanksText];
    case "unreachable":
      return [words.unreachableTitle, words.unreachableText];
    case "broken":
      return [words.brokenTitle, words.brokenText];
  }
}

/** The shape of what is coming, so that nothing jumps when it is there. */
export function LoadingPage() {
  return (
    <main class="vpc vpc--loading" aria-busy="true">
      <h1 class="visually-hidden">{words.loading}</h1>
      <div class="vpc-bar">
        <span class="skeleton" />
      </div>
      <div class="vpc-main">
        <div class="skeleton vpc--loading__drop" />
      </div>
      <div class="vpc-foot" />
    </main>
  );
}

/** A calm page for when there is no product to show. */
import { words } from "../words";
import { Icon } from "./icons";

export type FullPageKind = "link" | "not-found" | "design" | "elsewhere" | "unreachable" | "broken";

export function FullPage({ kind, onRetry }: { kind: FullPageKind; onRetry: () => void }) {
  const [title, text] = sentences(kind);
  const canRetry = kind === "unreachable" || kind === "broken";
  return (
    <main class="full-page">
      <div class="empty">
        <Icon name={canRetry ? "alert" : "product"} size={32} />
        <h1 class="empty__title">{title}</h1>
        <p>{text}</p>
        {canRetry ? (
          <button type="button" class="button button--primary" onClick={onRetry}>
            {words.retry}
          </button>
        ) : null}
      </div>
    </main>
  );
}

function sentences(kind: FullPageKind): readonly [string, string] {
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

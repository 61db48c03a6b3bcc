/** Asks what the launch allows, then hands over to the steps. */
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { ApiError } from "../../../wire/request";
import { createApi, isOver } from "../model/api";
import type { Configuration } from "../model/configuration";
import { tellCreated } from "../model/telling";
import { LoadingPage, type ProblemKind, ProblemPage } from "./ProblemPage";
import { Steps } from "./Steps";
import { type Session, SessionProvider, startSession } from "./session";

type Phase =
  | { kind: "loading" }
  | { kind: "failed"; page: ProblemKind }
  | { kind: "ready"; session: Session };

export function App({ configuration }: { configuration: Configuration }) {
  const phase = useSignal<Phase>({ kind: "loading" });
  const hasEnded = useSignal(false);
  const attempt = useSignal(0);
  const api = useMemo(() => {
    const { apiBase, session } = configuration;
    return createApi(apiBase, session, () => {
      hasEnded.value = true;
    });
  }, [configuration, hasEnded]);
  useEffect(() => {
    phase.value = configuration.session ? { kind: "loading" } : { kind: "failed", page: "link" };
    if (!configuration.session) return;
    api.start().then(
      (start) => {
        const { blanks, product } = start;
        if (blanks.count === 0 && product === null) phase.value = { kind: "failed", page: "no-blanks" };
        else {
          const tell = tellCreated.bind(null, window, configuration.origin);
          phase.value = { kind: "ready", session: startSession(start, api, tell, window) };
        }
      },
      (error) => {
        phase.value = { kind: "failed", page: pageFor(error) };
      },
    );
  }, [api, configuration, phase, attempt.value]);

  if (hasEnded.value) return <ProblemPage kind="over" onRetry={() => {}} />;
  const now = phase.value;
  if (now.kind === "loading") return <LoadingPage />;
  if (now.kind === "failed") return <ProblemPage kind={now.page} onRetry={() => attempt.value++} />;
  return (
    <SessionProvider value={now.session}>
      <Steps />
    </SessionProvider>
  );
}

function pageFor(error: unknown): ProblemKind {
  if (isOver(error)) return "over";
  return error instanceof ApiError && error.kind === "unreachable" ? "unreachable" : "broken";
}

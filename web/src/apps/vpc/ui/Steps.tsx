/** The frame: where one is, what comes next, and what is still missing. */
import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../../ui/icons";
import type { Creator, Step } from "../model/creator";
import { words } from "../words";
import { ArtworkStep } from "./ArtworkStep";
import { BlanksStep } from "./BlanksStep";
import { CreateStep } from "./CreateStep";
import { DetailsStep } from "./DetailsStep";
import { PlaceStep } from "./PlaceStep";
import { type Session, useSession } from "./session";

export function Steps() {
  const session = useSession();
  const { creator, checks, said } = session;
  const main = useRef<HTMLElement>(null);
  const step = creator.step.value;
  const isFirst = useRef(true);
  useEffect(() => {
    void checks.load();
  }, [checks]);
  // Each step begins at its top, and with its heading for those who hear it.
  useEffect(() => {
    if (!isFirst.current) {
      main.current?.scrollTo({ top: 0 });
      main.current?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
    }
    isFirst.current = false;
  }, [step]);
  useEffect(keepFilesOut, []);
  useSignalEffect(() => {
    document.title = titleOf(creator);
  });
  return (
    <div class="vpc" data-step={step}>
      <header class="vpc-bar">
        <h1 class="vpc-bar__title">{titleOf(creator)}</h1>
        <Trail />
      </header>
      <main class="vpc-main" ref={main}>
        {step === "place" || step === "details" ? <Missing /> : null}
        <Content step={step} />
      </main>
      {step === "create" ? null : <Foot />}
      <p class="visually-hidden" role="status">
        {said.value}
      </p>
    </div>
  );
}

/** A file that is let go where none is taken would be opened in place of the tool. */
function keepFilesOut(): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  const refuse = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };
  document.addEventListener("dragover", refuse, { signal });
  document.addEventListener("drop", refuse, { signal });
  return () => listeners.abort();
}

/** Products that did not arrive cannot be placed on. */
function Missing() {
  const { creator, documents } = useSession();
  const failed = [...documents.failed.value].filter((id) => creator.isChosen(id)).length;
  if (failed === 0) return null;
  return (
    <div class="notice notice--warning vpc-missing" role="alert">
      <p>{words.blankFailed(failed)}</p>
      <p>
        <button type="button" class="link-button" onClick={() => documents.retry()}>
          {words.retry}
        </button>
      </p>
    </div>
  );
}

function titleOf({ edited }: Creator): string {
  return edited ? words.editTitle(edited.name) : words.title;
}

function Content({ step }: { step: Step }) {
  switch (step) {
    case "artwork":
      return <ArtworkStep />;
    case "blanks":
      return <BlanksStep />;
    case "place":
      return <PlaceStep />;
    case "details":
      return <DetailsStep />;
    case "create":
      return <CreateStep />;
  }
}

/** What has to be there before a step can be gone to. */
function missingFor(step: Step, creator: Creator): string | null {
  if (step === "artwork") return null;
  if (!creator.artwork.value) return words.needArtwork;
  if (step !== "blanks" && creator.chosen.value.length === 0) return words.needBlanks;
  return null;
}

function Trail() {
  const { creator } = useSession();
  const { steps } = creator;
  const at = creator.step.value === "create" ? steps.length : steps.indexOf(creator.step.value);
  return (
    <nav class="trail" aria-label={words.steps}>
      <p class="trail__at">{words.stepOf(Math.min(at + 1, steps.length), steps.length)}</p>
      <ol class="trail__steps">
        {steps.map((step, index) => (
          <li key={step} class="trail__step" data-state={index < at ? "done" : index === at ? "now" : "next"}>
            <button
              type="button"
              aria-current={index === at ? "step" : undefined}
              disabled={creator.step.value === "create" || missingFor(step as Step, creator) !== null}
              onClick={() => {
                creator.step.value = step;
              }}
            >
              <span class="trail__number" aria-hidden="true">
                {index < at ? <Icon name="check" size={14} /> : index + 1}
              </span>
              <span class="trail__name">{words.step[step as keyof typeof words.step]}</span>
              {index < at ? <span class="visually-hidden">{words.stepDone}</span> : null}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Foot() {
  const session = useSession();
  const { creator } = session;
  const { steps } = creator;
  const at = steps.indexOf(creator.step.value);
  const before = steps[at - 1];
  const next = steps[at + 1];
  const missing = next ? missingFor(next, creator) : lastMissing(session);
  return (
    <footer class="vpc-foot">
      {before ? (
        <button
          type="button"
          class="button"
          onClick={() => {
            creator.step.value = before;
          }}
        >
          {words.back}
        </button>
      ) : null}
      <p class="vpc-foot__note small muted" id="foot-note" role="status">
        {missing ?? noteOn(creator)}
      </p>
      {/* Not switched off: whoever presses it is told what is missing. */}
      <button
        type="button"
        class="button button--primary"
        aria-disabled={missing ? true : undefined}
        aria-describedby="foot-note"
        onClick={() => {
          if (missing) showMissing(session, missing);
          else if (next) creator.step.value = next;
          else create(session);
        }}
      >
        {next ? words.next : createLabel(creator)}
      </button>
    </footer>
  );
}

function noteOn({ step, chosen, edited }: Creator): string {
  return step.value === "artwork" || step.value === "blanks" || edited
    ? ""
    : words.chosenCount(chosen.value.length);
}

function createLabel({ edited, chosen }: Creator): string {
  return edited ? words.saveChanges : words.create(chosen.value.length);
}

function lastMissing({ creator, checks }: Session): string | null {
  const faults = creator.faults.value.size;
  if (faults > 0) return words.faultsFound(faults);
  if (checks.isBlocked.value) return words.mustPutRight;
  const here = creator.chosen.value.filter(({ id }) => creator.products.value.has(id)).length;
  const of = creator.chosen.value.length;
  return here < of ? words.preparingProducts(here, of) : null;
}

/** Says what is missing, and leads to where it is put right. */
function showMissing({ creator, checks, said }: Session, missing: string): void {
  said.value = missing;
  const wrong = document.querySelector<HTMLElement>('.vpc-main [aria-invalid="true"]');
  if (wrong) wrong.focus();
  else if (creator.step.value === "details" && checks.blocked !== null) {
    creator.focus.value = checks.blocked;
    creator.step.value = "place";
  }
}

function create({ creator, making }: Session): void {
  const drafts = creator.drafts();
  creator.step.value = "create";
  const [first] = drafts;
  if (creator.edited && first) void making.change(creator.edited.id, first);
  else void making.begin(drafts);
}

/** The products come into being: how far they are, what went wrong, and what is there in the end. */
import { Icon } from "../../../ui/icons";
import { failureText } from "../../../wire/failures";
import { ApiError } from "../../../wire/request";
import type { Blank, Created, TaskLine } from "../model/wire";
import { language, words } from "../words";
import { Heading } from "./Heading";
import { Mockup } from "./Mockup";
import { type Session, useSession } from "./session";

export function CreateStep() {
  const { making } = useSession();
  const phase = making.phase.value;
  if (phase === "finished") return <Done />;
  if (phase === "idle" && making.error.value) return <NotBegun />;
  return <Underway />;
}

function Underway() {
  const { creator, making } = useSession();
  const { value: task } = making.task;
  const { value: chosen } = creator.chosen;
  const hasEnded = task !== null && ["partly", "failed"].includes(task.state);
  const lines = new Map(task?.lines.map((line) => [line.blank, line]));
  return (
    <div class="step create">
      <Heading>
        {creator.edited ? words.savingHeading : words.creatingHeading(task?.total ?? chosen.length)}
      </Heading>
      {hasEnded ? <SomeFailed /> : <Progress />}
      {making.error.value instanceof ApiError ? (
        <p class="notice notice--warning" role="alert">
          {making.error.value.kind === "unreachable"
            ? words.waitingAgain
            : failureText(making.error.value, words.createFailed)}
        </p>
      ) : null}
      <ul class="mockups">
        {chosen.map((blank) => (
          <li key={blank.id}>
            <Line blank={blank} line={lines.get(blank.id) ?? null} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Progress() {
  const { creator, making } = useSession();
  const { value: task } = making.task;
  const total = task?.total ?? creator.chosen.value.length;
  // Each counts twice: once it is there, and once it has its picture.
  const part = task ? (task.made + task.failed + task.pictured) / (2 * total || 1) : null;
  const isDrawing = task !== null && task.made + task.failed >= total;
  const said = !task
    ? words.sending
    : isDrawing
      ? words.picturedOf(task.pictured, task.made)
      : words.madeOf(task.made, total);
  return (
    <div class="create__progress">
      <progress class="progress" aria-label={said} {...(part === null ? {} : { value: part })} />
      <p role="status">{said}</p>
      <p class="small muted">{words.creatingText}</p>
    </div>
  );
}

function Line({ blank, line }: { blank: Blank; line: TaskLine | null }) {
  const { creator } = useSession();
  const state = line?.error ? "failed" : line?.product ? "created" : "underway";
  return (
    <article class="one one--line" data-state={state}>
      <span class="one__picture">
        <Mockup blank={blank} size="card" label={words.mockupOf(blank.name)} />
        {state === "underway" ? null : (
          <span class="one__sign" data-blocked={state === "failed"} data-done={state === "created"}>
            <Icon name={state === "failed" ? "alert" : "check"} size={16} />
          </span>
        )}
        <span class="visually-hidden">{words[state]}</span>
      </span>
      <span class="one__name">{creator.details.value.get(blank.id)?.name}</span>
      {line?.error ? <span class="one__error small">{lineFailure(line.error)}</span> : null}
    </article>
  );
}

/** The server's sentence says most, and is English. */
function lineFailure({ message, code }: NonNullable<TaskLine["error"]>): string {
  const known = code === null ? undefined : words.errors[code];
  return language.startsWith("en") ? message : (known ?? words.lineFailed);
}

/** What could not be created, with the ways on. */
function SomeFailed() {
  const session = useSession();
  const { making } = session;
  const failed = making.failures.value.length;
  const made = (making.task.value?.made ?? 0) + making.earlier.value.length;
  return (
    <div class="notice notice--danger create__failed" role="alert">
      <p>
        <strong>{words.someFailed(failed)}</strong>
      </p>
      <p>{made > 0 ? words.someFailedText : words.allFailedText}</p>
      <div class="row row--wrap">
        <button type="button" class="button button--primary" onClick={() => void making.again()}>
          {words.retry}
        </button>
        <button type="button" class="button" onClick={() => changeFailed(session)}>
          {words.changeDetails}
        </button>
        {made > 0 ? (
          <button type="button" class="button" onClick={() => making.settle()}>
            {words.goOnWith(made)}
          </button>
        ) : null}
      </div>
    </div>
  );
}

/** Only what failed is asked for once more, otherwise. */
function changeFailed({ creator, making }: Session): void {
  const failed = new Set(making.failures.value.map(({ blank }) => blank));
  making.setAside();
  creator.choose(creator.chosen.value.filter(({ id }) => failed.has(id)));
  creator.step.value = "details";
}

function NotBegun() {
  const { creator, making } = useSession();
  const { value: error } = making.error;
  const drafts = creator.drafts();
  const [first] = drafts;
  const retry = () =>
    creator.edited && first ? making.change(creator.edited.id, first) : making.begin(drafts);
  const text =
    error instanceof ApiError && error.kind === "unreachable"
      ? words.unreachableText
      : error instanceof ApiError
        ? failureText(error, words.createFailed)
        : words.createFailed;
  return (
    <div class="step create">
      <div class="empty" role="alert">
        <Icon name="alert" size={32} />
        <h2 class="empty__title">{creator.edited ? words.saveFailedTitle : words.createFailedTitle}</h2>
        <p>{text}</p>
        <div class="row row--wrap create__ways">
          <button type="button" class="button button--primary" onClick={() => void retry()}>
            {words.retry}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              making.setAside();
              creator.step.value = "details";
            }}
          >
            {words.changeDetails}
          </button>
        </div>
      </div>
    </div>
  );
}

function Done() {
  const { creator, making } = useSession();
  const { approved, pending } = creator.start;
  const { value: created } = making.created;
  const heading = creator.edited ? words.savedHeading : words.doneHeading(created.length);
  const text = creator.edited
    ? words.savedText
    : pending
      ? words.pendingText(pending.name)
      : words.doneText(approved.name);
  return (
    <div class="step create">
      <div class="done">
        <span class="done__sign">
          <Icon name="check" size={28} />
        </span>
        <Heading>{heading}</Heading>
        <p class="muted">{text}</p>
        <button
          type="button"
          class="button"
          onClick={() => {
            making.clear();
            if (creator.edited) creator.step.value = "place";
            else creator.startAnew();
          }}
        >
          {creator.edited ? words.editOn : words.makeMore}
        </button>
      </div>
      <ul class="mockups">
        {created.map((product) => (
          <li key={String(product.id)}>
            <Made product={product} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Made({ product }: { product: Created }) {
  const { small } = product.snapshots;
  return (
    <article class="one one--line">
      <span class="one__picture">
        {small ? (
          <img src={small} width={600} height={600} alt={words.mockupOf(product.name)} loading="lazy" />
        ) : (
          <Icon name="product" size={32} />
        )}
      </span>
      <span class="one__name">{product.name}</span>
      <span class="one__sku mono small muted">
        <bdi>{product.retail_sku}</bdi>
      </span>
    </article>
  );
}

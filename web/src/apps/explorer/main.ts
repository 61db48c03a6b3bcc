/** A page to try the GraphQL API out on: a query, its variables, the answer, and what there is to ask for. */
import "../../style/base.css";
import "../../style/components.css";
import "../pages/pages.css";
import "./explorer.css";
import { EXAMPLES } from "./examples";
import { SCHEMA_QUERY, type SchemaType, shown } from "./schema";
import { showSchema } from "./schema-list";

const KEPT = "monogram-graphql-query";
const SIGNED_OUT = 401;
const SIGN_IN_AGAIN = "You are signed out. Load the page again, and sign in.";

function part<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${id}`);
  return found;
}

async function ask(query: string, variables: unknown): Promise<{ status: number; body: unknown }> {
  const { csrf = "", address = "" } = document.body.dataset;
  const response = await fetch(address, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-CSRFToken": csrf,
      "X-Company": part("company", HTMLSelectElement).value,
    },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: await response.json() };
}

/** The variables as they are written; nothing is none. Throws SyntaxError. */
function variablesOf(text: string): unknown {
  return text.trim() ? JSON.parse(text) : {};
}

async function run(): Promise<void> {
  const query = part("query", HTMLTextAreaElement).value;
  const answer = part("answer", HTMLPreElement);
  const state = part("state", HTMLSpanElement);
  const button = part("run", HTMLButtonElement);
  let variables: unknown;
  try {
    variables = variablesOf(part("variables", HTMLTextAreaElement).value);
  } catch {
    state.textContent = "The variables are not JSON.";
    return;
  }
  button.setAttribute("aria-busy", "true");
  const began = performance.now();
  try {
    const { status, body } = await ask(query, variables);
    answer.textContent = JSON.stringify(body, null, 2);
    state.textContent =
      status === SIGNED_OUT ? SIGN_IN_AGAIN : `${status} in ${Math.round(performance.now() - began)} ms`;
  } catch {
    // What was answered before is no answer to this.
    answer.textContent = "";
    state.textContent = "The server did not answer. Try again in a moment.";
  } finally {
    answer.parentElement?.scrollIntoView({ block: "nearest" });
    button.removeAttribute("aria-busy");
  }
}

function connectExamples(query: HTMLTextAreaElement, variables: HTMLTextAreaElement): void {
  const examples = part("examples", HTMLSelectElement);
  examples.append(new Option("Examples", ""));
  for (const [index, example] of EXAMPLES.entries()) examples.append(new Option(example.name, String(index)));
  examples.addEventListener("change", () => {
    const chosen = EXAMPLES[Number(examples.value)];
    if (examples.value && chosen) {
      query.value = chosen.query;
      variables.value = chosen.variables;
    }
    examples.value = "";
  });
}

/** The types that there are to ask for; null: they did not arrive. */
async function readSchema(): Promise<readonly SchemaType[] | null> {
  try {
    const { body } = await ask(SCHEMA_QUERY, {});
    return shown((body as { data: { __schema: { types: SchemaType[] } } }).data.__schema.types);
  } catch {
    return null;
  }
}

async function connectSchema(): Promise<void> {
  const place = part("schema", HTMLDivElement);
  const find = part("find", HTMLInputElement);
  const counted = part("found", HTMLSpanElement);
  const types = await readSchema();
  if (!types) {
    place.textContent = "The schema did not arrive. Load the page again.";
    return;
  }
  showSchema(place, types, "");
  find.addEventListener("input", () => {
    const count = showSchema(place, types, find.value);
    counted.textContent = count === 1 ? "1 type" : `${count} types`;
  });
  place.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link) return;
    find.value = "";
    showSchema(place, types, "");
    const type = document.getElementById(link.hash.slice(1));
    if (type instanceof HTMLDetailsElement) type.open = true;
  });
}

function connect(): void {
  const query = part("query", HTMLTextAreaElement);
  const variables = part("variables", HTMLTextAreaElement);
  const kept = localStorage.getItem(KEPT);
  query.value = kept ?? EXAMPLES[0]?.query ?? "";
  variables.value = kept ? "" : (EXAMPLES[0]?.variables ?? "");
  query.addEventListener("input", () => localStorage.setItem(KEPT, query.value));
  connectExamples(query, variables);
  part("run", HTMLButtonElement).addEventListener("click", () => void run());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void run();
  });
  void connectSchema();
}

if (document.body.dataset.csrf) connect();

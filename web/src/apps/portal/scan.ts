/** The bench: a scanner's keystrokes always reach the field, scans are sent one after another, and answers are heard. */
import { connectCamera } from "./camera";
import { connectSounds, signal } from "./sounds";
import "./scan.css";
import "./scan-result.css";

interface Answer {
  tone: string;
  result: string;
  history: string;
}

export function connectScan(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-scan]");
  const field = form?.querySelector<HTMLInputElement>("[name=code]");
  if (form === null || field === null || field === undefined) return;
  const scans = new Scans(form);
  const take = (code: string): void => {
    if (code.trim() !== "") scans.add(code);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const code = field.value;
    field.value = "";
    keepAtHand(field);
    take(code);
  });
  form.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.name === "mode") scans.add("");
  });
  catchKeystrokes(field);
  connectSounds();
  connectCamera(take);
}

/** Scans wait for one another: they are marked in the order in which they were made. */
class Scans {
  private readonly waiting: FormData[] = [];
  private isSending = false;

  constructor(private readonly form: HTMLFormElement) {}

  /** Send a code with the mode of this moment; "" sends the mode alone, to be remembered. */
  add(code: string): void {
    const scan = new FormData(this.form);
    scan.set("code", code);
    this.waiting.push(scan);
    if (!this.isSending) void this.send();
  }

  private async send(): Promise<void> {
    this.isSending = true;
    for (let scan = this.waiting.shift(); scan !== undefined; scan = this.waiting.shift()) {
      const code = String(scan.get("code"));
      const answer = await ask(this.form.action, scan);
      if (code === "") continue;
      fill("[data-scan-result]", answer?.result ?? silence(code));
      if (answer !== undefined) fill("[data-scan-history]", answer.history);
      signal(answer?.tone ?? "error");
    }
    this.isSending = false;
  }
}

async function ask(address: string, scan: FormData): Promise<Answer | undefined> {
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: scan,
      headers: { Accept: "application/json" },
    });
    const isOurs = answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json");
    if (answer.redirected) window.location.reload(); // signed out meanwhile
    return isOurs ? ((await answer.json()) as Answer) : undefined;
  } catch {
    return undefined;
  }
}

/** What is shown when the server did not answer: nobody knows whether the piece was marked. */
function silence(code: string): string {
  const shown = document.createElement("span");
  shown.textContent = code;
  return `<article class="scan-result scan-result--error"><header class="scan-result__verdict">
    <span class="scan-result__icon" aria-hidden="true"></span>
    <div><p class="scan-result__said">No answer</p><p>Check the network and scan it again: what was marked is not marked twice.</p></div>
    <span class="id scan-result__code">${shown.innerHTML}</span></header></article>`;
}

function fill(selector: string, html: string): void {
  const part = document.querySelector(selector);
  if (part !== null) part.innerHTML = html; // made by the server's own templates, which escape
}

/** Whatever has the focus, what a scanner types goes into the field. */
function catchKeystrokes(field: HTMLInputElement): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || event.key === " ") return;
    const isTyping =
      event.target instanceof Element && event.target.closest("input:not([type=radio]), textarea, select");
    if (!isTyping) keepAtHand(field);
  });
  // A click leaves the focus where Enter would press the button again: the next scan must not do that.
  document.addEventListener("click", (event) => {
    const isByHand = event.detail > 0 && event.target instanceof Element;
    if (isByHand && event.target.closest("a, summary, details, [data-camera]") === null) keepAtHand(field);
  });
  // The keyboard of a tablet comes up when the field is touched, not whenever it has the focus.
  field.addEventListener("pointerdown", () => {
    field.inputMode = "text";
  });
  keepAtHand(field);
}

function keepAtHand(field: HTMLInputElement): void {
  if (document.activeElement === field) return;
  if (window.matchMedia("(pointer: coarse)").matches) field.inputMode = "none";
  field.focus({ preventScroll: true });
}

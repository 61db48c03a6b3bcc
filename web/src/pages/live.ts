/** Parts of a page that keep up with the server: asked for again every two seconds while somebody looks. */

const INTERVAL = 2000;
const SLOWEST = 30_000;

/** Sent by a part that is new, with the keys (`data-key`) of what was in it before. */
export const REFRESHED = "live:refreshed";

/**
 * A press that has begun ends on what it began on: nothing is replaced under it, or it would be lost. Its end is not
 * always told, as after a right click that opens a menu, so none is waited for any longer than this.
 */
const LONGEST_PRESS = 2000;
let pressedAt = Number.NEGATIVE_INFINITY;

export function connectLiveParts(): void {
  document.addEventListener("pointerdown", () => {
    pressedAt = performance.now();
  });
  for (const end of ["pointerup", "pointercancel"])
    document.addEventListener(end, () => {
      pressedAt = Number.NEGATIVE_INFINITY;
    });
  for (const part of document.querySelectorAll<HTMLElement>("[data-live]")) watch(part);
}

function watch(part: HTMLElement): void {
  let wait = INTERVAL;
  const ask = async (): Promise<void> => {
    if (!document.hidden) wait = (await refresh(part)) ? INTERVAL : Math.min(SLOWEST, wait * 2);
    window.setTimeout(() => void ask(), wait);
  };
  window.setTimeout(() => void ask(), wait);
}

/** Whether the server answered; a silent one is asked less and less often. Nothing changes under who is typing. */
async function refresh(part: HTMLElement): Promise<boolean> {
  if (isWrittenInto(part)) return true;
  const url = new URL(part.dataset.live ?? "", window.location.href);
  url.searchParams.set("version", part.dataset.version ?? "");
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (answer.status === 204) return true;
    if (!answer.ok) return false;
    const { version, html } = (await answer.json()) as { version: string; html: string };
    // While the answer was on its way somebody may have begun to.
    if (isWrittenInto(part) || performance.now() - pressedAt < LONGEST_PRESS) return true;
    replace(part, html);
    part.dataset.version = version;
    return true;
  } catch {
    return false;
  }
}

/** Whether somebody has begun to write into something of it; a box that is ticked is not written into. */
function isWrittenInto(part: HTMLElement): boolean {
  const element = document.activeElement;
  const isWritten = element instanceof HTMLInputElement && !element.matches("[type=checkbox], [type=radio]");
  return isWritten && element.value !== "" && part.contains(element);
}

/** New content, with what a person had opened, ticked and reached as it was. */
function replace(part: HTMLElement, html: string): void {
  const opened = [...part.querySelectorAll("details")].map((details) => details.open);
  const ticked = new Set([...part.querySelectorAll<HTMLInputElement>("input:checked")].map(nameOf));
  const keys = [...part.querySelectorAll<HTMLElement>("[data-key]")].map((each) => each.dataset.key);
  const reached = part.contains(document.activeElement) ? nameOf(document.activeElement) : undefined;
  part.innerHTML = html; // made by the server's own templates, which escape
  part.querySelectorAll("details").forEach((details, position) => {
    details.open = opened[position] ?? false;
  });
  for (const box of part.querySelectorAll<HTMLInputElement>("input[type=checkbox]"))
    box.checked = ticked.has(nameOf(box));
  if (reached !== undefined)
    [...part.querySelectorAll<HTMLElement>("a, button, input")]
      .find((each) => nameOf(each) === reached)
      ?.focus();
  part.dispatchEvent(new CustomEvent(REFRESHED, { bubbles: true, detail: keys }));
}

/** What an element is known by before and after. */
function nameOf(element: Element | null): string {
  if (element instanceof HTMLInputElement) return `${element.name}=${element.value}`;
  return element?.getAttribute("href") ?? element?.id ?? "";
}

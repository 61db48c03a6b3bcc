/** Parts of a page that keep up with the server: asked for again every two seconds while somebody looks. */

const INTERVAL = 2000;
const SLOWEST = 30_000;

export function connectLiveParts(): void {
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
  const typing = document.activeElement;
  if (typing instanceof HTMLInputElement && typing.value !== "" && part.contains(typing)) return true;
  const url = new URL(part.dataset.live ?? "", window.location.href);
  url.searchParams.set("version", part.dataset.version ?? "");
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (answer.status === 204) return true;
    if (!answer.ok) return false;
    const { version, html } = (await answer.json()) as { version: string; html: string };
    const opened = [...part.querySelectorAll("details")].map((details) => details.open);
    part.innerHTML = html; // made by the server's own templates, which escape
    part.dataset.version = version;
    part.querySelectorAll("details").forEach((details, position) => {
      details.open = opened[position] ?? false;
    });
    return true;
  } catch {
    return false;
  }
}

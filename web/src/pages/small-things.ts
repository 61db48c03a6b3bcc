/** Copying ids, and relative times that stay true. */

const UNITS: readonly (readonly [string, number])[] = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

export function connectCopying(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copy]") : null;
    if (button === null) return;
    void navigator.clipboard.writeText(button.dataset.copy ?? "").then(() => {
      button.setAttribute("data-copied", "");
      window.setTimeout(() => button.removeAttribute("data-copied"), 1600);
    });
  });
}

export function keepTimesTrue(): void {
  window.setInterval(() => {
    for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-ago]")) {
      time.textContent = inWords((Date.now() - Date.parse(time.dateTime)) / 1000);
    }
  }, 15_000);
}

/** "3 minutes ago", as the server writes it. */
export function inWords(seconds: number): string {
  for (const [unit, length] of UNITS) {
    const count = Math.floor(seconds / length);
    if (count >= 1) return `${count} ${unit}${count > 1 ? "s" : ""} ago`;
  }
  return "just now";
}

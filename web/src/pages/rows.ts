/** Tables by keyboard and pointer: a click anywhere opens the row, `j` and `k` move, Enter opens. */

export function connectRows(): void {
  document.addEventListener("click", (event) => {
    if (
      !(event.target instanceof Element) ||
      event.target.closest("a, button, input, label, summary") !== null
    )
      return;
    const row = event.target.closest<HTMLElement>("tr[data-href]");
    if (row !== null && !window.getSelection()?.toString()) window.location.assign(row.dataset.href ?? "");
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("input, textarea, select") !== null) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
  });
}

function move(by: number): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>("tr[data-href] a.table__main")];
  const now = links.findIndex((link) => link.matches(":focus"));
  const next =
    now === -1 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, now + by));
  links[next]?.focus();
}

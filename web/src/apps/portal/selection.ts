/** Choosing rows of a list: all, one, or from one to another; the bar with what can be done is there while any is. */

import { REFRESHED } from "../../pages/live";

export function connectSelection(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-selection]")) connectForm(form);
}

function connectForm(form: HTMLFormElement): void {
  const bar = form.querySelector<HTMLElement>("[data-bulk-bar]");
  const letGo = form.querySelector<HTMLButtonElement>("[data-let-go]");
  const count = form.querySelector<HTMLElement>("[data-count]");
  let last: HTMLInputElement | undefined;

  const show = (): void => {
    const all = boxes(form);
    const chosen = all.filter((box) => box.checked).length;
    const everything = form.querySelector<HTMLInputElement>("[data-all]");
    if (everything !== null) {
      everything.checked = chosen > 0 && chosen === all.length;
      everything.indeterminate = chosen > 0 && chosen < all.length;
    }
    if (bar !== null) bar.hidden = chosen === 0;
    if (letGo !== null) letGo.hidden = false;
    if (count !== null) count.textContent = `${chosen} chosen`;
  };

  form.addEventListener("change", (event) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    if (event.target.matches("[data-all]")) for (const box of boxes(form)) box.checked = event.target.checked;
    show();
  });
  form.addEventListener("click", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement) || !box.matches("[name=order]")) return;
    if (event.shiftKey && last !== undefined)
      for (const each of between(boxes(form), last, box)) each.checked = box.checked;
    last = box;
    show();
  });
  letGo?.addEventListener("click", () => {
    for (const box of boxes(form)) box.checked = false;
    show();
  });
  form.addEventListener(
    "submit",
    (event) => {
      const question = event.submitter?.dataset.asks;
      if (question !== undefined && !window.confirm(question)) event.preventDefault();
    },
    true,
  );
  form.addEventListener(REFRESHED, (event) => {
    if (event instanceof CustomEvent) tell(form, new Set<string>(event.detail));
    show();
  });
  window.addEventListener("pageshow", show);
  show();
}

function boxes(form: HTMLFormElement): HTMLInputElement[] {
  return [...form.querySelectorAll<HTMLInputElement>("input[name=order]")];
}

/** Everything from one to the other, in the list's order; one that is gone stands for the other. */
export function between<T>(all: readonly T[], one: T, other: T): readonly T[] {
  const ends = [all.indexOf(one), all.indexOf(other)].map((at) => (at === -1 ? all.indexOf(other) : at));
  return all.slice(Math.min(...ends), Math.max(...ends) + 1);
}

/** Rows that were not there before light up, and are counted for whoever does not see them. */
function tell(form: HTMLFormElement, before: ReadonlySet<string>): void {
  const rows = [...form.querySelectorAll<HTMLElement>("[data-key]")];
  const fresh = rows.filter((row) => !before.has(row.dataset.key ?? ""));
  for (const row of fresh) row.setAttribute("data-new", "");
  const news = document.querySelector("[data-news]");
  if (news !== null && fresh.length > 0)
    news.textContent = fresh.length === 1 ? "1 order more" : `${fresh.length} orders more`;
}

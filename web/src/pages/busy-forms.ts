/** Buttons that show that they are at work, and forms that ask before they do what cannot be undone. */

export function connectBusyForms(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("[data-busy-form]")) connectBusyForm(form);
}

function connectBusyForm(form: HTMLFormElement): void {
  form.addEventListener("submit", (event) => {
    const question = form.dataset.confirm;
    if (question !== undefined && !window.confirm(question)) {
      event.preventDefault();
      return;
    }
    const button = event.submitter;
    if (!(button instanceof HTMLElement)) return;
    if (button.ariaBusy === "true") event.preventDefault();
    button.ariaBusy = "true";
  });
  // A page that comes back from the history is not at work any more.
  window.addEventListener("pageshow", () => {
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  });
}

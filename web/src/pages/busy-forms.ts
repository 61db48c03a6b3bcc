/** Buttons that show that they are at work, and forms that ask before they do what cannot be undone. */

/** Also of forms that come into the page later, with a part that keeps up with the server. */
export function connectBusyForms(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset.busyForm === undefined) return;
    const question = form.dataset.confirm;
    if (question !== undefined && !window.confirm(question)) {
      event.preventDefault();
      return;
    }
    const button = event.submitter;
    // What answers with a file leaves the page as it is: nothing would tell when it has come.
    if (!(button instanceof HTMLElement) || button.dataset.download !== undefined || event.defaultPrevented)
      return;
    if (button.ariaBusy === "true") event.preventDefault();
    button.ariaBusy = "true";
  });
  // A page that comes back from the history is not at work any more.
  window.addEventListener("pageshow", () => {
    for (const button of document.querySelectorAll("[data-busy-form] [aria-busy]"))
      button.removeAttribute("aria-busy");
  });
}

/** Quantities, words to engrave, the delivery's price. */

export function connectForms(): void {
  for (const stepper of document.querySelectorAll<HTMLElement>("[data-stepper]")) connectStepper(stepper);
  for (const form of document.querySelectorAll<HTMLFormElement>("[data-submit-on-change]")) {
    form.addEventListener("change", () => form.requestSubmit());
  }
  for (const count of document.querySelectorAll<HTMLElement>("[data-count-for]")) connectCount(count);
  for (const line of document.querySelectorAll<HTMLElement>("[data-preview-of]")) connectPreview(line);
  connectDelivery();
  // After a refusal the person goes on where something has to be mended, which may be far below the message.
  document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}

function connectStepper(stepper: HTMLElement): void {
  const input = stepper.querySelector("input");
  if (input === null) return;
  stepper.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-step]") : null;
    if (button === null) return;
    const now = Number.parseInt(input.value, 10) || 1;
    const next = Math.min(99, Math.max(1, now + Number(button.dataset.step)));
    if (next === now) return;
    input.value = String(next);
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function connectCount(count: HTMLElement): void {
  const input = document.getElementById(count.dataset.countFor ?? "");
  if (!(input instanceof HTMLInputElement)) return;
  const show = (): void => {
    count.textContent = String(input.maxLength - input.value.length);
  };
  input.addEventListener("input", show);
  show();
}

function connectPreview(line: HTMLElement): void {
  const { previewOf = "", example = "" } = line.dataset;
  const input = document.querySelector<HTMLInputElement>(`input[name="${CSS.escape(previewOf)}"]`);
  if (input === null) return;
  const show = (): void => {
    line.textContent = input.value.trim() || example;
    line.toggleAttribute("data-is-example", input.value.trim() === "");
  };
  input.addEventListener("input", show);
  show();
}

function connectDelivery(): void {
  const total = document.querySelector<HTMLElement>("[data-total]");
  const delivery = document.querySelector<HTMLElement>("[data-delivery]");
  if (total === null || delivery === null) return;
  for (const choice of document.querySelectorAll<HTMLInputElement>("input[name=delivery]")) {
    choice.addEventListener("change", () => {
      const pence = Number(choice.dataset.pence);
      delivery.textContent = money(pence);
      total.textContent = money(Number(total.dataset.subtotal) + pence);
    });
  }
}

function money(pence: number): string {
  return new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" }).format(pence / 100);
}

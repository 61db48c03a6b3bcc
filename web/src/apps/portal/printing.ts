/** Buttons that open the browser's own print dialog. */
export function connectPrinting(): void {
  for (const button of document.querySelectorAll("[data-print]"))
    button.addEventListener("click", () => window.print());
}

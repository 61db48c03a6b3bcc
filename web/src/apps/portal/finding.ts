/** The tabs and the form above a list: a choice narrows the list down at once, and `/` leads to the text. */
export function connectFinding(): void {
  // Where the tabs are wider than the screen, the present one is in sight.
  document.querySelector(".tab[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  const form = document.querySelector<HTMLFormElement>("form[data-find]");
  if (form === null) return;
  form.querySelector("[data-find-button]")?.setAttribute("hidden", "");
  for (const select of form.querySelectorAll<HTMLSelectElement>("select[data-submits]"))
    select.addEventListener("change", () => form.requestSubmit());
  // Addresses that people copy name only what narrows down.
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData.entries()]) if (value === "") event.formData.delete(name);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("input, textarea, select") !== null) return;
    event.preventDefault();
    form.querySelector<HTMLInputElement>("[data-search]")?.select();
  });
}

/**
 * Handing something over to a shop by a form: our frame leaves for the shop's address, and shows its answer. Nothing but
 * the address of the link is posted to, and only over HTTP or HTTPS (`parameters.ts` has seen to that).
 */

/** Posts `data` as JSON. `onBlocked` is told if the page's own policy does not let the form leave. */
export function postData(self: Window, address: string, data: unknown, onBlocked: () => void): void {
  const { document } = self;
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  form.target = "_self";
  form.acceptCharset = "utf-8";
  form.hidden = true;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "data";
  field.value = JSON.stringify(data);
  form.append(field);
  document.body.append(form);
  document.addEventListener(
    "securitypolicyviolation",
    (event) => {
      if (event.effectiveDirective === "form-action") onBlocked();
    },
    { once: true },
  );
  // Not `form.submit`, which a field of that name would hide.
  HTMLFormElement.prototype.submit.call(form);
  form.remove();
}

/** The page's own address without a saved design, to which `&ps=` and a reference can be appended. */
export function createdFrom(href: string): string {
  const at = href.indexOf("#");
  if (at < 0) return `${href}#`;
  const kept = href
    .slice(at + 1)
    .split("&")
    .filter((part) => !/^(amp;)?ps=/.test(part));
  return `${href.slice(0, at)}#${kept.join("&")}`;
}

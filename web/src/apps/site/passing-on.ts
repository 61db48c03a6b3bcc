/** What a frame has told the page, passed on to the shop's own server. */

/** Sends it and gives the address of the page to go to. Rejects with the server's words, if it has any. */
export async function passOn(address: string, told: unknown): Promise<string> {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
    body: JSON.stringify(told),
  });
  const result = (await answer.json()) as { next?: string; error?: string };
  if (result.next === undefined) throw new Error(result.error);
  return result.next;
}

function csrfToken(): string {
  return document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

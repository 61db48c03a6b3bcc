/** What the page's first script has asked for before the designer's code was here. */
export type WithEarly = typeof globalThis & { monogramEarly?: Map<string, Promise<Response>> };

/** The answer on its way, if this address was asked for; it is handed over once. */
export function takeEarly(url: string): Promise<Response> | null {
  const kept = (globalThis as WithEarly).monogramEarly;
  const answer = kept?.get(url) ?? null;
  kept?.delete(url);
  return answer;
}

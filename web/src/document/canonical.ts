/**
 * The canonical bytes of a document, and their hash: same hash, same artwork.
 *
 * `src/monogram/layout/canonical.py` states the rules and why they give the same bytes in both languages:
 * every number is a whole count of millionths, and only that count is printed.
 */

import type { DesignDocument } from "./types";

const MILLION = 1_000_000;
/** Larger numbers would have millionths that a double cannot count. */
export const MAGNITUDE_LIMIT = 1e9;

/** The nearest millionth, halves up; never -0. `value` is finite and within ±MAGNITUDE_LIMIT. */
export function roundNumber(value: number): number {
  return Math.floor(value * MILLION + 0.5) / MILLION;
}

/** How a number stands in the canonical form. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value)) return String(value === 0 ? 0 : value);
  const count = Math.floor(value * MILLION + 0.5);
  const magnitude = Math.abs(count);
  const fraction = magnitude % MILLION;
  const whole = `${count < 0 ? "-" : ""}${(magnitude - fraction) / MILLION}`;
  return fraction === 0 ? whole : `${whole}.${String(fraction).padStart(6, "0").replace(/0+$/, "")}`;
}

/** Sorted by code points, as Python sorts; JavaScript's own order is that of UTF-16 units. */
export function sortedByCharacters(words: readonly string[]): string[] {
  return [...words].sort((one, other) => {
    const [left, right] = [[...one], [...other]];
    const at = left.findIndex((character, index) => character !== right[index]);
    if (at < 0) return left.length - right.length;
    return (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
  });
}

function write(value: unknown): string {
  if (typeof value === "number") return formatNumber(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(write).join(",")}]`;
  const fields = value as Record<string, unknown>;
  const keys = sortedByCharacters(Object.keys(value));
  return `{${keys.map((key) => `${JSON.stringify(key)}:${write(fields[key])}`).join(",")}}`;
}

/** The one spelling of a document that `loadDocument` has returned. */
export function canonicalJson(document: DesignDocument): string {
  return write(document);
}

/** SHA-256 of the canonical form in UTF-8, in lower-case hex. Browsers offer it on secure origins only. */
export async function documentHash(document: DesignDocument): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(canonicalJson(document)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Reading an untrusted JSON object field by field: every refusal names the place and the rule.
 *
 * `src/monogram/layout/fields.py` is the same in Python, sentence for sentence; `spec/document-vectors/refusals.json`
 * holds both to it. The order of the checks is part of that: the first fault found is the one reported.
 */

import { formatNumber, MAGNITUDE_LIMIT, roundNumber, sortedByCharacters } from "./canonical";

/** A document that may not be taken: where (`areas[0].layers[2].size`) and why. */
export class DocumentError extends Error {
  constructor(
    readonly path: string,
    readonly reason: string,
  ) {
    super(path ? `${path}: ${reason}` : reason);
    this.name = "DocumentError";
  }
}

const COLOUR = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;
const LINE_END = /\r\n|[\r\v\f\x85\u2028\u2029]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const CONTROL = /[\x00-\x1f\x7f-\x9f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const CONTROL_IN_TEXT = /[\x00-\x09\x0b-\x1f\x7f-\x9f]/;
const SURROGATE = /\p{Surrogate}/u;

/** A finite number within low…high, rounded to a millionth. */
export function readNumber(value: unknown, path: string, low: number, high: number): number {
  if (typeof value !== "number") throw new DocumentError(path, "must be a number");
  if (!Number.isFinite(value)) throw new DocumentError(path, "must be a finite number");
  const rounded = Math.abs(value) <= MAGNITUDE_LIMIT ? roundNumber(value) : Number.POSITIVE_INFINITY;
  if (!(low <= rounded && rounded <= high))
    throw new DocumentError(path, `must be between ${formatNumber(low)} and ${formatNumber(high)}`);
  return rounded;
}

/** Text that can be written in UTF-8. */
export function readUnicode(value: unknown, path: string): string {
  if (typeof value !== "string") throw new DocumentError(path, "must be text");
  if (SURROGATE.test(value)) throw new DocumentError(path, "must be valid Unicode text");
  return value;
}

/** Text of one line, shortest…longest characters (Unicode code points). */
export function readString(value: unknown, path: string, shortest: number, longest: number): string {
  const line = readUnicode(value, path);
  if (CONTROL.test(line)) throw new DocumentError(path, "must not hold control characters");
  return measured(line, path, shortest, longest);
}

/** Text that a pattern matches; `rule` says it in words. */
export function readIdentifier(value: unknown, path: string, pattern: RegExp, rule: string): string {
  if (typeof value !== "string" || !pattern.test(value)) throw new DocumentError(path, `must be ${rule}`);
  return value;
}

/** A colour, as `#rrggbb` in lower case; `#rgb` is written out. */
export function readColour(value: unknown, path: string): string {
  if (typeof value !== "string" || !COLOUR.test(value))
    throw new DocumentError(path, "must be a colour such as #0f6b66");
  const digits = value.slice(1).toLowerCase();
  return `#${digits.length === 6 ? digits : digits.replace(/./g, "$&$&")}`;
}

function measured(value: string, path: string, shortest: number, longest: number): string {
  const length = [...value].length;
  if (length < shortest || length > longest)
    throw new DocumentError(path, `must have ${shortest} to ${longest} characters`);
  return value;
}

/** A list of low…high entries. */
export function readList(value: unknown, path: string, low: number, high: number): unknown[] {
  if (!Array.isArray(value)) throw new DocumentError(path, "must be a list");
  if (value.length < low || value.length > high)
    throw new DocumentError(path, `must have ${low === high ? low : `${low} to ${high}`} entries`);
  return value;
}

/** Whether a decoded JSON value is an object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One JSON object, read by field name. Fields that it does not know are refused, never dropped. */
export class Fields {
  readonly #values: Record<string, unknown>;

  constructor(
    value: unknown,
    readonly path: string,
    known: readonly string[],
  ) {
    if (!isObject(value)) throw new DocumentError(path, "must be an object");
    this.#values = value;
    const [unknown] = sortedByCharacters(Object.keys(value).filter((key) => !known.includes(key)));
    if (unknown !== undefined) throw new DocumentError(this.at(unknown), "is not a known field");
  }

  /** The path of a field. */
  at(name: string): string {
    return this.path ? `${this.path}.${name}` : name;
  }

  /** The raw value; `fallback` where the field is absent. */
  value(name: string, fallback?: unknown): unknown {
    const found = Object.hasOwn(this.#values, name) ? this.#values[name] : fallback;
    if (found === undefined) throw new DocumentError(this.at(name), "is missing");
    return found;
  }

  /** A number within low…high. */
  number(name: string, low: number, high: number, fallback?: number): number {
    return readNumber(this.value(name, fallback), this.at(name), low, high);
  }

  /** A whole number from 1 that a double can count. */
  whole(name: string): number {
    const value = this.value(name);
    if (typeof value !== "number") throw new DocumentError(this.at(name), "must be a number");
    if (!Number.isSafeInteger(value) || value < 1)
      throw new DocumentError(
        this.at(name),
        `must be a whole number between 1 and ${Number.MAX_SAFE_INTEGER}`,
      );
    return value;
  }

  /** True or false; `fallback` where absent. */
  flag(name: string, fallback = false): boolean {
    const value = this.value(name, fallback);
    if (typeof value !== "boolean") throw new DocumentError(this.at(name), "must be true or false");
    return value;
  }

  /** One of the given words. */
  choice<T extends string>(name: string, options: readonly T[], fallback?: T): T {
    const value = this.value(name, fallback);
    const chosen = options.find((option) => option === value);
    if (chosen === undefined) throw new DocumentError(this.at(name), `must be one of ${options.join(", ")}`);
    return chosen;
  }

  /** Text of one line, shortest…longest characters (Unicode code points). */
  string(name: string, shortest: number, longest: number): string {
    return readString(this.value(name), this.at(name), shortest, longest);
  }

  /** Text of any number of lines. Every kind of line end becomes a line feed, a tab becomes a space. */
  text(name: string, longest: number): string {
    const value = readUnicode(this.value(name), this.at(name)).replace(LINE_END, "\n").replaceAll("\t", " ");
    if (CONTROL_IN_TEXT.test(value))
      throw new DocumentError(this.at(name), "must not hold control characters");
    return measured(value, this.at(name), 0, longest);
  }

  /** Text that is kept to the letter, control characters too; never empty. */
  exact(name: string, longest: number): string {
    return measured(readUnicode(this.value(name), this.at(name)), this.at(name), 1, longest);
  }

  /** Text of one line, or null; null where absent. */
  name(name: string, longest: number): string | null {
    return this.value(name, null) === null ? null : this.string(name, 1, longest);
  }

  /** Text that a pattern matches; `rule` says it in words. */
  identifier(name: string, pattern: RegExp, rule: string): string {
    return readIdentifier(this.value(name), this.at(name), pattern, rule);
  }

  /** A colour, as `#rrggbb` in lower case; `#rgb` is written out. */
  colour(name: string, fallback?: string): string {
    return readColour(this.value(name, fallback), this.at(name));
  }

  /** A colour, or null; null where absent. */
  colourOrNull(name: string): string | null {
    return this.value(name, null) === null ? null : this.colour(name);
  }

  /** The object in a field, or null; null where absent. */
  inner(name: string, known: readonly string[]): Fields | null {
    const value = this.value(name, null);
    return value === null ? null : new Fields(value, this.at(name), known);
  }

  /** Refuses any value but null; `rule` goes on after "must be null". */
  mustBeNull(name: string, rule: string): void {
    if (this.value(name, null) !== null) throw new DocumentError(this.at(name), `must be null ${rule}`);
  }
}

/**
 * The rules as `spec/preflight-rules.json` has them, what a product changes of them, and their sentences.
 *
 * `rules.json` beside this file is that same file; `src/monogram/layout/preflight/rules.py` reads it too, and checks
 * what operators enter: settings that arrive here are right.
 */

import type { Ink } from "../layout/operations";
import file from "./rules.json";

export type RuleId = (typeof file.rules)[number]["id"] & string;
export type Severity = "inform" | "warn" | "block";
export type Process = keyof typeof file.processes;
/** What a sentence names: numbers are rounded for reading, with two decimals at most. */
export type Value = number | string;

interface Rule {
  readonly id: string;
  readonly severity: Severity;
  readonly message: string;
  /** The sentence where the background is meant, not a layer. */
  readonly background?: string;
  /** The sentence where the value `counted` is 1. */
  readonly message_one?: string;
  readonly counted?: string;
  readonly parameters?: Readonly<Record<string, { readonly value: number | null }>>;
  readonly texts?: readonly string[];
}

interface ProcessLimits {
  readonly max_colours: number | null;
  /** Whether photos, gradients and see-through parts come out as they are. */
  readonly tones: boolean;
  /** The colour that means "nothing is done here", and is therefore not counted; empty: there is none. */
  readonly paper: string;
  /** In mm. */
  readonly min_line: number;
}

export interface Setting {
  /** Null: it is not looked for. */
  readonly severity: Severity | null;
  readonly parameters: Readonly<Record<string, number | null>>;
}

/** By rule id, every rule. */
export type Settings = ReadonlyMap<string, Setting>;
/** What a product changes: a severity, or an object with `severity` and thresholds, by rule id. */
export type Changes = Readonly<Record<string, unknown>>;

const rules = file.rules as unknown as readonly Rule[];
const byId = new Map(rules.map((rule) => [rule.id, rule]));
export const PROCESSES: Readonly<Record<string, ProcessLimits>> = file.processes;
/** The inks that a product may offer besides its process colours, and what sentences call them. */
export const INKS = file.inks as Readonly<Record<Exclude<Ink, "process">, string>>;
/** What the designer's own sample texts say. */
export const SAMPLE_TEXTS = byId.get("sample_text")?.texts ?? [];

/** Every rule's setting, given what a product changes. */
export function readSettings(changes: Changes): Settings {
  return new Map(rules.map((rule) => [rule.id, settingOf(rule, changes[rule.id])]));
}

function settingOf(rule: Rule, change: unknown): Setting {
  const fields = (typeof change === "string" ? { severity: change } : (change ?? {})) as Record<
    string,
    unknown
  >;
  const severity = (fields.severity ?? rule.severity) as Severity | "off";
  const parameters = Object.entries(rule.parameters ?? {}).map(([name, { value }]) => [
    name,
    (fields[name] ?? value) as number | null,
  ]);
  return { severity: severity === "off" ? null : severity, parameters: Object.fromEntries(parameters) };
}

/** A verdict in the shopper's words. */
export function sentence(
  id: string,
  area: string,
  layer: string | null,
  values: Readonly<Record<string, Value>>,
): string {
  const rule = byId.get(id);
  if (!rule) return id;
  let template = rule.message;
  if (rule.message_one && rule.counted && values[rule.counted] === 1) template = rule.message_one;
  if (rule.background && layer === null) template = rule.background;
  const named: Readonly<Record<string, Value>> = { area, ...values };
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(named[name]));
}

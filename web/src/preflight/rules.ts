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

/** A sentence, or one for each plural category of what the rule counts. */
type Template =
  | string
  | (Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string });

/** The rules' sentences in another language than that of the file. */
export interface Translation {
  /** By rule id. */
  readonly sentences: Readonly<Record<string, { readonly message: Template; readonly background?: string }>>;
  readonly inks: Readonly<Record<keyof typeof INKS, string>>;
  /** As BCP 47 names the language. */
  readonly language: string;
}

/** A verdict in the shopper's words: those of the file, or of a translation. */
export function sentence(
  id: string,
  area: string,
  layer: string | null,
  values: Readonly<Record<string, Value>>,
  translation: Translation | null = null,
): string {
  const rule = byId.get(id);
  if (!rule) return id;
  const named: Readonly<Record<string, Value>> = { area, ...values };
  const shown = (name: string) => (translation ? inLanguage(translation, named, name) : String(named[name]));
  return templateOf(rule, layer === null, values, translation).replace(/\{(\w+)\}/g, (_, name: string) =>
    shown(name),
  );
}

function templateOf(
  rule: Rule,
  isBackground: boolean,
  values: Readonly<Record<string, Value>>,
  translation: Translation | null,
): string {
  const count = rule.counted === undefined ? undefined : values[rule.counted];
  const translated = translation?.sentences[rule.id];
  if (!translation || !translated) {
    if (isBackground && rule.background) return rule.background;
    return (count === 1 && rule.message_one) || rule.message;
  }
  if (isBackground && translated.background) return translated.background;
  const { message } = translated;
  if (typeof message === "string") return message;
  const category = typeof count === "number" && new Intl.PluralRules(translation.language).select(count);
  return (category && message[category]) || message.other;
}

function inLanguage({ language, inks }: Translation, named: Readonly<Record<string, Value>>, name: string) {
  const value = named[name];
  if (typeof value === "number") {
    return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
  }
  const isInk = name === "name" && typeof named.ink === "string";
  return isInk ? inks[named.ink as keyof typeof INKS] : String(value);
}

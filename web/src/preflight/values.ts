/** What preflight is told of a product and its pictures, and what it answers. */

import type { Ink } from "../layout/operations";
import {
  type Changes,
  PROCESSES,
  type Process,
  readSettings,
  type Settings,
  type Severity,
  type Value,
} from "./rules";

/** Numbers that differ by less are the same. */
export const TOLERANCE = 1e-9;

/** What the product's document says of a print area; what is absent has its default. Lengths in mm. */
export interface AreaFacts {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** At which it is printed: no photo needs more. */
  readonly dpi?: number;
  readonly bleed?: number;
  readonly safe_margin?: number;
  readonly required?: boolean;
  readonly text_areas?: readonly { name: string; default_text?: string; required?: boolean }[];
  readonly image_areas?: readonly { name: string; required?: boolean }[];
  readonly process?: Process;
  readonly max_colours?: number | null;
  readonly min_line?: number | null;
  /** On offer besides the process colours. */
  readonly inks?: readonly Ink[];
  /** What the product changes of the rules. */
  readonly preflight?: Changes;
}

export interface AreaSpec extends Required<Omit<AreaFacts, "max_colours" | "min_line" | "preflight">> {
  /** Null: as many as one likes. */
  readonly mostColours: number | null;
  readonly thinnestLine: number;
  readonly settings: Settings;
}

/** A print area with all defaults: the area's own limits first, then the product's, then the process's. */
export function readSpec(facts: AreaFacts): AreaSpec {
  const settings = readSettings(facts.preflight ?? {});
  const process = facts.process ?? "print";
  const limits = PROCESSES[process] as (typeof PROCESSES)[string];
  return {
    name: facts.name,
    width: facts.width,
    height: facts.height,
    dpi: facts.dpi ?? 300,
    bleed: facts.bleed ?? 0,
    safe_margin: facts.safe_margin ?? 0,
    required: facts.required ?? false,
    text_areas: facts.text_areas ?? [],
    image_areas: facts.image_areas ?? [],
    process,
    inks: facts.inks ?? [],
    mostColours: facts.max_colours ?? limits.max_colours,
    thinnestLine: facts.min_line ?? settings.get("thin_line")?.parameters.minimum ?? limits.min_line,
    settings,
  };
}

/** A picture's upright size in pixels, and whether it has arrived. A picture nobody knows has no facts. */
export interface PictureFacts {
  readonly width: number;
  readonly height: number;
  readonly state: "ready" | "uploading";
}

/** What one rule says of one layer, or of a whole print area where `layer` is null. */
export interface Verdict {
  readonly rule: string;
  readonly severity: Severity;
  readonly area: string;
  readonly layer: string | null;
  readonly values: Readonly<Record<string, Value>>;
}

/** The verdicts on one print area, collected in order. */
export class Verdicts {
  readonly found: Verdict[] = [];

  constructor(readonly spec: AreaSpec) {}

  /** One more, if the product wants to hear of it; `blocks` makes it graver than its setting. */
  add(
    rule: string,
    layer: string | null,
    values: Readonly<Record<string, Value>> = {},
    blocks = false,
  ): void {
    const severity = this.spec.settings.get(rule)?.severity;
    if (!severity) return;
    const { name: area } = this.spec;
    this.found.push({ rule, severity: blocks ? "block" : severity, area, layer, values });
  }

  /** A threshold as the product has it. */
  parameter(rule: string, name: string): number {
    return this.spec.settings.get(rule)?.parameters[name] ?? 0;
  }
}

/** For reading: never more than it is, in whole `parts` of 1. */
export function roundedDown(value: number, parts = 1): number {
  return Math.floor(value * parts + TOLERANCE) / parts;
}

/** For reading: never less than it is, in whole `parts` of 1. */
export function roundedUp(value: number, parts = 1): number {
  return Math.ceil(value * parts - TOLERANCE) / parts;
}

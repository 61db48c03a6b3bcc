/** Looks of a photo: what the filters of the document mean to a shopper. */
import type { Filter, FilterKind } from "../../../document/types";
import { rgbOf } from "../../../view2d/photo";
import { contrast, luminance } from "./colours";

export type LookName = "original" | "greyscale" | "sepia" | "contrast" | "engraving" | "duotone";

export interface Look {
  readonly name: LookName;
  /** What it does to a photo, after brightness and contrast. */
  readonly filters: readonly Filter[];
}

/** The two sliders: from −1 to 1, 0 leaves the photo alone. */
export type Adjustable = "brightness" | "contrast";

const MOST_DUOTONES = 3;
const LEVEL = 0.5;
const INK = "#1c1b1a";
const PAPER = "#ffffff";
/** What duotones are made of where the product has no palette. */
const SUGGESTED = ["#1f3a68", "#0f6b66", "#8a2f2a", "#5b2f73"];

function filter(type: FilterKind, fields: Partial<Filter> = {}): Filter {
  return { type, amount: null, level: null, dark: null, light: null, ...fields };
}

/** Nothing but black and white, for what is made in flat colours. */
export const LINES: Look = { name: "engraving", filters: [filter("threshold", { level: LEVEL })] };

/** The looks on offer, with duotones in the product's own colours. */
export function looksOf(palette: readonly string[]): readonly Look[] {
  return [
    { name: "original", filters: [] },
    { name: "greyscale", filters: [filter("greyscale")] },
    { name: "sepia", filters: [filter("sepia")] },
    { name: "contrast", filters: [filter("greyscale"), filter("contrast", { amount: 0.45 })] },
    LINES,
    ...duotones(palette),
  ];
}

/** The palette's strong colours, each fading into its lightest one. */
function duotones(palette: readonly string[]): Look[] {
  const offered = palette.length > 0 ? palette : [...SUGGESTED, PAPER];
  const light = offered.reduce((best, one) => (luminance(one) > luminance(best) ? one : best), INK);
  return offered
    .filter((dark) => saturationOf(dark) > 0.25 && contrast(dark, light) >= 3)
    .slice(0, MOST_DUOTONES)
    .map((dark) => ({ name: "duotone", filters: [filter("duotone", { dark, light })] }));
}

function saturationOf(colour: string): number {
  const channels = rgbOf(colour);
  return (Math.max(...channels) - Math.min(...channels)) / 255;
}

/** Whether a photo's filters, brightness and contrast apart, are those of a look. An engraving's level is free. */
export function hasLook(filters: readonly Filter[], look: Look): boolean {
  return keyOf(split(filters).look) === keyOf(look.filters);
}

/** The same photo with another look; brightness and contrast stay. */
export function withLook(filters: readonly Filter[], look: Look): readonly Filter[] {
  return [...split(filters).adjusted, ...look.filters];
}

export function adjustedBy(filters: readonly Filter[], kind: Adjustable): number {
  return split(filters).adjusted.find(({ type }) => type === kind)?.amount ?? 0;
}

/** Brightness or contrast set to an amount. They come ahead of the look, which keeps its two colours that way. */
export function withAdjustment(
  filters: readonly Filter[],
  kind: Adjustable,
  amount: number,
): readonly Filter[] {
  const { look } = split(filters);
  const amountOf = (one: Adjustable) => (one === kind ? amount : adjustedBy(filters, one));
  const adjusted = (["brightness", "contrast"] as const).flatMap((one) =>
    amountOf(one) === 0 ? [] : [filter(one, { amount: amountOf(one) })],
  );
  return [...adjusted, ...look];
}

/** From which lightness on an engraved photo is left white, 0…1; null where it is not engraved. */
export function levelOf(filters: readonly Filter[]): number | null {
  return filters.find(({ type }) => type === "threshold")?.level ?? null;
}

export function withLevel(filters: readonly Filter[], level: number): readonly Filter[] {
  return filters.map((one) => (one.type === "threshold" ? { ...one, level } : one));
}

interface Split {
  readonly adjusted: readonly Filter[];
  readonly look: readonly Filter[];
}

/** Brightness and contrast in front, and the look behind them. */
function split(filters: readonly Filter[]): Split {
  const at = filters.findIndex(({ type }) => type !== "brightness" && type !== "contrast");
  return at < 0
    ? { adjusted: filters, look: [] }
    : { adjusted: filters.slice(0, at), look: filters.slice(at) };
}

function keyOf(filters: readonly Filter[]): string {
  return filters.map(({ type, amount, dark, light }) => [type, amount, dark, light].join(" ")).join();
}

/** Relative luminance (WCAG 2) and the palette's colour that reads best on a garment. */
import { rgbOf } from "../../../view2d/photo";

const INK = "#1c1b1a";
const PAPER = "#ffffff";

export function luminance(colour: string): number {
  const [red, green, blue] = rgbOf(colour).map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The first colour of the palette that reads well on the garment, else the one that reads best. */
export function readableOn(garment: string | null, palette: readonly string[]): string {
  const offered = palette.length > 0 ? palette : [INK, PAPER];
  const ground = garment ?? PAPER;
  const good = offered.find((colour) => contrast(colour, ground) >= 4.5);
  return good ?? offered.reduce((best, one) => (contrast(one, ground) > contrast(best, ground) ? one : best));
}

/** The palette's darkest colour. */
export function darkest(palette: readonly string[]): string {
  const [first = INK, ...others] = palette;
  return others.reduce((best, one) => (luminance(one) < luminance(best) ? one : best), first);
}

/** Words for colours, so that nobody has to listen to hexadecimal digits. */

import { Recent } from "../../../recent";
import { rgbOf } from "../../../view2d/photo";
import { words } from "../words";

/** What each name stands for; the nearest one to the eye names a colour. */
const NAMED = {
  black: "#161616",
  charcoal: "#36383b",
  darkGrey: "#5c5c5c",
  grey: "#8a8a8a",
  lightGrey: "#c9c9c9",
  white: "#ffffff",
  cream: "#f6ead0",
  tan: "#cfae84",
  brown: "#8b5a34",
  darkBrown: "#4b2e1e",
  maroon: "#6f1a2a",
  red: "#c8202c",
  coral: "#ec7560",
  orange: "#ef8322",
  gold: "#e3ac38",
  yellow: "#f7dd3f",
  lime: "#a4cf3a",
  olive: "#77762f",
  green: "#3a9150",
  darkGreen: "#1d4d2e",
  mint: "#a9dcbc",
  teal: "#127a75",
  turquoise: "#3cbfc4",
  lightBlue: "#a5cbea",
  blue: "#2a63b8",
  navy: "#1e2c52",
  purple: "#6c3f93",
  lavender: "#b9a5dc",
  magenta: "#c22a86",
  pink: "#ec9dbb",
  lightPink: "#f8d5de",
} as const;

export type ColourName = keyof typeof NAMED;

type Lab = readonly [number, number, number];

const labs = new Recent<string, Lab>(200);

/** OKLab (Björn Ottosson, 2020): distances in it are about as large as they look. */
function labOf(colour: string): Lab {
  return labs.get(colour, () => reckoned(colour));
}

function reckoned(colour: string): Lab {
  const [red, green, blue] = rgbOf(colour).map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** How different two colours (#rrggbb) look; hue counts for more than lightness, as it does in names. */
export function difference(one: string, other: string): number {
  const [a, b] = [labOf(one), labOf(other)];
  return Math.hypot(a[0] - b[0], 2 * (a[1] - b[1]), 2 * (a[2] - b[2]));
}

/** The colour of the list that looks most like it. The list holds at least one. */
export function nearest(colour: string, list: readonly string[]): string {
  return list.reduce((best, one) => (difference(one, colour) < difference(best, colour) ? one : best));
}

/** Palettes are named with every key that is typed beside them. */
const keys = new Recent<string, ColourName>(200);

export function nameKeyOf(colour: string): ColourName {
  return keys.get(colour, () => {
    const key = nearest(colour, Object.values(NAMED));
    return Object.keys(NAMED).find((name) => NAMED[name as ColourName] === key) as ColourName;
  });
}

export function colourName(colour: string): string {
  return words.colourNames[nameKeyOf(colour)];
}

/** A name for each colour of a list, in its order; colours that would share one are numbered. */
export function colourNames(colours: readonly string[]): string[] {
  const plain = colours.map(colourName);
  return plain.map((name, index) => {
    const isShared = plain.filter((one) => one === name).length > 1;
    const number = plain.slice(0, index + 1).filter((one) => one === name).length;
    return isShared ? words.colourNumbered(name, number) : name;
  });
}

/** The figures on offer as shapes, and as frames of photos: their outlines and what they are called. */
import { translation } from "../../../geometry/matrix";
import { transformPath } from "../../../geometry/path";
import { parsePathData } from "../../../geometry/pathData";
import { pathText, stretchedPath } from "../../../geometry/pathText";
import type { words } from "../words";
import type { ShapeStyle } from "./newPictures";

export interface Figure extends ShapeStyle {
  readonly key: keyof typeof words.figures;
}

/** Outlines in the box −0.5…0.5. */
const OUTLINES = {
  triangle: "M0 -.5L.5 .5L-.5 .5Z",
  diamond: "M0 -.5L.5 0L0 .5L-.5 0Z",
  hexagon: "M-.25 -.5L.25 -.5L.5 0L.25 .5L-.25 .5L-.5 0Z",
  octagon: "M-.207 -.5L.207 -.5L.5 -.207L.5 .207L.207 .5L-.207 .5L-.5 .207L-.5 -.207Z",
  arch: "M-.5 .5L-.5 -.1C-.5 -.32 -.276 -.5 0 -.5C.276 -.5 .5 -.32 .5 -.1L.5 .5Z",
  shield:
    "M-.5 -.4C-.3 -.4 -.12 -.43 0 -.5C.12 -.43 .3 -.4 .5 -.4L.5 0C.5 .25 .25 .42 0 .5C-.25 .42 -.5 .25 -.5 0Z",
  arrow: "M-.5 -.2L.08 -.2L.08 -.5L.5 0L.08 .5L.08 .2L-.5 .2Z",
  ribbon: "M-.5 -.5L.5 -.5L.42 0L.5 .5L-.5 .5L-.42 0Z",
  bubble:
    "M-.38 -.5L.38 -.5C.446 -.5 .5 -.44 .5 -.37L.5 .09C.5 .16 .446 .22 .38 .22L-.05 .22L-.27 .5L-.25 .22L-.38 .22C-.446 .22 -.5 .16 -.5 .09L-.5 -.37C-.5 -.44 -.446 -.5 -.38 -.5Z",
  plus: "M-.17 -.5L.17 -.5L.17 -.17L.5 -.17L.5 .17L.17 .17L.17 .5L-.17 .5L-.17 .17L-.5 .17L-.5 -.17L-.17 -.17Z",
  burst: wheel(14, 0.5, 0.4),
  flower: petals(8),
  blob: "M.02 -.5C.24 -.51 .47 -.36 .5 -.1C.52 .12 .42 .4 .2 .48C-.02 .55 -.3 .46 -.43 .26C-.55 .06 -.5 -.2 -.36 -.33C-.26 -.43 -.14 -.49 .02 -.5Z",
} as const;

/** Points at two distances from the middle, in turn. */
function wheel(points: number, outer: number, inner: number): string {
  const corners = Array.from({ length: points * 2 }, (_, index) => {
    const angle = (Math.PI * index) / points - Math.PI / 2;
    const radius = index % 2 === 0 ? outer : inner;
    return `${index === 0 ? "M" : "L"}${round(radius * Math.cos(angle))} ${round(radius * Math.sin(angle))}`;
  });
  return `${corners.join("")}Z`;
}

/** Round petals about the middle. */
function petals(count: number): string {
  const at = (turn: number, radius: number) => {
    const angle = (2 * Math.PI * turn) / count - Math.PI / 2;
    return `${round(radius * Math.cos(angle))} ${round(radius * Math.sin(angle))}`;
  };
  const curves = Array.from(
    { length: count },
    (_, index) => `C${at(index - 0.42, 0.56)} ${at(index + 0.42, 0.56)} ${at(index + 0.5, 0.41)}`,
  );
  return `M${at(-0.5, 0.41)}${curves.join("")}Z`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

type Outline = keyof typeof OUTLINES;

const outlined = (key: Outline, ratio: number): Figure => ({
  key,
  shape: "path",
  pathOf: (width, height) => stretchedPath(OUTLINES[key], width, height),
  ratio,
  rounding: 0,
  line: null,
});

const PLAIN = { rounding: 0, line: null } as const;

/** Shapes, the commonest first. */
export const FIGURES: readonly Figure[] = [
  { ...PLAIN, key: "rectangle", shape: "rectangle", ratio: 0.7 },
  { ...PLAIN, key: "rounded", shape: "rectangle", ratio: 0.7, rounding: 0.2 },
  { ...PLAIN, key: "circle", shape: "ellipse", ratio: 1 },
  { ...PLAIN, key: "heart", shape: "heart", ratio: 0.9 },
  { ...PLAIN, key: "star", shape: "star", ratio: 0.95 },
  outlined("triangle", 0.87),
  { ...PLAIN, key: "line", shape: "rectangle", ratio: 0.03, rounding: 0.5 },
  outlined("arrow", 0.6),
  { ...PLAIN, key: "frame", shape: "rectangle", ratio: 0.7, line: 0.03 },
  { ...PLAIN, key: "ring", shape: "ellipse", ratio: 1, line: 0.04 },
  outlined("bubble", 0.8),
  outlined("ribbon", 0.28),
  outlined("burst", 1),
  outlined("flower", 1),
  outlined("hexagon", 0.866),
  outlined("diamond", 1),
  outlined("shield", 1.15),
  outlined("arch", 1.25),
  outlined("plus", 1),
  outlined("blob", 1),
];

/** An outline in the unit square, for the mask `path` of a photo. */
export function maskOf(key: Outline): string {
  return pathText(transformPath(parsePathData(OUTLINES[key]), translation(0.5, 0.5)));
}

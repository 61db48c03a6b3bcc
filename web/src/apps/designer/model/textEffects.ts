/** Effects on text as a shopper sets them: shadows by distance and direction, gradients, lines that bend. */
import type { Fill, GradientStop, Shadow, TextBox, TextLayer, TextPath } from "../../../document/types";

// -------------------------------------------------------------------- shadows

export type ShadowStyle = "soft" | "hard" | "glow";
export const SHADOW_STYLES: readonly ShadowStyle[] = ["soft", "hard", "glow"];

/** A shadow for letters of this em size in mm. */
export function shadowOf(style: ShadowStyle, size: number, colour: string): Shadow {
  const reach = hundredths(size * 0.06);
  switch (style) {
    case "soft":
      return { colour, opacity: 0.5, dx: reach, dy: reach, blur: hundredths(size * 0.05) };
    case "hard":
      return { colour, opacity: 1, dx: reach, dy: reach, blur: 0 };
    case "glow":
      return { colour, opacity: 0.9, dx: 0, dy: 0, blur: hundredths(size * 0.1) };
  }
}

/** Which of the styles a shadow is nearest to. */
export function shadowStyle({ dx, dy, blur }: Shadow): ShadowStyle {
  if (dx === 0 && dy === 0) return "glow";
  return blur === 0 ? "hard" : "soft";
}

/** How far away a shadow lies in mm, and where: degrees clockwise, 0 to the right, 90 below. */
export function polarOf({ dx, dy }: Shadow): { distance: number; direction: number } {
  const degrees = Math.round((Math.atan2(dy, dx) * 180) / Math.PI);
  return { distance: hundredths(Math.hypot(dx, dy)), direction: (degrees + 360) % 360 };
}

export function withPolar(shadow: Shadow, distance: number, direction: number): Shadow {
  const turn = (direction * Math.PI) / 180;
  return {
    ...shadow,
    dx: hundredths(Math.cos(turn) * distance),
    dy: hundredths(Math.sin(turn) * distance),
  };
}

// ------------------------------------------------------------------ gradients

export type FillKind = "plain" | "linear" | "radial";

export function fillKind(fill: Fill): FillKind {
  if (typeof fill === "string" || fill.type === "pattern") return "plain";
  return fill.type;
}

/** The colours of a fill in their order; of a plain one its own. */
export function coloursOf(fill: Fill): string[] {
  if (typeof fill === "string") return [fill];
  return fill.type === "pattern" ? [] : fill.stops.map(({ colour }) => colour);
}

/** Ready-made runs of colour. */
export const GRADIENTS: readonly (readonly string[])[] = [
  ["#f2b84b", "#b3262e"],
  ["#e59bb4", "#6b4a8c"],
  ["#3cbfc4", "#24304d"],
  ["#a4cf3a", "#0f6b66"],
  ["#f6e7c1", "#c08a2d", "#7d4f12"],
  ["#c22a86", "#ef8322", "#f7dd3f"],
];

/** The same kind of fill, in these colours: two or three, evenly spread. */
export function gradient(kind: "linear" | "radial", colours: readonly string[], angle = 90): Fill {
  const stops: GradientStop[] = colours.map((colour, index) => ({
    offset: index / Math.max(1, colours.length - 1),
    colour,
  }));
  return kind === "linear" ? { type: "linear", angle, stops } : { type: "radial", stops };
}

/** The fill as CSS, for swatches. */
export function cssOf(fill: Fill): string {
  if (typeof fill === "string") return fill;
  if (fill.type === "pattern") return "transparent";
  const stops = fill.stops.map(({ colour, offset }) => `${colour} ${offset * 100}%`).join(", ");
  return fill.type === "linear"
    ? `linear-gradient(${fill.angle + 90}deg, ${stops})`
    : `radial-gradient(ellipse, ${stops})`;
}

// ----------------------------------------------------------------- form of the line

export type LineForm = "straight" | "box" | "arc" | "wave" | "rise" | "circle";

/** 100 % bends the line over three quarters of a circle. */
const FULL_BEND = 1.5 * Math.PI;
/** The smallest radius that a document may have. */
const TIGHTEST = 1;

/** The radius at which a line of this length bends by −100 to 100 %; below 0 it hangs inside the circle. */
export function radiusAt(bend: number, length: number): number {
  const radius = length / ((bend / 100) * FULL_BEND);
  return Math.abs(radius) < TIGHTEST ? Math.sign(radius) * TIGHTEST : radius;
}

/** How far a line is bent, in whole per cent from −100 to 100. */
export function bendOf({ arc }: TextLayer, length: number): number {
  if (!arc) return 0;
  return Math.max(-100, Math.min(100, Math.round((length / arc.radius / FULL_BEND) * 100)));
}

/** What the line of a text follows. */
export function formOf({ box, arc, on_path }: TextLayer): LineForm | null {
  if (box) return "box";
  if (arc) return "arc";
  return on_path ? pathForm(on_path.path) : "straight";
}

/** Which of ours a path is, by its curves; null: somebody else's. */
function pathForm(path: string): LineForm | null {
  const forms: Readonly<Record<string, LineForm>> = { MC: "rise", MCC: "wave", MCCCCZ: "circle" };
  return forms[path.replace(/[^A-Za-z]/g, "")] ?? null;
}

/** A control point this far along the tangent makes a quarter of a circle. */
const QUARTER = 0.5523;

/** A baseline for a line of this length in mm, aligned as the text is. */
function pathFor(form: "wave" | "rise" | "circle", length: number): TextPath {
  const round = (value: number) => hundredths(value) + 0;
  const path = (numbers: TemplateStringsArray, ...values: number[]) =>
    String.raw({ raw: numbers }, ...values.map(round));
  if (form === "circle") {
    // From the lowest point round by the left, so that the middle of the line stands on top.
    const r = (length * 1.04) / (2 * Math.PI);
    const k = r * QUARTER;
    return {
      path: path`M0 ${r}C${-k} ${r} ${-r} ${k} ${-r} 0C${-r} ${-k} ${-k} ${-r} 0 ${-r}C${k} ${-r} ${r} ${-k} ${r} 0C${r} ${k} ${k} ${r} 0 ${r}Z`,
      start: 0.5,
      flip: false,
    };
  }
  // Room for more than the line: what does not find any would not be printed.
  const half = (length * 1.06) / 2;
  if (form === "rise") {
    const lift = half * 0.28;
    return {
      path: path`M${-half} ${lift}C${-half * 0.3} ${lift} ${half * 0.3} ${-lift} ${half} ${-lift}`,
      start: 0.5,
      flip: false,
    };
  }
  const swing = half * 0.18;
  return {
    path: path`M${-half} 0C${-half * 0.64} ${-swing} ${-half * 0.36} ${-swing} 0 0C${half * 0.36} ${swing} ${half * 0.64} ${swing} ${half} 0`,
    start: 0.5,
    flip: false,
  };
}

/** The fields that give a text this form. `set` is the room that it takes now, `straight` its length without a bend. */
export function formed(
  layer: TextLayer,
  form: LineForm,
  set: { width: number; height: number },
  straight: number,
): Partial<TextLayer> {
  const none = { box: null, arc: null, on_path: null };
  switch (form) {
    case "straight":
      return none;
    case "box":
      return { ...none, box: layer.box ?? boxAround(layer, set) };
    case "arc":
      return { ...none, arc: layer.arc ?? { radius: radiusAt(35, straight) } };
    default:
      // Letters find their middle on the path's.
      return { ...none, align: "center", on_path: pathFor(form, straight) };
  }
}

/** A box that changes nothing yet, with room for a second line. */
function boxAround({ size, line_height }: TextLayer, set: { width: number; height: number }): TextBox {
  return {
    width: hundredths(set.width * 1.02),
    height: hundredths(Math.max(set.height, size * line_height * 2.2)),
    fit: "none",
    vertical_align: "middle",
  };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

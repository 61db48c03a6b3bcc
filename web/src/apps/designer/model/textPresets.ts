/** Ready-made styles to start a text with: those that a product's fonts, colours and features allow. */
import type { Stroke, TextLayer } from "../../../document/types";
import { boundsOf, type Point } from "../../../view2d/placement";
import { words } from "../words";
import { contrast } from "./colours";
import { addLayer } from "./commands";
import { type Configuration, hasFeature } from "./configuration";
import type { Editor } from "./editor";
import { freePlace } from "./freePlace";
import { newText } from "./newLayers";
import { offeredFonts } from "./offeredFonts";
import { shadowOf } from "./textEffects";
import type { Product, ProductArea, ProductFont } from "./wire";

/** One line of a preset. Lengths are parts of the em. */
export interface PresetLine {
  readonly font: ProductFont;
  /** Against the size of a plain line. */
  readonly scale: number;
  readonly spacing: number;
  readonly isCurved: boolean;
  /** Width of an outline in a second colour. */
  readonly outline: number;
  readonly hasShadow: boolean;
}

export interface Preset {
  readonly key: PresetKey;
  /** One, or two under one another. */
  readonly lines: readonly PresetLine[];
}

export type PresetKey = keyof typeof PRESETS;

interface Recipe {
  /** Fonts that suit it, the best first. */
  readonly fonts: readonly string[];
  readonly scale: number;
  readonly spacing?: number;
  readonly isCurved?: boolean;
  readonly outline?: number;
  readonly hasShadow?: boolean;
}

const PLAIN = ["inter-bold", "inter-regular", "roboto-slab-bold"];
const LOUD = ["bebas-neue-regular", "inter-bold"];
const ELEGANT = ["playfair-display-bold", "roboto-slab-bold"];
const SCRIPT = ["lobster-regular", "pacifico-regular"];
const HAND = ["caveat-bold", "pacifico-regular"];

const PRESETS = {
  plain: [{ fonts: PLAIN, scale: 0.85 }],
  headline: [{ fonts: LOUD, scale: 1.5 }],
  elegant: [{ fonts: ELEGANT, scale: 1.05 }],
  handwriting: [{ fonts: HAND, scale: 1.3 }],
  retro: [{ fonts: SCRIPT, scale: 1.2, hasShadow: true }],
  varsity: [{ fonts: LOUD, scale: 1.4, spacing: 0.06, outline: 0.09 }],
  airy: [{ fonts: ["inter-regular", ...PLAIN], scale: 0.62, spacing: 0.32 }],
  curved: [{ fonts: ["roboto-slab-bold", ...PLAIN], scale: 0.9, isCurved: true }],
  poster: [
    { fonts: LOUD, scale: 1.5 },
    { fonts: HAND, scale: 0.8 },
  ],
  invitation: [
    { fonts: SCRIPT, scale: 1.2 },
    { fonts: ["inter-regular", ...PLAIN], scale: 0.36, spacing: 0.3 },
  ],
  classic: [
    { fonts: ELEGANT, scale: 1.05 },
    { fonts: ["inter-regular", ...PLAIN], scale: 0.42, spacing: 0.18 },
  ],
} as const satisfies Readonly<Record<string, readonly Recipe[]>>;

/** The presets that can be made with what is on offer, plain ones first. */
export function presetsFor(product: Product, area: ProductArea, configuration: Configuration): Preset[] {
  const offered = offeredFonts(product, configuration);
  // A style is a font too, so where none may be chosen there is only the plain one.
  const fonts = hasFeature(configuration, "fonts")
    ? offered
    : offered.filter(({ id }) => id === product.plain_font);
  const [standIn] = fonts;
  if (!standIn) return [];
  // One colour can neither outline nor shade itself; what is cut or engraved knows no second one either.
  const hasSecond = product.colours.length !== 1 && area.process === "print";
  const lineOf = (recipe: Recipe): PresetLine | null => {
    const font = recipe.fonts
      .map((id) => fonts.find((one) => one.id === id))
      .find((one) => one !== undefined);
    return {
      font: font ?? standIn,
      scale: recipe.scale,
      spacing: isJoined() ? 0 : (recipe.spacing ?? 0),
      isCurved: recipe.isCurved ?? false,
      outline: recipe.outline ?? 0,
      hasShadow: recipe.hasShadow ?? false,
    };
  };
  const isOffered = (recipe: Recipe) =>
    (recipe.fonts.some((id) => fonts.some((font) => font.id === id)) ||
      recipe.fonts === PRESETS.plain[0].fonts) &&
    (!recipe.spacing || hasFeature(configuration, "spacing")) &&
    (!recipe.isCurved || (hasFeature(configuration, "curve") && !isJoined())) &&
    (!recipe.outline || (hasSecond && hasFeature(configuration, "outline"))) &&
    (!recipe.hasShadow || (hasSecond && hasFeature(configuration, "shadow")));
  return (Object.keys(PRESETS) as PresetKey[]).flatMap((key) => {
    const recipes: readonly Recipe[] = PRESETS[key];
    if (!recipes.every(isOffered)) return [];
    const lines = recipes.map(lineOf).filter((line) => line !== null);
    // Two lines that look the same are no pair.
    const isPair = lines.length < 2 || lines[0]?.font.id !== lines[1]?.font.id;
    return isPair ? [{ key, lines }] : [];
  });
}

/** Whether letters of the shopper's language hold on to one another: a bend or a gap would tear them apart. */
const isJoined = () => /\p{Script=Arabic}/u.test(words.yourText);

/** What outlines and shadows are made in where the product has no palette. */
const SECONDS = ["#1c1b1a", "#ffffff", "#b3262e", "#f2b84b", "#2b5d9c"];

/** A part of the contrast that letters need is enough against the ground, which the colour only borders on. */
const GROUND_SHARE = 2;

/** The colour of the palette that is told best from the letters, and well from the ground that they stand on. */
export function secondColour(letters: string, ground: string | null, palette: readonly string[]): string {
  const offered = palette.length > 0 ? palette : SECONDS;
  const clarity = (one: string) =>
    Math.min(contrast(one, letters), GROUND_SHARE * contrast(one, ground ?? "#ffffff"));
  return offered.reduce((best, one) => (clarity(one) > clarity(best) ? one : best));
}

/** Adds a preset with sample words: one step of undo. A straight line is at once open for writing. */
export function addPreset(editor: Editor, preset: Preset): void {
  const area = editor.productArea;
  if (!area) return;
  const colour = editor.readableColour();
  const lines = preset.lines.map((line) => styledText(editor, area, line, colour));
  const [first] = lines;
  if (!first) return;
  const heights = lines.map(({ size }) => size * 1.25);
  const height = heights.reduce((sum, one) => sum + one, 0);
  let y = placeFor(editor, area, height).y - height / 2;
  let next = editor.document.value;
  for (const [index, line] of lines.entries()) {
    const half = (heights[index] ?? 0) / 2;
    next = addLayer(next, area.name, { ...line, transform: [1, 0, 0, 1, area.width / 2, y + half] });
    y += 2 * half;
  }
  editor.apply(next);
  editor.select(first.id);
  editor.say(words.said.added(words.presets[preset.key]));
  if (!first.arc) editor.write(first.id);
}

/** The middle of the free place that is nearest to the area's, for lines as wide as presets make them. */
function placeFor(editor: Editor, area: ProductArea, height: number): Point {
  const taken = (editor.area.value?.layers ?? []).flatMap((layer) => {
    const set = editor.typesetter.typeset(layer);
    return set ? [boundsOf(layer.transform, set.width, set.height)] : [];
  });
  const room = { width: area.width, height: area.height, safeMargin: area.safe_margin };
  // Lines stay in the middle from side to side: that is what looks designed.
  return freePlace(room, { width: room.width - 2 * room.safeMargin, height }, taken).centre;
}

function styledText(editor: Editor, area: ProductArea, line: PresetLine, colour: string): TextLayer {
  const { font, scale, isCurved, spacing } = line;
  const plain = newText(area, words.yourText, colour, { font: font.id, scale, isCurved });
  const second = secondColour(colour, editor.garment.value, editor.product.colours);
  const stroke: Stroke | null =
    line.outline > 0 ? { colour: second, width: Math.round(plain.size * line.outline * 100) / 100 } : null;
  const shadow = line.hasShadow ? shadowOf("hard", plain.size, second) : null;
  return { ...plain, letter_spacing: spacing, stroke, shadow };
}

/** The colours of drawings: which there are, and how they change. */

import type { Drawing } from "../../../document/drawing";
import type { ClipartLayer } from "../../../document/types";
import { luminance } from "./colours";
import type { Editor } from "./editor";
import type { ProductArea } from "./wire";

/** To engraving and foil this means that nothing is done. */
const WHITE = "#ffffff";
/** The luminance from which a colour counts as light. */
const LIGHT = 0.5;

/** A colour of a drawing as it is seen now, and the parts that have it. */
export interface ColourGroup {
  readonly colour: string;
  readonly parts: readonly string[];
}

/** Whether a print area is made in one colour: then tones and many colours would be lost. */
export function isOneColour({ process, max_colours }: ProductArea): boolean {
  return process === "engraving" || process === "foil" || max_colours === 1;
}

/** The distinct colours of a drawing in a layer, in drawing order. None where its colours are not to be changed. */
export function colourGroups(drawing: Drawing, layer: ClipartLayer): readonly ColourGroup[] {
  const groups = new Map<string, string[]>();
  for (const { name, colour } of drawing.parts) {
    const shown = layer.colours[name] ?? colour;
    const parts = groups.get(shown);
    if (parts) parts.push(name);
    else groups.set(shown, [name]);
  }
  return [...groups].map(([colour, parts]) => ({ colour, parts }));
}

/** Gives these parts of a drawing another colour. */
export function recolour(
  editor: Editor,
  layer: ClipartLayer,
  parts: readonly string[],
  colour: string,
): void {
  const fresh = Object.fromEntries(parts.map((part) => [part, colour]));
  editor.change<ClipartLayer>(
    layer.id,
    { colours: { ...layer.colours, ...fresh } },
    `recolour:${parts.join()}`,
  );
}

/**
 * The whole drawing in one colour, with its light parts white, which keeps its inner lines. Where white would be a
 * second ink, it is of one colour throughout.
 */
export function coloursFor(
  drawing: Drawing,
  colour: string,
  area: Pick<ProductArea, "process" | "max_colours">,
): Readonly<Record<string, string>> {
  const isDark = drawing.parts.map((part) => luminance(part.colour) < LIGHT);
  const isWhiteFree = area.process === "engraving" || area.process === "foil" || area.max_colours !== 1;
  const keepsLight = isWhiteFree && isDark.some((dark) => dark);
  return Object.fromEntries(
    drawing.parts.map(({ name }, index) => [name, keepsLight && !isDark[index] ? WHITE : colour]),
  );
}

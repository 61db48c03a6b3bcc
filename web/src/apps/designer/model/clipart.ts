/** The colours of drawings: which there are, and how they change. */

import type { Drawing } from "../../../document/drawing";
import type { ClipartLayer } from "../../../document/types";
import { luminance } from "./colours";
import type { Editor } from "./editor";
import type { ProductArea } from "./wire";

/** What engraving and foil leave as it is. */
const UNTOUCHED = "#ffffff";
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
 * The whole drawing in one colour. Where white means that nothing is done (engraving, foil), what is light becomes white:
 * it keeps the drawing's inner lines.
 */
export function coloursFor(
  drawing: Drawing,
  colour: string,
  area: Pick<ProductArea, "process">,
): Readonly<Record<string, string>> {
  const isDark = drawing.parts.map((part) => luminance(part.colour) < LIGHT);
  const keepsLight = (area.process === "engraving" || area.process === "foil") && isDark.some((dark) => dark);
  return Object.fromEntries(
    drawing.parts.map(({ name }, index) => [name, keepsLight && !isDark[index] ? UNTOUCHED : colour]),
  );
}

/** New drawings, shapes and codes as a shopper first sees them: in the middle, of a size that suits the print area. */
import type { ClipartLayer, CodeLayer, ShapeKind, ShapeLayer } from "../../../document/types";
import { middleOf, NO_EFFECTS, newId, type Place, rounded } from "./newLayers";
import type { Picture } from "./wire";

/** A drawing at half the area, in its own proportion. */
export function newClipart(
  area: Place,
  picture: Picture,
  colours: Readonly<Record<string, string>>,
): ClipartLayer {
  const scale = Math.min((area.width * 0.5) / picture.width, (area.height * 0.5) / picture.height);
  return {
    id: newId("c"),
    type: "clipart",
    clipart: picture.id,
    width: picture.width * scale,
    height: picture.height * scale,
    flip: "none",
    colours,
    transform: middleOf(area),
    opacity: 1,
    locked: false,
    ...NO_EFFECTS,
  };
}

export interface ShapeStyle {
  readonly shape: ShapeKind;
  /** For the shape `path`: its outline in a box of this size (mm), about the centre. */
  readonly pathOf?: (width: number, height: number) => string;
  /** Height to width. */
  readonly ratio: number;
  /** Corner radius as a part of the shorter side. */
  readonly rounding: number;
  /** Nothing but an outline, as a part of the width; null: filled. */
  readonly line: number | null;
}

export function newShape(area: Place, colour: string, style: ShapeStyle): ShapeLayer {
  const width = rounded(Math.min(area.width * 0.4, (area.height * 0.4) / style.ratio));
  const height = rounded(width * style.ratio);
  return {
    id: newId("s"),
    type: "shape",
    shape: style.shape,
    path: style.pathOf?.(width, height) ?? null,
    width,
    height,
    corner_radius: Math.min(width, height) * style.rounding,
    fill: style.line === null ? colour : null,
    stroke: style.line === null ? null : { colour, width: rounded(width * style.line) },
    transform: middleOf(area),
    opacity: 1,
    locked: false,
    ...NO_EFFECTS,
  };
}

/** A QR code on a third of the area, with the quiet border that readers need. */
export function newQrCode(
  area: Place,
  content: string,
  colours: Pick<CodeLayer, "colour" | "background">,
): CodeLayer {
  const side = rounded(Math.min(area.width, area.height) / 3);
  return {
    id: newId("q"),
    type: "code",
    symbology: "qr",
    content,
    error_correction: "medium",
    quiet_zone: true,
    ...colours,
    width: side,
    height: side,
    transform: middleOf(area),
    opacity: 1,
    locked: false,
    ...NO_EFFECTS,
  };
}

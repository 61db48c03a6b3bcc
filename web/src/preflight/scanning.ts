/** Codes for machines: large enough, dark on light, and with nothing in the margin that readers need. */

import type { CodeLayer } from "../document/types";
import { determinant, IDENTITY, type Matrix, stretches } from "../geometry/matrix";
import { type Bounds, outlineBounds } from "../geometry/path";
import type { PathOperation } from "../layout/operations";
import { SLACK } from "./edges";
import { holds, mapped, type Piece } from "./marks";
import { roundedDown, roundedUp, TOLERANCE, type Verdicts } from "./values";

const TENTHS = 10;
const HUNDREDTHS = 100;
/** The margin before and behind a code, in modules. */
const QUIET = { qr: [4, 4], code128: [10, 10], ean13: [11, 7] } as const;

/** `pieces` are those of the whole area in drawing order; a code's last mark is all that is dark in it. */
export function checkCode(layer: CodeLayer, pieces: readonly Piece[], verdicts: Verdicts): void {
  const index = pieces.findIndex((piece) => piece.layer === layer.id);
  const dark = pieces[index]?.marks.at(-1)?.operation;
  if (dark?.kind !== "path") return;
  const isInk = ({ ink }: Piece) => ink === "process";
  const below = pieces.slice(0, index).filter(isInk);
  const above = pieces.slice(index + 1).filter(isInk);
  const width = moduleWidth(layer, dark.matrix);
  const needed = verdicts.parameter("code_size", layer.symbology);
  if (width < needed - TOLERANCE) {
    verdicts.add("code_size", layer.id, { width: roundedDown(width, HUNDREDTHS), needed });
  }
  const zone = zoneOf(layer, dark);
  if (!zone) return;
  const [ground, isFree] = groundOf(layer, zone, below);
  if (!isFree || above.some((piece) => overlaps(zone, piece.box))) {
    const margin = Math.max(...QUIET[layer.symbology]) * width;
    verdicts.add("code_quiet_zone", layer.id, { margin: roundedUp(margin, TENTHS) });
  }
  checkContrast(layer, ground, verdicts);
}

/** The narrowest part in mm. A module is one unit of the path; bars are as high as the box. */
function moduleWidth(layer: CodeLayer, matrix: Matrix): number {
  if (layer.symbology === "qr") return stretches(matrix)[1];
  return Math.abs(determinant(matrix)) / Math.sqrt(matrix[2] * matrix[2] + matrix[3] * matrix[3]);
}

/** The box around a code and the margin that it needs, in mm of the area. */
function zoneOf(layer: CodeLayer, dark: PathOperation): Bounds | null {
  const own = outlineBounds(dark.path, IDENTITY);
  if (!own) return null;
  const [before, behind] = QUIET[layer.symbology];
  const over = layer.symbology === "qr" ? before : 0;
  return mapped([own[0] - before, own[1] - over, own[2] + behind, own[3] + over], dark.matrix);
}

/** The colour on which a code stands, null if nobody knows; and whether nothing else shows in its margin. */
function groundOf(layer: CodeLayer, zone: Bounds, below: readonly Piece[]): [string | null, boolean] {
  if (layer.background !== null && layer.quiet_zone) return [layer.background, true];
  let isFree = true;
  for (const { box, sheet } of [...below].reverse()) {
    if (!overlaps(zone, box)) continue;
    if (sheet !== null && holds(box, zone, SLACK)) return [layer.background ?? sheet, isFree];
    isFree = false;
  }
  return [layer.background, isFree];
}

function overlaps(zone: Bounds, box: Bounds | null): boolean {
  return (
    box !== null &&
    box[0] < zone[2] - SLACK &&
    box[2] > zone[0] + SLACK &&
    box[1] < zone[3] - SLACK &&
    box[3] > zone[1] + SLACK
  );
}

/** Symbol contrast as ISO/IEC 15415 and 15416 grade it: the difference of reflectances; 40 % is grade C. */
function checkContrast(layer: CodeLayer, ground: string | null, verdicts: Verdicts): void {
  if (ground === null) return;
  const contrast = (reflectance(ground) - reflectance(layer.colour)) * 100;
  const needed = verdicts.parameter("code_contrast", "minimum");
  if (contrast < needed - TOLERANCE) {
    verdicts.add("code_contrast", layer.id, { contrast: roundedDown(contrast), needed });
  }
}

/** The relative luminance of an sRGB colour, 0…1. */
function reflectance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * (red as number) + 0.7152 * (green as number) + 0.0722 * (blue as number);
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

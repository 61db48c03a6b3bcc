/** Codes for machines as outlines, in their box. `src/monogram/layout/codes.py` does the same arithmetic. */

import type { CodeLayer } from "../document/types";
import { type Matrix, multiply } from "../geometry/matrix";
import type { Path } from "../geometry/path";
import { CODE_128_QUIET, code128Widths, EAN_13_QUIET, ean13Widths } from "./barcodes";
import type { PathOperation } from "./operations";
import { QUIET_ZONE, qrOutline } from "./qr";
import { rectangle } from "./shapes";

/** What to draw for a code: its background over the whole box, then everything dark as one outline. */
export function codeOperations(layer: CodeLayer): PathOperation[] {
  const { id, transform, width, height, colour, background } = layer;
  const [path, box] = layer.symbology === "qr" ? qr(layer) : bars(layer);
  const code = filled(id, path, multiply(transform, box), colour);
  if (background === null) return [code];
  return [filled(id, rectangle(-width / 2, -height / 2, width, height, 0, 0), transform, background), code];
}

function filled(layer: string, path: Path, matrix: Matrix, fill: string): PathOperation {
  return { kind: "path", layer, path, matrix, fill, stroke: null, opacity: 1, glyph: null, even_odd: false };
}

function qr(layer: CodeLayer): [Path, Matrix] {
  const { side, path } = qrOutline(layer.content, layer.error_correction);
  const unit = Math.min(layer.width, layer.height) / (layer.quiet_zone ? side + 2 * QUIET_ZONE : side);
  return [path, [unit, 0, 0, unit, (-side * unit) / 2, (-side * unit) / 2]];
}

function bars(layer: CodeLayer): [Path, Matrix] {
  const isEan = layer.symbology === "ean13";
  const widths = isEan ? ean13Widths(layer.content) : code128Widths(layer.content);
  const quiet = isEan ? EAN_13_QUIET : CODE_128_QUIET;
  const [before, behind] = layer.quiet_zone ? quiet : [0, 0];
  const unit = layer.width / (before + widths.reduce((sum, width) => sum + width, 0) + behind);
  return [barPath(widths), [unit, 0, 0, layer.height, before * unit - layer.width / 2, -layer.height / 2]];
}

/** Bars one module to a unit, from 0 to 1 in height. */
function barPath(widths: readonly number[]): Path {
  let left = 0;
  return widths.flatMap((width, index) => {
    const bar = index % 2 === 0 ? rectangle(left, 0, width, 1, 0, 0) : [];
    left += width;
    return bar;
  });
}

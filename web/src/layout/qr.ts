/**
 * QR codes: their modules, and their outline. `src/monogram/layout/qr.py` is the twin.
 *
 * Both sides have the same author's generator (PyPI `qrcodegen`, npm `nayuki-qr-code-generator`), so they choose the
 * same mode, version and mask; `spec/code-vectors.json` holds them to it, module by module. Few designs have a QR code:
 * the generator comes when `loadQrCodes` is called, and not before.
 */

import type qrcodegen from "nayuki-qr-code-generator";
import type { ErrorCorrection } from "../document/types";
import type { Path, Segment } from "../geometry/path";

/** Modules that stay empty on each side. */
export const QUIET_ZONE = 4;
const CACHE_LIMIT = 64;
const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

export type Modules = readonly (readonly boolean[])[];

/** A QR code is to be drawn before `loadQrCodes` has brought the generator. */
export class QrCodesNotLoadedError extends Error {
  constructor() {
    super("The generator of QR codes has not been loaded");
    this.name = "QrCodesNotLoadedError";
  }
}

let generator: typeof qrcodegen | undefined;
const cache = new Map<string, QrOutline>();

/** Brings the generator of QR codes, once. */
export async function loadQrCodes(): Promise<void> {
  generator ??= (await import("nayuki-qr-code-generator")).default;
}

/** Whether QR codes can be drawn. */
export function hasQrCodes(): boolean {
  return generator !== undefined;
}

/** How many modules a code has on a side, and the outline of the dark ones: always the same object for the same code. */
export interface QrOutline {
  readonly side: number;
  readonly path: Path;
}

/** The content fits (`fitsQr`). Throws QrCodesNotLoadedError. */
export function qrOutline(content: string, correction: ErrorCorrection): QrOutline {
  const key = `${correction} ${content}`;
  let made = cache.get(key);
  if (!made) {
    const modules = qrModules(content, correction);
    made = { side: modules.length, path: outline(modules) };
    if (cache.size >= CACHE_LIMIT) cache.delete(cache.keys().next().value as string);
    cache.set(key, made);
  }
  return made;
}

/** Rows of modules, true for dark. The content fits. Throws QrCodesNotLoadedError. */
export function qrModules(content: string, correction: ErrorCorrection): Modules {
  if (!generator) throw new QrCodesNotLoadedError();
  const { QrCode, QrSegment } = generator;
  const { LOW, MEDIUM, QUARTILE, HIGH } = QrCode.Ecc;
  const level = { low: LOW, medium: MEDIUM, quartile: QUARTILE, high: HIGH }[correction];
  const code = QrCode.encodeSegments(QrSegment.makeSegments(content), level, 1, 40, -1, false);
  const places = Array.from({ length: code.size }, (_, index) => index);
  return places.map((y) => places.map((x) => code.getModule(x, y)));
}

/**
 * The outline of all dark modules, a unit each, dark on the right hand: to be filled by the nonzero rule.
 *
 * Modules that touch become one figure, for two edges in one place leave a hairline between them once they are
 * anti-aliased. Where they touch at a corner only, the outline keeps to the module that it is on.
 */
export function outline(modules: Modules): Path {
  const dark = (x: number, y: number) => modules[y]?.[x] ?? false;
  /** Whether the unit from a corner in a direction has dark on its right hand alone. */
  const isEdge = (x: number, y: number, direction: number) => {
    const cells = [dark(x, y), dark(x - 1, y), dark(x - 1, y - 1), dark(x, y - 1)];
    return cells[direction] === true && cells[(direction + 3) % 4] === false;
  };
  const seen = new Set<string>();
  const segments: Segment[] = [];
  for (let top = 0; top <= modules.length; top++)
    for (let left = 0; left < modules.length; left++)
      if (isEdge(left, top, 0) && !seen.has(`${left} ${top}`))
        segments.push(...contour(left, top, isEdge, seen));
  return segments;
}

/** One closed line from a corner, clockwise around dark; the units that it runs to the right are noted in `seen`. */
function contour(
  left: number,
  top: number,
  isEdge: (x: number, y: number, direction: number) => boolean,
  seen: Set<string>,
): Segment[] {
  const segments: Segment[] = [["M", left, top]];
  let [x, y, direction] = [left, top, 0];
  while (true) {
    if (direction === 0) seen.add(`${x} ${y}`);
    const [across, down] = STEPS[direction] ?? STEPS[0];
    x += across;
    y += down;
    const turns = [(direction + 1) % 4, direction, (direction + 3) % 4];
    const turned = turns.find((turn) => isEdge(x, y, turn)) ?? direction;
    if (x === left && y === top && turned === 0) return [...segments, ["Z"]];
    if (turned !== direction) segments.push(["L", x, y]);
    direction = turned;
  }
}

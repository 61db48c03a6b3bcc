/** Outlines as path data again. */
import { scaling } from "./matrix";
import { type Path, transformPath } from "./path";
import { parsePathData } from "./pathData";

/** Decimals that are kept: a hundredth of a thousandth of a millimetre is finer than anything prints. */
const PRECISION = 1e5;

export function pathText(path: Path): string {
  return path.map(([letter, ...numbers]) => letter + numbers.map(rounded).join(" ")).join("");
}

/** Path data stretched about the origin. Throws PathDataError. */
export function stretchedPath(data: string, across: number, down: number): string {
  return pathText(transformPath(parsePathData(data), scaling(across, down)));
}

function rounded(value: number): number {
  return Math.round(value * PRECISION) / PRECISION + 0;
}

/** Pictures: are they there, and are they fine enough for the size at which they are printed? */

import { type Matrix, multiply, stretches } from "../geometry/matrix";
import { isPattern, type Mark, paintsOf } from "./marks";
import { type PictureFacts, roundedDown, TOLERANCE, type Verdicts } from "./values";

const MM_PER_INCH = 25.4;

interface Use {
  readonly image: string;
  /** Parts of the picture's width and height that show. */
  readonly part: readonly [number, number];
  /** Maps that part's unit square to mm of the area. */
  readonly matrix: Matrix;
}

/** One verdict for each fault, however many pictures of the layer have it: on the coarsest of them. */
export function checkPictures(
  layer: string | null,
  marks: readonly Mark[],
  pictures: ReadonlyMap<string, PictureFacts>,
  verdicts: Verdicts,
): void {
  const used = marks.flatMap(usesOf);
  const facts = used.map(({ image }) => pictures.get(image));
  if (facts.some((fact) => !fact)) verdicts.add("picture_missing", layer);
  if (facts.some((fact) => fact?.state === "uploading")) verdicts.add("upload_unfinished", layer);
  const seen = used.flatMap(({ part, matrix }, index) => {
    const fact = facts[index];
    return fact && fact.width > 0 && fact.height > 0 ? [dpiOf(fact, part, matrix)] : [];
  });
  if (seen.length === 0) return;
  const dpi = Math.min(...seen);
  const needed = Math.min(verdicts.parameter("resolution", "minimum"), verdicts.spec.dpi);
  const tooFew = Math.min(verdicts.parameter("resolution", "block_below"), verdicts.spec.dpi);
  if (dpi < needed - TOLERANCE) {
    verdicts.add("resolution", layer, { dpi: roundedDown(dpi), needed }, dpi < tooFew - TOLERANCE);
  }
}

function usesOf({ operation }: Mark): Use[] {
  if (operation.kind === "image") {
    const { image, crop, matrix } = operation;
    return [{ image, part: [crop[2], crop[3]], matrix }];
  }
  return paintsOf(operation)
    .filter(isPattern)
    .map(({ image, matrix }) => ({ image, part: [1, 1], matrix: multiply(operation.matrix, matrix) }));
}

/** Dots per inch in the direction in which the picture is stretched most. */
function dpiOf(picture: PictureFacts, part: readonly [number, number], [a, b, c, d]: Matrix): number {
  const across = picture.width * part[0];
  const down = picture.height * part[1];
  const [millimetresPerPixel] = stretches([a / across, b / across, c / down, d / down, 0, 0]);
  return MM_PER_INCH / millimetresPerPixel;
}

/** From the document's filters to the players' adjustments. `src/monogram/layout/adjustments.py` has the same numbers. */

import type { Filter } from "../document/types";
import type { Adjustment } from "./operations";

const LUMA = [0.2126, 0.7152, 0.0722] as const;
const SEPIA = [0.393, 0.769, 0.189, 0, 0.349, 0.686, 0.168, 0, 0.272, 0.534, 0.131, 0];
/** Full contrast multiplies by 1 / (1 − STEEPEST) = 100: two tones, nearly. */
const STEEPEST = 0.99;

/** What players do to the pixels, one step for each filter. */
export function adjustments(filters: readonly Filter[]): Adjustment[] {
  return filters.map(adjustment);
}

function adjustment(filter: Filter): Adjustment {
  const amount = filter.amount ?? 0;
  switch (filter.type) {
    case "greyscale":
      return byMatrix([...LUMA, 0, ...LUMA, 0, ...LUMA, 0]);
    case "sepia":
      return byMatrix(SEPIA);
    case "duotone":
      return duotone(filter.dark ?? "#000000", filter.light ?? "#ffffff");
    case "brightness":
      return diagonal(1, 255 * amount);
    case "contrast": {
      const slope = amount < 0 ? 1 + amount : 1 / (1 - STEEPEST * amount);
      return diagonal(slope, 127.5 - 127.5 * slope);
    }
    case "threshold":
      return { matrix: null, threshold: 255 * (filter.level ?? 0) };
  }
}

function byMatrix(matrix: readonly number[]): Adjustment {
  return { matrix, threshold: null };
}

function diagonal(slope: number, offset: number): Adjustment {
  return byMatrix([slope, 0, 0, offset, 0, slope, 0, offset, 0, 0, slope, offset]);
}

function duotone(dark: string, light: string): Adjustment {
  const rows = [1, 3, 5].flatMap((start) => {
    const low = Number.parseInt(dark.slice(start, start + 2), 16);
    const high = Number.parseInt(light.slice(start, start + 2), 16);
    return [...LUMA.map((weight) => ((high - low) / 255) * weight), low];
  });
  return byMatrix(rows);
}

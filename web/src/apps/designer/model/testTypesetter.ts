/** A typesetter for tests that are not about fonts. */
import type { Layer } from "../../../document/types";
import { type Typeset, Typesetter } from "./typesetter";

function sizeOf(layer: Layer): { width: number; height: number } {
  if (layer.type === "text") return { width: layer.text.length * layer.size * 0.5, height: layer.size };
  return "width" in layer ? layer : { width: 0, height: 0 };
}

/** Every letter is half an em wide: no fonts are needed to see what the editor does with widths. */
export class HalfEm extends Typesetter {
  override typeset(layer: Layer): Typeset {
    const { width, height } = sizeOf(layer);
    return { operations: [], width, height, findings: [] };
  }

  override async request(_fontIds: readonly string[]): Promise<void> {}
}

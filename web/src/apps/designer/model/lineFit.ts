/** A straight line gets smaller rather than run out of the safe area, and larger again as it gets shorter. */
import type { TextLayer } from "../../../document/types";
import type { Typesetter } from "./typesetter";
import type { ProductArea } from "./wire";

export class LineFit {
  /** The text that was last made to fit: its size now and the size it had before. */
  private last: { id: string; size: number; fullSize: number } | null = null;

  constructor(private readonly typesetter: Pick<Typesetter, "typeset">) {}

  /**
   * The size at which the layer stays within the safe area with these words, at most the one that it had before it grew
   * too long. Null where the size is to stay: no straight line, one that somebody has made wider than that, or one whose
   * font has not come.
   */
  sizeFor(layer: TextLayer, text: string, area: ProductArea | null): number | null {
    const widthNow = this.typesetter.typeset(layer)?.width;
    if (!area || layer.box || layer.arc || layer.on_path || widthNow === undefined) return null;
    const room = area.width - 2 * area.safe_margin;
    if (widthNow > room + 0.5) return null;
    if (this.last?.id !== layer.id || this.last.size !== layer.size) {
      this.last = { id: layer.id, size: layer.size, fullSize: layer.size };
    }
    const { fullSize } = this.last;
    const width = this.typesetter.typeset({ ...layer, text, size: fullSize })?.width ?? 0;
    const size = width > room ? Math.max(0.5, (fullSize * room) / width) : fullSize;
    this.last = { ...this.last, size };
    return size;
  }
}

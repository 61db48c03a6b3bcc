/**
 * Layers as drawing operations. Shapes and pictures are laid out at once; text needs HarfBuzz and fonts, which come
 * after the product is on the screen. `revision` changes when there is more to show.
 */
import { signal } from "@preact/signals";
import type { Layer, TextLayer } from "../../../document/types";
import { IDENTITY } from "../../../geometry/matrix";
import {
  addFonts,
  createFontSet,
  type FontSet,
  findings,
  layerBounds,
  layoutLayer,
  type Operation,
} from "../../../layout";
import type { ProductFont } from "./wire";

export interface Typeset {
  /** In the layer's own millimetres, the origin in the middle of its box. */
  readonly operations: readonly Operation[];
  readonly width: number;
  readonly height: number;
  /** Characters that the font lacks. */
  readonly missing: string;
  /** The text is longer than its place, even at the smallest size. */
  readonly overflows: boolean;
}

const CACHE_LIMIT = 300;

export class Typesetter {
  /** Counts what has arrived. */
  readonly revision = signal(0);
  /** Fonts that could not be loaded. */
  readonly failed = signal<ReadonlySet<string>>(new Set());
  private fontSet: FontSet | null = null;
  private starting: Promise<FontSet> | null = null;
  private readonly requested = new Set<string>();
  /** By the layer itself, which never changes, and by what it says, since a moved layer is set the same. */
  private readonly known = new WeakMap<Layer, Typeset>();
  private readonly cache = new Map<string, Typeset>();

  constructor(private readonly fonts: readonly ProductFont[]) {}

  /** Asks for HarfBuzz and these fonts; what comes is told by `revision`. Never throws. */
  async request(fontIds: readonly string[]): Promise<void> {
    const wanted = fontIds.filter((id) => !this.requested.has(id));
    for (const id of wanted) this.requested.add(id);
    try {
      this.starting ??= createFontSet();
      this.fontSet = await this.starting;
      await Promise.all(wanted.map((id) => this.loadFont(id)));
    } catch {
      this.starting = null;
      for (const id of wanted) this.requested.delete(id);
    }
  }

  /** The layer's picture and measure, or null while its font is on the way; who asked is told when it has come. */
  typeset(layer: Layer): Typeset | null {
    if (layer.type === "text" && !this.fontSet?.has(layer.font)) {
      void this.revision.value;
      if (!this.failed.value.has(layer.font)) void this.request([layer.font]);
      return null;
    }
    const known = this.known.get(layer);
    if (known) return known;
    const plain: Layer = { ...layer, id: "", transform: IDENTITY, locked: false };
    const made = this.remembered(plain);
    this.known.set(layer, made);
    return made;
  }

  /** How long the text would be without its curve, in millimetres. */
  straightLength(layer: TextLayer): number {
    return this.typeset({ ...layer, arc: null, box: null })?.width ?? layer.text.length * layer.size * 0.5;
  }

  private remembered(layer: Layer): Typeset {
    const key = JSON.stringify(layer);
    let made = this.cache.get(key);
    if (!made) {
      made = this.set(layer);
      if (this.cache.size >= CACHE_LIMIT) this.cache.delete(this.cache.keys().next().value as string);
      this.cache.set(key, made);
    }
    return made;
  }

  private set(layer: Layer): Typeset {
    // Layout asks for fonts only when it sets text, and text does not come this far without them.
    const fonts = this.fontSet as FontSet;
    const found = findings({ name: "", width: 0, height: 0, background: null, layers: [layer] }, fonts);
    return {
      operations: layoutLayer(layer, fonts),
      ...layerBounds(layer, fonts),
      missing: found
        .filter((one) => one.code !== "text_overflow")
        .map((one) => one.characters)
        .join(""),
      overflows: found.some((one) => one.code === "text_overflow"),
    };
  }

  private async loadFont(id: string): Promise<void> {
    const font = this.fonts.find((one) => one.id === id);
    try {
      if (!font || !this.fontSet) throw new Error(`the product has no font ${id}`);
      await addFonts(this.fontSet, [font]);
      this.revision.value++;
    } catch {
      this.requested.delete(id);
      this.failed.value = new Set([...this.failed.value, id]);
    }
  }
}

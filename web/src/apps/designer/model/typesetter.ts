/**
 * Layers as drawing operations. Shapes and pictures are laid out at once; text needs HarfBuzz and fonts, which come
 * after the product is on the screen. `revision` changes when there is more to show.
 */
import { signal } from "@preact/signals";
import { allLayers, type Layer, type TextLayer, VERSION } from "../../../document";
import { IDENTITY } from "../../../geometry/matrix";
import {
  addFonts,
  breath,
  createFontSet,
  type Finding,
  type FontSet,
  findings,
  fontsNeeded,
  hasQrCodes,
  layerBounds,
  layoutLayer,
  loadQrCodes,
  NO_RESOURCES,
  type Operation,
  QrCodesNotLoadedError,
  type Resources,
  UnknownDrawingError,
} from "../../../layout";
import { Drawings } from "../../../pictures/drawings";
import type { FallbackFont } from "./wire";

export interface Typeset {
  /** In the layer's own millimetres, the origin in the middle of its box. */
  readonly operations: readonly Operation[];
  readonly width: number;
  readonly height: number;
  /** What layout found in its texts; those of the layer itself name no layer. */
  readonly findings: readonly Finding[];
}

const CACHE_LIMIT = 300;

export class Typesetter {
  /** Counts what has arrived. */
  readonly revision = signal(0);
  /** Fonts that could not be loaded. */
  readonly failed = signal<ReadonlySet<string>>(new Set());
  private fontSet: FontSet | null = null;
  private starting: Promise<FontSet> | null = null;
  private readonly requested = new Map<string, Promise<void>>();
  /** By the layer itself, which never changes, and by what it says, since a moved layer is set the same. */
  private readonly known = new WeakMap<Layer, Typeset>();
  private readonly cache = new Map<string, Typeset>();

  /** `fonts` are all that the product knows, `fallback` those that the document asks in turn. */
  constructor(
    private readonly fonts: readonly FallbackFont[],
    private readonly fallback: readonly string[] = [],
    readonly drawings = new Drawings(() => null),
  ) {}

  /**
   * Asks for HarfBuzz and these fonts; what comes is told by `revision`. Fulfilled when all have come or cannot be had.
   * Never throws.
   */
  async request(fontIds: readonly string[]): Promise<void> {
    try {
      this.starting ??= this.start();
      this.fontSet = await this.starting;
    } catch {
      this.starting = null;
      return;
    }
    await Promise.all(fontIds.map((id) => this.requested.get(id) ?? this.begin(id)));
  }

  private begin(id: string): Promise<void> {
    const loading = this.loadFont(id);
    this.requested.set(id, loading);
    return loading;
  }

  /** Asks once more for a font that could not be loaded. Never throws. */
  async retry(id: string): Promise<void> {
    this.requested.delete(id);
    this.failed.value = new Set([...this.failed.value].filter((one) => one !== id));
    await this.request([id]);
  }

  /** An empty set of fonts that knows which characters each font would have. */
  private async start(): Promise<FontSet> {
    const fontSet = await createFontSet();
    await breath();
    for (const font of this.fonts) if (font.coverage) fontSet.declare(font.id, font.coverage);
    return fontSet;
  }

  /** The layer's picture and measure, or null while its font is on the way; who asked is told when it has come. */
  typeset(layer: Layer): Typeset | null {
    const known = this.known.get(layer);
    if (known) return known;
    if (!this.isReady(layer)) return null;
    const plain: Layer = { ...layer, id: "", transform: IDENTITY, locked: false };
    if (this.lacksDrawing(layer) || this.lacksQrCodes(layer)) return this.set(plain);
    const made = this.remembered(plain);
    this.known.set(layer, made);
    return made;
  }

  /** Whether the layer is not seen yet because a font is on its way. */
  isAwaited(layer: Layer): boolean {
    return this.typeset(layer) === null && !this.lackingFonts(layer).some((id) => this.failed.value.has(id));
  }

  /** Whether the fonts of a layer and its members have come; those that have not are asked for. */
  private isReady(layer: Layer): boolean {
    const lacking = this.lackingFonts(layer);
    if (lacking.length === 0) return true;
    void this.revision.value;
    const wanted = lacking.filter((id) => !this.failed.value.has(id));
    if (wanted.length > 0) void this.request(wanted);
    return false;
  }

  /** The texts' own fonts first; once they are here, it is known which others have to stand in for them. */
  private lackingFonts(layer: Layer): string[] {
    const { fontSet } = this;
    const own = allLayers([layer]).flatMap((one) => (one.type === "text" ? [one.font] : []));
    const lacking = own.filter((id) => !fontSet?.has(id));
    if (own.length === 0 || lacking.length > 0 || !fontSet) return lacking;
    const areas = [{ name: "", width: 0, height: 0, background: null, layers: [layer] }];
    const fallback_fonts = this.usableFallback();
    const needed = fontsNeeded({ version: VERSION, product_id: 0, areas, fallback_fonts }, fontSet);
    return needed.filter((id) => !fontSet.has(id));
  }

  /** A fallback font that cannot be had, or of which the product says nothing, is done without. */
  private usableFallback(): string[] {
    return this.fallback.filter(
      (id) => this.fonts.some((font) => font.id === id && font.coverage) && !this.failed.value.has(id),
    );
  }

  /** Whether a drawing of the layer or its members has not come; it is asked for. Until then its place is empty. */
  private lacksDrawing(layer: Layer): boolean {
    const wanted = allLayers([layer]).flatMap((one) => (one.type === "clipart" ? [one.clipart] : []));
    const lacking = wanted.filter((id) => !this.drawings.here.value.has(id));
    for (const id of lacking) void this.drawings.request(id);
    return lacking.length > 0;
  }

  /** Whether the layer or a member is a QR code and their generator has not come; it is asked for. */
  private lacksQrCodes(layer: Layer): boolean {
    const isWanted = allLayers([layer]).some((one) => one.type === "code" && one.symbology === "qr");
    if (!isWanted || hasQrCodes()) return false;
    void this.revision.value;
    loadQrCodes().then(
      () => this.revision.value++,
      () => {}, // Asked for again when the code is next shown.
    );
    return true;
  }

  /** How long the text would be without its curve, in millimetres. */
  straightLength(layer: TextLayer): number {
    return (
      this.typeset({ ...layer, arc: null, on_path: null, box: null })?.width ??
      layer.text.length * layer.size * 0.5
    );
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
    const resources = this.resources();
    const area = { name: "", width: 0, height: 0, background: null, layers: [layer] };
    return {
      operations: drawn(layer, resources),
      ...layerBounds(layer, resources),
      findings: findings(area, resources),
    };
  }

  /** Of a font that something is set in already. */
  unitsPerEm(font: string): number {
    return this.resources().fonts.face(font).unitsPerEm;
  }

  private resources(): Resources {
    const { fontSet } = this;
    const drawings = this.drawings.here.value;
    if (!fontSet) return { ...NO_RESOURCES, drawings };
    return { fonts: fontSet, fallback: this.usableFallback(), drawings };
  }

  private async loadFont(id: string): Promise<void> {
    const font = this.fonts.find((one) => one.id === id);
    try {
      if (!font || !this.fontSet) throw new Error(`the product has no font ${id}`);
      await addFonts(this.fontSet, [font]);
      this.revision.value++;
    } catch {
      this.failed.value = new Set([...this.failed.value, id]);
    }
  }
}

/** What is to be drawn; what has not come leaves its place empty, and the layer can still be moved. */
function drawn(layer: Layer, resources: Resources): Operation[] {
  try {
    return layoutLayer(layer, resources);
  } catch (error) {
    if (error instanceof UnknownDrawingError || error instanceof QrCodesNotLoadedError) return [];
    throw error;
  }
}

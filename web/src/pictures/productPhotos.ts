/** The product's photos, masks and maps as the stage needs them, each loaded and prepared once. */
import { signal } from "@preact/signals";
import { coverOf, loadBitmap, type Photo, tintedPhoto, type ViewPictures } from "../view2d/photo";
import type { ProductArea, ProductView } from "../wire/product";

export interface ReadyView {
  readonly pictures: ViewPictures;
  /** Whether the mask that colours need is still on its way. */
  readonly lacksTint: boolean;
  readonly shade: ImageBitmap | null;
  /** White of the mask's cover by area name. */
  readonly covers: ReadonlyMap<string, HTMLCanvasElement>;
}

export class ProductPhotos {
  readonly ready = signal<ReadonlyMap<string, ReadyView>>(new Map());
  /** Views whose photo cannot be had. */
  readonly failed = signal<ReadonlySet<string>>(new Set());
  private readonly asked = new Set<string>();
  private readonly tinted = new Map<string, Photo>();
  /** What each view showed last: it stays until a colour can be laid on. */
  private readonly shown = new Map<string, Photo>();

  /** `widest`: pixels across that are enough, where many products stand small beside one another. */
  constructor(private readonly widest = Number.POSITIVE_INFINITY) {}

  /** `colour`: the garment's. White needs no tint, so its mask follows the photo. */
  async load(view: ProductView, areas: readonly ProductArea[], colour: string | null): Promise<void> {
    if (this.asked.has(view.id)) return;
    this.asked.add(view.id);
    this.failed.value = without(this.failed.value, view.id);
    try {
      const isTinted = needsTint(colour);
      const width = this.widthFor(view);
      const [photo, tintMask, shade, covers] = await Promise.all([
        loadBitmap(view.photo.url, width),
        isTinted ? optional(view.tint_mask, width) : null,
        optional(view.shade, width),
        loadCovers(areas.filter((area) => view.areas.includes(area.name))),
      ]);
      const lacksTint = !isTinted && view.tint_mask !== null;
      const ready: ReadyView = { pictures: { photo, tintMask }, lacksTint, shade, covers };
      this.put(view.id, ready);
      if (lacksTint) void this.addTint(view, ready);
    } catch {
      this.asked.delete(view.id);
      this.failed.value = new Set([...this.failed.value, view.id]);
    }
  }

  /** The view's photo in a garment colour, or null while it is on the way. */
  photo(viewId: string, colour: string | null): Photo | null {
    const view = this.ready.value.get(viewId);
    if (!view) return null;
    if (view.lacksTint && needsTint(colour)) return this.shown.get(viewId) ?? null;
    const key = `${viewId} ${needsTint(colour) ? colour : ""}`;
    let photo = this.tinted.get(key);
    if (!photo) {
      photo = tintedPhoto(view.pictures, needsTint(colour) ? colour : null);
      this.tinted.set(key, photo);
    }
    this.shown.set(viewId, photo);
    return photo;
  }

  /** Lets a view's pictures go; they are loaded again when they are next asked for. */
  forget(viewId: string): void {
    if (!this.ready.value.has(viewId)) return;
    this.asked.delete(viewId);
    this.shown.delete(viewId);
    for (const key of this.tinted.keys()) if (key.startsWith(`${viewId} `)) this.tinted.delete(key);
    this.ready.value = new Map([...this.ready.value].filter(([id]) => id !== viewId));
  }

  private widthFor({ photo }: ProductView): number | null {
    return photo.width > this.widest ? this.widest : null;
  }

  private async addTint(view: ProductView, ready: ReadyView): Promise<void> {
    const { photo } = ready.pictures;
    const tintMask = await optional(view.tint_mask, this.widthFor(view));
    this.put(view.id, { ...ready, pictures: { photo, tintMask }, lacksTint: false });
  }

  private put(viewId: string, view: ReadyView): void {
    this.ready.value = new Map([...this.ready.value, [viewId, view]]);
  }
}

function needsTint(colour: string | null): boolean {
  return colour !== null && colour.toLowerCase() !== "#ffffff";
}

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : ids;
}

/** A mask or map that does not come makes the preview plainer, not impossible. */
async function optional(url: string | null, width: number | null = null): Promise<ImageBitmap | null> {
  if (!url) return null;
  try {
    return await loadBitmap(url, width);
  } catch {
    return null;
  }
}

async function loadCovers(areas: readonly ProductArea[]): Promise<Map<string, HTMLCanvasElement>> {
  const covers = new Map<string, HTMLCanvasElement>();
  for (const area of areas) {
    const mask = await optional(area.mask);
    if (mask) covers.set(area.name, coverOf(mask));
  }
  return covers;
}

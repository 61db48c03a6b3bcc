/** Products with the artwork on them, as the browser paints them. */

import type { Matrix } from "../../../geometry/matrix";
import { layoutLayer, NO_RESOURCES, type Operation } from "../../../layout";
import { UnknownDrawingError } from "../../../layout/resources";
import { Drawings } from "../../../pictures/drawings";
import { ProductPhotos } from "../../../pictures/productPhotos";
import { Shelf } from "../../../pictures/uploads";
import type { ViewPicture } from "../../../view2d/picture";
import { areaToPhoto, middleQuad } from "../../../view2d/quad";
import type { Picture, Product, ProductArea, ProductView } from "../../../wire/product";
import { areaOf, artworkLayer } from "./placing";
import type { Placement } from "./wire";

/** How large a mock-up is shown: of its photo, so many pixels across are kept. */
export const WIDTHS = { tile: 240, card: 560, stage: 1400 } as const;
export type Size = keyof typeof WIDTHS;

/** Photos that are kept though nobody looks at them. */
const MOST_IDLE = 24;

/** Which side of a product shows a print area. */
export function viewOf({ views }: Product, area: ProductArea | null): ProductView | null {
  return views.find((view) => area && view.areas.includes(area.name)) ?? views[0] ?? null;
}

/** From the area's millimetres to the photo's pixels. */
export function onPhoto(view: ProductView, { quad, width, height }: ProductArea): Matrix {
  return areaToPhoto(quad ?? middleQuad(view.photo.width, view.photo.height, width, height), width, height);
}

export class Mockups {
  readonly shelf = new Shelf();
  /** The same for where products stand small beside one another: an artist's working copy has ten times their pixels. */
  private readonly small = new Shelf(WIDTHS.card);
  readonly drawings: Drawings;
  private readonly pictures = new Map<string, Picture>();
  private readonly photos: Readonly<Record<Size, ProductPhotos>> = {
    tile: new ProductPhotos(WIDTHS.tile),
    card: new ProductPhotos(WIDTHS.card),
    stage: new ProductPhotos(WIDTHS.stage),
  };
  private readonly holders = new Map<string, number>();
  private readonly idle = new Map<string, () => void>();

  constructor() {
    this.drawings = new Drawings((id) => this.pictures.get(id)?.drawing ?? null);
  }

  /** Loads the artwork, and lets the one before go. */
  want(picture: Picture): void {
    this.pictures.set(picture.id, picture);
    const wanted = new Set([picture.id]);
    for (const shelf of [this.shelf, this.small]) shelf.keepOnly(wanted);
    if (picture.drawing) void this.drawings.request(picture.id);
    this.shelf.want([picture]);
    this.small.want([picture]);
  }

  /** Loads a view's photo and keeps it until what is returned is called, and a while longer. */
  hold(size: Size, product: Product, view: ProductView, colour: string | null): () => void {
    const key = `${size} ${view.id}`;
    this.idle.delete(key);
    this.holders.set(key, (this.holders.get(key) ?? 0) + 1);
    void this.photos[size].load(view, product.areas, colour);
    return () => this.letGo(size, key, view.id);
  }

  private letGo(size: Size, key: string, viewId: string): void {
    const left = (this.holders.get(key) ?? 1) - 1;
    if (left > 0) {
      this.holders.set(key, left);
      return;
    }
    this.holders.delete(key);
    this.idle.set(key, () => this.photos[size].forget(viewId));
    const [oldest] = this.idle;
    if (this.idle.size <= MOST_IDLE || !oldest) return;
    this.idle.delete(oldest[0]);
    oldest[1]();
  }

  hasFailed(size: Size, view: ProductView): boolean {
    return this.photos[size].failed.value.has(view.id);
  }

  /** Null while the photo is on its way. Reads signals: inside an effect it follows them. */
  picture(
    size: Size,
    product: Product,
    artwork: Picture | null,
    placement: Placement,
    colour: string | null,
  ): ViewPicture | null {
    const area = areaOf(product, placement);
    const view = viewOf(product, area);
    const photos = this.photos[size];
    const photo = view && photos.photo(view.id, colour);
    const ready = view && photos.ready.value.get(view.id);
    if (!view || !photo || !ready) return null;
    const { width: photoWidth, height: photoHeight } = view.photo;
    const parts =
      area && artwork
        ? [
            {
              operations: this.operations(area, artwork, placement),
              width: area.width,
              height: area.height,
              toPhoto: onPhoto(view, area),
              cover: ready.covers.get(area.name) ?? null,
            },
          ]
        : [];
    // Enlarged, the small copy would be blurred.
    const { images } = size === "stage" || placement.scale > 1 ? this.shelf : this.small;
    return { photo, photoWidth, photoHeight, shade: ready.shade, parts, images: images.value };
  }

  /** Nothing while a drawing is on its way. */
  operations(area: ProductArea, artwork: Picture, placement: Placement): readonly Operation[] {
    const resources = { ...NO_RESOURCES, drawings: this.drawings.here.value };
    try {
      return layoutLayer(artworkLayer(area, artwork, placement), resources);
    } catch (error) {
      if (error instanceof UnknownDrawingError) return [];
      throw error;
    }
  }
}

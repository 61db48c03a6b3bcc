/**
 * The sizes in which a print area is made. A chosen size stands for the area's own width, height and corners; the
 * product's text and image areas grow and shrink with it about the area's centre, as the design does (`scaling.ts`).
 */
import type { DesignDocument } from "../../../document/types";
import { byNameOrId } from "./choices";
import type { PrintSize, Product, ProductArea } from "./wire";

export type Sized = Pick<Product, "areas" | "print_sizes">;

/** The size to begin with: the one wished for by id or name, else the one of the area's own measures, else the first. */
export function initialPrintSize(product: Sized, wished: string | null): string | null {
  const { print_sizes: sizes } = product;
  const wish = wished === null ? null : byNameOrId(sizes, wished);
  const own = sizes.find((size) => {
    const area = product.areas.find(({ name }) => name === size.area);
    return area?.width === size.width && area.height === size.height;
  });
  return (wish ?? own ?? sizes[0])?.id ?? null;
}

/** The product's print areas in the chosen size. Areas of no size are the product's own objects. */
export function sizedAreas({ areas, print_sizes }: Sized, chosen: string | null): readonly ProductArea[] {
  const size = print_sizes.find(({ id }) => id === chosen);
  return size ? areas.map((area) => (area.name === size.area ? sizedArea(area, size) : area)) : areas;
}

/** Margins are what production needs in millimetres whatever the size, so they stay. */
function sizedArea(area: ProductArea, size: PrintSize): ProductArea {
  const by = scaleOf(area, size);
  const placed = <T extends Box>(box: T): T => ({
    ...box,
    x: (box.x - area.width / 2) * by + size.width / 2,
    y: (box.y - area.height / 2) * by + size.height / 2,
    width: box.width * by,
    height: box.height * by,
  });
  return {
    ...area,
    width: size.width,
    height: size.height,
    quad: size.quad ?? area.quad,
    text_areas: area.text_areas.map((field) => ({ ...placed(field), size: field.size * by })),
    image_areas: area.image_areas.map(placed),
  };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Measures = Pick<Box, "width" | "height">;

/** How much larger things are in a size than in the area's own measures. */
export function scaleOf(own: Measures, size: Measures): number {
  return Math.min(size.width / own.width, size.height / own.height);
}

/** The size that the document is made in: the one in hand as long as it has the document's measures. */
export function printSizeOf(document: DesignDocument, product: Sized, inHand: string | null): string | null {
  const fits = ({ area: name, width, height }: PrintSize) =>
    document.areas.some((area) => area.name === name && area.width === width && area.height === height);
  const candidates = product.print_sizes.filter(fits);
  return (candidates.find(({ id }) => id === inHand) ?? candidates[0])?.id ?? null;
}

/** What a session starts from: the draft or design that there is, else the empty product as the link wishes it. */
import { type DesignDocument, VERSION } from "../../../document";
import type { DesignReference, SmartlinkParameters } from "../../../host/parameters";
import { ApiError } from "../../../wire/request";
import type { Api } from "./api";
import { madeOn } from "./artwork";
import { type Attributes, type Choices, initialAttributes, initialChoices, wishFor } from "./choices";
import { fillTextArea } from "./commands";
import type { Cutout } from "./cutouts";
import { newTextAreaText } from "./newLayers";
import { initialPrintSize, sizedAreas } from "./printSizes";
import type { Picture, Product, ProductFont, SavedWork } from "./wire";

export interface Beginning {
  readonly document: DesignDocument;
  /** What can be undone and done again, the nearest step last and first. */
  readonly past?: readonly DesignDocument[];
  readonly future?: readonly DesignDocument[];
  readonly choices: Choices;
  readonly quantity: number;
  /** A print size of the product by id; null: the print areas' own sizes. */
  readonly printSize: string | null;
  readonly attributes: Attributes;
  readonly pictures: readonly Picture[];
  /** Of them those that the shopper does not see among the photos. */
  readonly unlisted?: readonly string[];
  /** What those without their background were made of and how, by their ids. */
  readonly cutouts?: readonly (readonly [string, Cutout])[];
  /** Fonts of the design that the product does not offer any more. */
  readonly fonts: readonly ProductFont[];
  /** The side of the product that was in hand. */
  readonly viewId?: string;
}

export interface Opening {
  readonly product: Product;
  readonly beginning: Beginning;
  /** Whether the link's texts and pictures are still to be put on it. */
  readonly isOwed: boolean;
  /** Something that the shopper should know about how it began, or null. */
  readonly notice: "restored" | "restore-failed" | null;
  /** How many pictures of the draft are not on the server any more. */
  readonly lostPictures: number;
}

/** The design that a link names alone, without a product, is not there. */
export class DesignMissingError extends Error {}

/**
 * Loads the product, and the design to go on with. `draft` is what `DraftPlace.read` gave. Throws ApiError when there
 * is no product to show, and DesignMissingError when the link named nothing but a design that is gone.
 */
export async function open(link: SmartlinkParameters, api: Api, draft: string | null): Promise<Opening> {
  const products = new Map<number, Promise<Product>>();
  const productOf = (id: number) => {
    const product = products.get(id) ?? api.product(id);
    products.set(id, product);
    return product;
  };
  // Asked for while the design is on its way, which nearly always is of this product.
  if (link.productId) productOf(link.productId).catch(() => {});
  const kept = draft === null ? null : await (await restoring()).openDraft(draft, api, productOf);
  if (kept) return kept;
  const restored = link.design && (await openDesign(link.design, link.productId, api, productOf));
  if (restored) return restored;
  if (!link.productId) throw link.design ? new DesignMissingError() : new ApiError("not-found", "");
  const product = await productOf(link.productId);
  return {
    product,
    beginning: fresh(product, link),
    isOwed: !link.design,
    notice: link.design ? "restore-failed" : null,
    lostPictures: 0,
  };
}

/** Only what was designed before needs the code that reads designs. */
async function restoring(): Promise<typeof import("./restoring")> {
  try {
    return await import("./restoring");
  } catch {
    throw new ApiError("unreachable", "");
  }
}

/** Null when the design is not there, or does not fit its product any more. */
async function openDesign(
  { kind, ref }: DesignReference,
  productId: number | null,
  api: Api,
  productOf: (id: number) => Promise<Product>,
): Promise<Opening | null> {
  const ask: Record<DesignReference["kind"], (ref: string) => Promise<SavedWork>> = {
    "print-job": api.printJob,
    "saved-design": api.savedDesign,
    sample: api.sample,
  };
  const reader = restoring();
  const work = await orNull(ask[kind](ref));
  const { fromWork } = await reader;
  if (!work) return null;
  const made = await (productId ? orNull(productOf(work.product_id)) : productOf(work.product_id));
  const beginning = made && fromWork(made, work);
  if (beginning) return { product: made, beginning, isOwed: false, notice: null, lostPictures: 0 };
  if (productId || !made) return null;
  throw new DesignMissingError();
}

/** What is not there or not for us is null; that the server cannot be reached remains an error. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && (error.kind === "not-found" || error.kind === "refused")) return null;
    throw error;
  }
}

/** What a link wishes of an empty product. */
export type Wishes = Pick<SmartlinkParameters, "aspects" | "textAreas" | "printSize" | "attributes">;

/** The empty product, with the choices and the text-area texts of the link. */
export function fresh(product: Product, link: Wishes): Beginning {
  const printSize = initialPrintSize(product, link.printSize);
  const areas = sizedAreas(product, printSize);
  let document: DesignDocument = {
    version: VERSION,
    product_id: madeOn(product),
    fallback_fonts: product.fallback_fonts.map((font) => font.id),
    areas: areas.map(({ name, width, height }) => ({ name, width, height, background: null, layers: [] })),
  };
  for (const area of areas) {
    for (const field of area.text_areas) {
      const text = wishFor(link.textAreas, field);
      if (text === null) continue;
      const bounded = Array.from(text).slice(0, field.max_length).join("");
      document = fillTextArea(document, area.name, field.name, bounded, () =>
        newTextAreaText(field, product.fonts),
      );
    }
  }
  return {
    document,
    choices: initialChoices(product, link.aspects),
    quantity: product.quantity.min,
    printSize,
    attributes: initialAttributes(product, link.attributes),
    pictures: [],
    fonts: [],
  };
}

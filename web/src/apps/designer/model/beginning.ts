/** What a session starts from: the print job or draft if there is one, else the empty product as the link wishes it. */
import type { DesignDocument, Layer } from "../../../document";
import { loadDocument, VERSION } from "../../../document";
import type { SmartlinkParameters } from "../../../host/parameters";
import { words } from "../words";
import { type Api, ApiError } from "./api";
import { type Attributes, initialAttributes, initialChoices } from "./choices";
import { fillTextArea } from "./commands";
import type { Draft } from "./draft";
import type { Beginning } from "./editor";
import { newTextAreaText } from "./newLayers";
import { initialPrintSize, printSizeOf, sizedAreas } from "./printSizes";
import type { Picture, Product, SavedWork } from "./wire";

export interface Opening {
  readonly product: Product;
  readonly beginning: Beginning;
  /** Something that the shopper should know about how it began, or null. */
  readonly notice: "restored" | "restore-failed" | null;
}

/** Loads the product, and the design to go on with. Throws ApiError when there is no product to show. */
export async function open(link: SmartlinkParameters, api: Api, draft: Draft | null): Promise<Opening> {
  const printJob = link.printJob && !draft ? await findPrintJob(api, link.printJob) : null;
  const productId = printJob?.product_id ?? link.productId ?? (await productOfPrintJob(api, link.printJob));
  const product = await api.product(productId);
  const kept = draft && (await fromDraft(product, draft, api));
  if (kept) return { product, beginning: kept, notice: "restored" };
  const restored = printJob && fromPrintJob(product, printJob);
  if (restored) return { product, beginning: restored, notice: null };
  return { product, beginning: fresh(product, link), notice: link.printJob ? "restore-failed" : null };
}

async function findPrintJob(api: Api, ref: string): Promise<SavedWork | null> {
  try {
    return await api.printJob(ref);
  } catch (error) {
    if (error instanceof ApiError && (error.kind === "not-found" || error.kind === "refused")) return null;
    throw error;
  }
}

async function productOfPrintJob(api: Api, ref: string | null): Promise<number> {
  if (!ref) throw new ApiError("not-found", "");
  return (await api.printJob(ref)).product_id;
}

/** What a link wishes of an empty product. */
export type Wishes = Pick<SmartlinkParameters, "aspects" | "textAreas" | "printSize" | "attributes">;

/** The empty product, with the choices and the text-area texts of the link. */
export function fresh(product: Product, link: Wishes): Beginning {
  const printSize = initialPrintSize(product, link.printSize);
  const areas = sizedAreas(product, printSize);
  let document: DesignDocument = {
    version: VERSION,
    product_id: product.id,
    fallback_fonts: product.fallback_fonts.map((font) => font.id),
    areas: areas.map(({ name, width, height }) => ({ name, width, height, background: null, layers: [] })),
  };
  for (const area of areas) {
    for (const field of area.text_areas) {
      const text = link.textAreas[field.id] ?? link.textAreas[field.name];
      if (!text) continue;
      const bounded = text.slice(0, field.max_length);
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
  };
}

function fromPrintJob(product: Product, job: SavedWork): Beginning | null {
  const document = fitting(product, job.document);
  if (!document) return null;
  const wished = Object.fromEntries(job.options.map((option) => [option.aspect_id, option.option_id]));
  return {
    document,
    choices: initialChoices(product, wished),
    quantity: job.quantity,
    printSize: printSizeOf(document, product, job.print_size),
    attributes: keptAttributes(
      product,
      Object.fromEntries(job.attributes.map(({ attribute_id, value }) => [attribute_id, value])),
    ),
    pictures: Object.values(job.images),
  };
}

/** An attribute that the shopper left empty stays empty, whatever its default. */
function keptAttributes(product: Product, kept: Attributes): Attributes {
  const empty = Object.fromEntries(product.attributes.map(({ id }) => [id, ""]));
  return initialAttributes(product, { ...empty, ...kept });
}

/** A draft whose pictures are all gone is still worth its texts: missing pictures are taken out. */
async function fromDraft(product: Product, draft: Draft, api: Api): Promise<Beginning | null> {
  const document = fitting(product, draft.document);
  if (!document) return null;
  const pictures = await picturesOf(draft.images, api);
  const known = new Set(pictures.map((picture) => picture.id));
  const areas = document.areas.map((area) => ({
    ...area,
    layers: withoutLostPictures(area.layers, known),
  }));
  return {
    document: { ...document, areas },
    choices: initialChoices(product, draft.choices),
    quantity: draft.quantity,
    printSize: printSizeOf(document, product, draft.printSize),
    attributes: keptAttributes(product, draft.attributes),
    pictures,
  };
}

function withoutLostPictures(layers: readonly Layer[], known: ReadonlySet<string>): Layer[] {
  return layers.flatMap((layer): Layer[] => {
    if (layer.type === "group") return [{ ...layer, layers: withoutLostPictures(layer.layers, known) }];
    return layer.type === "image" && !known.has(layer.image) ? [] : [layer];
  });
}

async function picturesOf(ids: readonly string[], api: Api): Promise<Picture[]> {
  const answers = await Promise.allSettled(ids.map((id) => api.image(id)));
  return answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
}

/** The document if it still fits the product's print areas. */
function fitting(product: Product, raw: unknown): DesignDocument | null {
  try {
    const document = loadDocument(raw);
    const matches = product.areas.every((area) => document.areas.some((one) => one.name === area.name));
    return document.product_id === product.id && matches ? document : null;
  } catch {
    return null;
  }
}

export function noticeText(notice: NonNullable<Opening["notice"]>): string {
  return notice === "restored" ? words.restored : words.restoreFailed;
}

/** Designs from the server and drafts from the browser as beginnings of a session. */
import { type DesignDocument, type Layer, loadDocument } from "../../../document";
import { ApiError } from "../../../wire/request";
import type { Api } from "./api";
import { madeOn, withoutArtwork } from "./artwork";
import { type Beginning, type Opening, orNull } from "./beginning";
import { type Attributes, initialAttributes, initialChoices } from "./choices";
import { type Draft, readDraft } from "./draft";
import { unpack } from "./packing";
import { printSizeOf } from "./printSizes";
import type { Picture, Product, SavedWork } from "./wire";

/** A print job, saved design or sample; null if it does not fit its product any more. */
export function fromWork(product: Product, work: SavedWork): Beginning | null {
  const made = documentOf(work.document);
  if (!made || !fits(product, made)) return null;
  const document = withoutArtwork(made, product);
  const wished = Object.fromEntries(work.options.map((option) => [option.aspect_id, option.option_id]));
  const attributes = work.attributes.map(({ attribute_id, value }) => [attribute_id, value]);
  return {
    document,
    choices: initialChoices(product, wished),
    quantity: work.quantity,
    printSize: printSizeOf(document, product, work.print_size),
    attributes: keptAttributes(product, Object.fromEntries(attributes)),
    pictures: Object.values(work.images),
    fonts: lackedFonts(product, work.fonts),
  };
}

/** Goes on with a draft; null if there is nothing to go on with. Throws ApiError when the server cannot be reached. */
export async function openDraft(
  text: string,
  api: Pick<Api, "image">,
  productOf: (id: number) => Promise<Product>,
): Promise<Opening | null> {
  const draft = readDraft(text);
  const product = draft && (await orNull(productOf(draft.product_id)));
  if (!product) return null;
  const pictures = await stillThere(draft.pictures, api);
  const known = new Set(pictures.map((picture) => picture.id));
  const steps = unpack(draft.steps, (layer) => withoutLost(layer, known));
  if (!steps || !fits(product, steps.present)) return null;
  const usable = (step: DesignDocument) => fits(product, step);
  return {
    product,
    beginning: {
      ...beginningOf(product, draft, steps.present),
      past: steps.past.filter(usable),
      future: steps.future.filter(usable),
      pictures,
    },
    isOwed: draft.is_owed,
    notice: "restored",
    lostPictures: draft.pictures.length - pictures.length,
  };
}

function beginningOf(product: Product, draft: Draft, document: DesignDocument): Omit<Beginning, "pictures"> {
  return {
    document,
    choices: initialChoices(product, draft.choices),
    quantity: draft.quantity,
    printSize: printSizeOf(document, product, draft.print_size),
    attributes: keptAttributes(product, draft.attributes),
    fonts: lackedFonts(product, draft.fonts),
    viewId: draft.view,
    unlisted: draft.unlisted,
    cutouts: Object.entries(draft.cutouts),
  };
}

/** An attribute that the shopper left empty stays empty, whatever its default. */
function keptAttributes(product: Product, kept: Attributes): Attributes {
  const empty = Object.fromEntries(product.attributes.map(({ id }) => [id, ""]));
  return initialAttributes(product, { ...empty, ...kept });
}

/** The product may have taken a font up again. */
function lackedFonts(product: Product, fonts: Beginning["fonts"]): Beginning["fonts"] {
  const had = new Set([...product.fonts, ...product.fallback_fonts].map((font) => font.id));
  return fonts.filter((font) => !had.has(font.id));
}

/** Pictures that the server has forgotten are left out; one that cannot be asked about is taken to be there. */
async function stillThere(pictures: readonly Picture[], api: Pick<Api, "image">): Promise<Picture[]> {
  const answers = await Promise.all(
    pictures.map((picture) =>
      orNull(api.image(picture.id)).catch((error: unknown) => {
        if (error instanceof ApiError) return picture;
        throw error;
      }),
    ),
  );
  return answers.flatMap((picture) => picture ?? []);
}

/** A design whose pictures are gone is still worth its texts. */
function withoutLost(layer: Layer, known: ReadonlySet<string>): Layer | null {
  if (layer.type === "group")
    return { ...layer, layers: layer.layers.flatMap((member) => withoutLost(member, known) ?? []) };
  const isLost =
    (layer.type === "image" && !known.has(layer.image)) ||
    (layer.type === "clipart" && !known.has(layer.clipart));
  return isLost ? null : layer;
}

function documentOf(raw: unknown): DesignDocument | null {
  try {
    return loadDocument(raw);
  } catch {
    return null;
  }
}

/** Whether a document is of this product as it is made now. */
function fits(product: Product, document: DesignDocument): boolean {
  const matches = product.areas.every((area) => document.areas.some((one) => one.name === area.name));
  return document.product_id === madeOn(product) && matches;
}

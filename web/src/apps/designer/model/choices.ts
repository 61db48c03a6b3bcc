/** Which options of the product are chosen, and what follows from them: the SKU and the garment's colour. */
import type { Aspect, Attribute, Product } from "./wire";

/** Option id by aspect id. */
export type Choices = Readonly<Record<string, string>>;

/** By attribute id: the option's name for a choice, else the text. */
export type Attributes = Readonly<Record<string, string>>;

/** Named by id or by name, case-sensitive, as Smartlink parameters do. */
export function byNameOrId<T extends { id: string; name: string }>(
  list: readonly T[],
  key: string,
): T | null {
  return list.find((one) => one.id === key) ?? list.find((one) => one.name === key) ?? null;
}

/** What is wished for something, by its id or name, or null. */
export function wishFor(
  wished: Readonly<Record<string, string>>,
  { id, name }: { id: string; name: string },
): string | null {
  const key = [id, name].find((one) => Object.hasOwn(wished, one));
  return key === undefined ? null : (wished[key] ?? null);
}

/**
 * The choices to begin with: what is wished for as far as it exists, for the rest the first option of each aspect
 * with which the whole can still be had. `wished` names aspects and options by id or name.
 */
export function initialChoices(product: Product, wished: Readonly<Record<string, string>>): Choices {
  const chosen: Record<string, string> = {};
  for (const [aspectKey, optionKey] of Object.entries(wished)) {
    const aspect = byNameOrId(product.aspects, aspectKey);
    const option = aspect && byNameOrId(aspect.options, optionKey);
    if (aspect && option) chosen[aspect.id] = option.id;
  }
  for (const aspect of product.aspects) {
    if (chosen[aspect.id]) continue;
    const taken = Object.values(chosen);
    const possible = aspect.options.find((option) => isPossible(product, [...taken, option.id]));
    const option = possible ?? aspect.options[0];
    if (option) chosen[aspect.id] = option.id;
  }
  return chosen;
}

/**
 * What is wished for as far as it exists, else each attribute's default; a wish that is empty leaves it out. `wished`
 * names attributes by id or name.
 */
export function initialAttributes(product: Product, wished: Readonly<Record<string, string>>): Attributes {
  const given: Record<string, string> = {};
  for (const attribute of product.attributes) {
    const wish = wishFor(wished, attribute);
    const value = wish === null ? null : meantValue(attribute, wish);
    const decided = value ?? attribute.default;
    if (decided) given[attribute.id] = decided;
  }
  return given;
}

/** What a wish means: an option's name, or a text that is cut to length; null if there is no such option. */
function meantValue({ kind, options, max_length }: Attribute, wish: string): string | null {
  if (kind === "choice" && wish !== "") return byNameOrId(options, wish)?.name ?? null;
  // It is one line, on a packing slip or a card.
  return Array.from(wish.replace(/\s*\n\s*/g, " "))
    .slice(0, max_length)
    .join("");
}

/** Whether some variant has all of these options. */
function isPossible(product: Product, optionIds: readonly string[]): boolean {
  return product.variants.some((variant) => optionIds.every((id) => variant.options.includes(id)));
}

/** The SKU of the chosen combination; the product's own where there are no variants; null if nobody makes it. */
export function skuOf(product: Product, choices: Choices): string | null {
  if (product.variants.length === 0) return product.sku;
  const chosen = Object.values(choices);
  const variant = product.variants.find((one) => one.options.every((optionId) => chosen.includes(optionId)));
  return variant?.sku ?? null;
}

/** Whether an option can be had together with the other choices. */
export function isOffered(product: Product, choices: Choices, aspect: Aspect, optionId: string): boolean {
  return skuOf(product, { ...choices, [aspect.id]: optionId }) !== null;
}

/** The garment's colour, or null when no aspect has one. */
export function colourOf(product: Product, choices: Choices): string | null {
  for (const aspect of product.aspects) {
    const option = aspect.options.find((one) => one.id === choices[aspect.id]);
    if (option?.colour) return option.colour;
  }
  return null;
}

/** As the server wants them. */
export function optionsOf(choices: Choices): { aspect_id: string; option_id: string }[] {
  return Object.entries(choices).map(([aspect_id, option_id]) => ({ aspect_id, option_id }));
}

/** The chosen options in words, for the head of the page. */
export function optionNames(product: Product, choices: Choices): string {
  return product.aspects
    .flatMap((aspect) => aspect.options.filter((option) => option.id === choices[aspect.id]))
    .map((option) => option.name)
    .join(" · ");
}

/** Attributes without which the product cannot be made, and that are still empty. */
export function missingAttributes(editor: {
  product: Product;
  attributes: { value: Attributes };
}): readonly Attribute[] {
  return editor.product.attributes.filter(
    ({ id, required }) => required && !editor.attributes.value[id]?.trim(),
  );
}

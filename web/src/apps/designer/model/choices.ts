/** Which options of the product are chosen, and what follows from them: the SKU and the garment's colour. */
import type { Aspect, Product } from "./wire";

/** Option id by aspect id. */
export type Choices = Readonly<Record<string, string>>;

/** Named by id or by name, case-sensitive, as Smartlink parameters do. */
export function byNameOrId<T extends { id: string; name: string }>(
  list: readonly T[],
  key: string,
): T | null {
  return list.find((one) => one.id === key) ?? list.find((one) => one.name === key) ?? null;
}

/**
 * The choices to begin with: what is wished for as far as it exists, the first available combination for the rest.
 * `wished` names aspects and options by id or name.
 */
export function initialChoices(product: Product, wished: Readonly<Record<string, string>>): Choices {
  const wanted: Record<string, string> = {};
  for (const [aspectKey, optionKey] of Object.entries(wished)) {
    const aspect = byNameOrId(product.aspects, aspectKey);
    const option = aspect && byNameOrId(aspect.options, optionKey);
    if (aspect && option) wanted[aspect.id] = option.id;
  }
  const fitting = product.variants.find((variant) =>
    Object.values(wanted).every((optionId) => variant.options.includes(optionId)),
  );
  const chosen: Record<string, string> = {};
  for (const aspect of product.aspects) {
    const offered =
      aspect.options.find((option) => fitting?.options.includes(option.id)) ?? aspect.options[0];
    const option = wanted[aspect.id] ?? offered?.id;
    if (option) chosen[aspect.id] = option;
  }
  return chosen;
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

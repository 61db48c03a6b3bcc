/** Options that are not made with one another: choosing one moves the others to the nearest that is made. */
import { type Choices, skuOf } from "./choices";
import type { Aspect, Product } from "./wire";

export interface Choosing {
  readonly choices: Choices;
  /** Aspects that had to follow, because nobody makes the option with what was chosen of them. */
  readonly moved: readonly Aspect[];
}

/** The option chosen; where the combination is not made, with the one that is made and differs from it the least. */
export function chooseOption(
  product: Product,
  choices: Choices,
  aspectId: string,
  optionId: string,
): Choosing {
  const wished = { ...choices, [aspectId]: optionId };
  if (skuOf(product, wished) !== null) return { choices: wished, moved: [] };
  const made = product.variants
    .filter((variant) => variant.options.includes(optionId))
    .map((variant) => choicesOf(product, wished, variant.options));
  const changes = (one: Choices) => Object.keys(one).filter((id) => one[id] !== wished[id]).length;
  // The first of the least: among equals the maker's own order counts.
  const nearest = made.reduce<Choices | null>(
    (best, one) => (best && changes(best) <= changes(one) ? best : one),
    null,
  );
  if (!nearest) return { choices: wished, moved: [] };
  return { choices: nearest, moved: product.aspects.filter(({ id }) => nearest[id] !== wished[id]) };
}

/** What a variant's options say; an aspect of which it says nothing stays as it is. */
function choicesOf(product: Product, choices: Choices, options: readonly string[]): Choices {
  const chosen = product.aspects.map((aspect) => [
    aspect.id,
    aspect.options.find(({ id }) => options.includes(id))?.id ?? choices[aspect.id],
  ]);
  return Object.fromEntries(chosen.filter(([, option]) => option !== undefined));
}

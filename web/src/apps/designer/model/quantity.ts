/** How many can be ordered at once. */
import type { Product } from "./wire";

export type QuantityRule = Product["quantity"];

/** Where a product does not say how many are too many. */
const MOST = 999;

/** The largest number that the rule allows. */
export function mostOf({ min, max, step }: QuantityRule): number {
  return min + Math.floor((Math.max(max ?? MOST, min) - min) / step) * step;
}

/** The number nearest to a wish that the rule allows; of two equally near ones the larger. */
export function allowedQuantity(rule: QuantityRule, wish: number): number {
  if (!Number.isFinite(wish)) return rule.min;
  const stepped = rule.min + Math.round((wish - rule.min) / rule.step) * rule.step;
  return Math.min(mostOf(rule), Math.max(rule.min, stepped));
}

/** The next number up or down that the rule allows, from any number. */
export function nextQuantity(rule: QuantityRule, from: number, by: 1 | -1): number {
  const steps = (from - rule.min) / rule.step;
  const next = by === 1 ? Math.floor(steps) + 1 : Math.ceil(steps) - 1;
  return allowedQuantity(rule, rule.min + next * rule.step);
}

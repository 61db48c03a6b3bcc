/** What virtual products are called: for all at once, and where one says otherwise. */
import { inCapitals, makeSku, newCode, type SkuFault, skuFault } from "./skus";
import type { Blank } from "./wire";

export interface Details {
  readonly name: string;
  readonly description: string;
  readonly sku: string;
  readonly mayPersonalise: boolean;
}

export const LONGEST_NAME = 120;
export const LONGEST_DESCRIPTION = 10_000;
/** Stands for the blank's name in the name of all. */
export const BLANK_TOKEN = "{blank}";

export type Fault = SkuFault | "no-name" | "same-sku";

/** Names and SKUs of all products, of what is said for all and of what each says itself. */
export function detailsOf(
  blanks: readonly Blank[],
  common: Details,
  own: ReadonlyMap<number, Partial<Details>>,
  codes: ReadonlyMap<number, string>,
): ReadonlyMap<number, Details> {
  return new Map(
    blanks.map((blank, index) => {
      const name = common.name.replaceAll(BLANK_TOKEN, blank.name).trim().slice(0, LONGEST_NAME);
      const details = { ...common, name, ...own.get(blank.id) };
      const sku =
        own.get(blank.id)?.sku ??
        makeSku(common.sku, {
          blank: blank.sku,
          supplier_sku: blank.supplier_sku || blank.sku,
          name: inCapitals(details.name),
          number: String(index + 1),
          code: codes.get(blank.id) ?? "",
        });
      return [blank.id, { ...details, sku }];
    }),
  );
}

/** The codes of those that had one, and new ones for the others. */
export function codesFor(blanks: readonly Blank[], known: ReadonlyMap<number, string>): Map<number, string> {
  return new Map(blanks.map(({ id }) => [id, known.get(id) ?? newCode()]));
}

/** What keeps products from being created, by blank. `kept`: a SKU that one has already, and may keep as it is. */
export function faultsOf(details: ReadonlyMap<number, Details>, kept = ""): ReadonlyMap<number, Fault> {
  const counts = new Map<string, number>();
  for (const { sku } of details.values()) counts.set(sku, (counts.get(sku) ?? 0) + 1);
  const faults = new Map<number, Fault>();
  for (const [id, { name, sku }] of details) {
    const fault =
      name.trim() === ""
        ? "no-name"
        : sku === kept
          ? null
          : (skuFault(sku) ?? ((counts.get(sku) ?? 0) > 1 ? "same-sku" : null));
    if (fault) faults.set(id, fault);
  }
  return faults;
}

/** `sunny-day_final.PNG` becomes "Sunny day final". */
export function titleOf(fileName: string): string {
  const words = fileName
    .replace(/\.[a-z0-9]{2,5}$/i, "")
    .replace(/[_\-.\s]+/g, " ")
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1, 80);
}

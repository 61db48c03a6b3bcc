/** SKUs by a pattern, as the server makes them; here, so that they are seen before. Twin of `virtual_products.skus`. */

/** What stands for something in a pattern, in the order in which they are offered. */
export const TOKENS = ["supplier_sku", "blank", "name", "number", "code"] as const;
export type Token = (typeof TOKENS)[number];

const TOKEN = /\{([^{}]*)\}/g;
/** Printable ASCII without braces; spaces only between words. */
const SKU = /^[!-z|~]+(?: [!-z|~]+)*$/;
const CODE_CHARACTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const CODE_LENGTH = 6;
const LONGEST_NAME = 40;
/** Room is left for the codes that variants add. */
const LONGEST_SKU = 60;

export type SkuFault = "token" | "characters" | "length";

/** What a pattern makes. Tokens that there are not stay as they are. */
export function makeSku(pattern: string, values: Readonly<Record<Token, string>>): string {
  const made = pattern.replace(TOKEN, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as Token] : whole,
  );
  return made.replace(/^-+|-+$/g, "");
}

/** What keeps a SKU from being one; null: nothing. */
export function skuFault(sku: string): SkuFault | null {
  if (/[{}]/.test(sku)) return "token";
  if (!SKU.test(sku)) return "characters";
  return sku.length > LONGEST_SKU ? "length" : null;
}

/** Six characters by lot. */
export function newCode(): string {
  const lots = crypto.getRandomValues(new Uint8Array(CODE_LENGTH));
  return [...lots].map((lot) => CODE_CHARACTERS[lot % CODE_CHARACTERS.length]).join("");
}

/** `Crème brûlée!` is `CREME-BRULEE`; what has no Latin letters is left out. */
export function inCapitals(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase();
  return (plain.match(/[A-Z0-9]+/g) ?? [])
    .join("-")
    .slice(0, LONGEST_NAME)
    .replace(/^-+|-+$/g, "");
}

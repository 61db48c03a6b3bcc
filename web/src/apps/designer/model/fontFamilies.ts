/** The fonts on offer as a shopper thinks of them: families with their styles, and which letters each of them has. */
import { RangeTable } from "../../../layout/characters";
import type { ProductFont } from "./wire";

export interface Family {
  readonly name: string;
  /** The plainest first. */
  readonly styles: readonly ProductFont[];
}

/** A font's place within its family. */
export interface Slant {
  readonly bold: boolean;
  readonly italic: boolean;
}

/** Fonts by family, in the order in which the families first appear. */
export function familiesOf(fonts: readonly ProductFont[]): Family[] {
  const families = new Map<string, ProductFont[]>();
  for (const font of fonts) families.set(font.family, [...(families.get(font.family) ?? []), font]);
  return [...families].map(([name, styles]) => ({
    name,
    styles: [...styles].sort((one, other) => weightOf(one) - weightOf(other)),
  }));
}

/** Plain before bold, upright before italic. */
function weightOf(font: ProductFont): number {
  const { bold, italic } = slantOf(font);
  return Number(bold) * 2 + Number(italic);
}

export function slantOf({ style }: ProductFont): Slant {
  return {
    bold: /bold|black|heavy/i.test(style) && !/semi|demi/i.test(style),
    italic: /italic|oblique/i.test(style),
  };
}

/** The family's font of this weight and slope, or null where it has none. */
export function styled(family: Family, { bold, italic }: Slant): ProductFont | null {
  const fits = (font: ProductFont) => slantOf(font).bold === bold && slantOf(font).italic === italic;
  return family.styles.find(fits) ?? null;
}

/** What no font for words has, or needs to have: spaces, controls, joiners; and emoji, which come in colour. */
const NOT_LETTERS = /[\s\p{Cc}\p{Default_Ignorable_Code_Point}\p{Extended_Pictographic}\p{Emoji_Modifier}]/u;

const tables = new WeakMap<ProductFont, RangeTable>();

/** The characters of a text that a font lacks, each once; none where the product does not say what the font has. */
export function lacking(font: ProductFont, text: string): string[] {
  if (!font.coverage) return [];
  let table = tables.get(font);
  if (!table) {
    table = new RangeTable({ has: font.coverage });
    tables.set(font, table);
  }
  const has = (one: string) => table.has(one.codePointAt(0) ?? 0);
  const letters = [...text.normalize("NFC")].filter((one) => !NOT_LETTERS.test(one));
  return [...new Set(letters)].filter((one) => !has(one) && ![...one.normalize("NFD")].every(has));
}

/** Families whose name holds what was typed, however it is cased or accented. */
export function found(families: readonly Family[], query: string): Family[] {
  const wanted = folded(query);
  return families.filter(({ name }) => folded(name).includes(wanted));
}

function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .trim();
}

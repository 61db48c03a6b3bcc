/** Which of a product's fonts the page's configuration leaves on offer. */
import type { Configuration } from "./configuration";
import type { Product, ProductFont } from "./wire";

/** The product's fonts that the configuration leaves on offer, in the configuration's order where it names any. */
export function offeredFonts(
  { fonts }: Pick<Product, "fonts">,
  configuration: Pick<Configuration, "fonts">,
): readonly ProductFont[] {
  if (configuration.fonts.length === 0) return fonts;
  const chosen = configuration.fonts.flatMap((id) => fonts.filter((font) => font.id === id));
  return chosen.length > 0 ? chosen : fonts;
}

/** What an unstyled text begins with: bold reads better on a product than regular. */
export function plainFont(fonts: readonly ProductFont[]): string {
  const [first] = fonts;
  const bold = fonts.find((font) => font.family === first?.family && font.style === "Bold");
  return (bold ?? first)?.id ?? "";
}

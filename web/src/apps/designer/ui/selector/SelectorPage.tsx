/** The first screen of a link that names no product. */
import type { Api } from "../../model/api";
import { words } from "../../words";
import { ProductSelector } from "./ProductSelector";

interface SelectorPageProps {
  api: Pick<Api, "products">;
  categories: readonly string[];
  showsPrices: boolean;
  onChoose: (id: number) => Promise<string | null>;
}

export function SelectorPage(props: SelectorPageProps) {
  return (
    <main class="selector-page">
      <h1>{words.chooseProduct}</h1>
      <ProductSelector {...props} current={null} />
    </main>
  );
}

/** The first screen of a link that names no product. */
import { hasFeature } from "../../model/configuration";
import { words } from "../../words";
import type { Session } from "../session";
import { chooseProduct } from "./changeProduct";
import { ProductSelector } from "./ProductSelector";

type SelectorPageProps = Pick<Session, "api" | "configuration" | "link" | "replace">;

export function SelectorPage({ api, configuration, link, replace }: SelectorPageProps) {
  return (
    <main class="selector-page">
      <h1>{words.chooseProduct}</h1>
      <ProductSelector
        api={api}
        categories={link.categories ?? NONE}
        current={null}
        showsPrices={hasFeature(configuration, "price")}
        onChoose={(id) => chooseProduct({ api, link }, replace, id)}
      />
    </main>
  );
}

const NONE: readonly string[] = [];

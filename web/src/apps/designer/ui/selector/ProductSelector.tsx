/** Products to choose from, as cards: categories, search, and more when asked for. */
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { Icon } from "../../../../ui/icons";
import { SearchField } from "../../../../ui/SearchField";
import type { Api } from "../../model/api";
import { type ListedProduct, ProductBrowser } from "../../model/productBrowser";
import { formatPrice, words } from "../../words";

interface SelectorProps {
  api: Pick<Api, "products">;
  /** Ids of categories; none: all products of the company. */
  categories: readonly string[];
  /** The product in hand, if there is one. */
  current: number | null;
  showsPrices: boolean;
  /** Resolves when the product is there, or to a sentence that says why it is not. */
  onChoose: (id: number) => Promise<string | null>;
}

export function ProductSelector({ api, categories, current, showsPrices, onChoose }: SelectorProps) {
  const browser = useMemo(() => new ProductBrowser(api, categories), [api, categories]);
  const busy = useSignal<number | null>(null);
  const problem = useSignal<string | null>(null);
  useEffect(() => void browser.load(), [browser]);
  const choose = async (id: number) => {
    if (busy.value !== null) return;
    busy.value = id;
    problem.value = await onChoose(id);
    busy.value = null;
  };
  return (
    <div class="selector">
      <SearchField
        class="selector__search"
        label={words.searchProducts}
        onSearch={(query) => void browser.search(query)}
      />
      <Chips browser={browser} />
      {problem.value ? (
        <p class="notice notice--warning" role="alert">
          {problem.value}
        </p>
      ) : null}
      <Cards browser={browser}>
        {(product) => (
          <Card
            key={product.id}
            product={product}
            isCurrent={product.id === current}
            isBusy={product.id === busy.value}
            showsPrice={showsPrices}
            onChoose={() => void choose(product.id)}
          />
        )}
      </Cards>
    </div>
  );
}

function Chips({ browser }: { browser: ProductBrowser }) {
  const categories = browser.categories.value;
  if (categories.length < 2) return null;
  const all = [{ id: null, name: words.allProducts }, ...categories];
  return (
    <fieldset class="selector__chips" aria-label={words.categories}>
      {all.map(({ id, name }) => (
        <button
          type="button"
          class="chip"
          key={id ?? ""}
          aria-pressed={browser.category.value === id}
          onClick={() => void browser.choose(id)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}

interface CardsProps {
  browser: ProductBrowser;
  children: (product: ListedProduct) => preact.JSX.Element;
}

function Cards({ browser, children }: CardsProps) {
  const products = browser.items.value;
  const state = browser.state.value;
  if (state === "failed") return <Failed onRetry={() => void browser.load()} />;
  if (state === "loading" && products.length === 0) return <Waiting />;
  if (state === "ready" && products.length === 0) return <Nothing browser={browser} />;
  return (
    <>
      <p class="visually-hidden" role="status">
        {state === "ready" ? words.productsShown(products.length) : ""}
      </p>
      <ul class="selector__cards" aria-busy={state === "loading"}>
        {products.map((product) => (
          <li key={product.id}>{children(product)}</li>
        ))}
      </ul>
      <More browser={browser} />
    </>
  );
}

function More({ browser }: { browser: ProductBrowser }) {
  const more = browser.more.value;
  if (more === "none") return null;
  return (
    <div class="selector__more">
      {more === "failed" ? <p role="alert">{words.moreUnreachable}</p> : null}
      <button
        type="button"
        class="button"
        aria-busy={more === "loading"}
        onClick={() => void browser.showMore()}
      >
        {more === "failed" ? words.retry : words.showMore}
      </button>
    </div>
  );
}

interface CardProps {
  product: ListedProduct;
  isCurrent: boolean;
  isBusy: boolean;
  showsPrice: boolean;
  onChoose: () => void;
}

function Card({ product, isCurrent, isBusy, showsPrice, onChoose }: CardProps) {
  const { name, price, thumbnail } = product;
  return (
    <button
      type="button"
      class="product-card"
      aria-current={isCurrent ? "true" : undefined}
      aria-busy={isBusy}
      onClick={onChoose}
    >
      <span class="product-card__picture">
        {thumbnail ? (
          <img src={thumbnail.url} width={thumbnail.width} height={thumbnail.height} alt="" loading="lazy" />
        ) : (
          <Icon name="product" size={32} />
        )}
      </span>
      <span class="product-card__name">{name}</span>
      <span class="product-card__price number">
        {isCurrent ? words.inHand : price && showsPrice ? formatPrice(price.amount, price.currency) : ""}
      </span>
    </button>
  );
}

/** The shape of what is coming. */
function Waiting() {
  return (
    <div class="selector__cards" aria-busy="true">
      <span class="visually-hidden">{words.loadingProducts}</span>
      {Array.from({ length: 8 }, (_one, index) => (
        <div key={index} class="product-card" aria-hidden="true">
          <span class="product-card__picture skeleton" />
          <span class="skeleton" />
        </div>
      ))}
    </div>
  );
}

function Failed({ onRetry }: { onRetry: () => void }) {
  return (
    <div class="empty" role="alert">
      <p class="empty__title">{words.unreachableTitle}</p>
      <p>{words.productsUnreachable}</p>
      <button type="button" class="button" onClick={onRetry}>
        {words.retry}
      </button>
    </div>
  );
}

function Nothing({ browser }: { browser: ProductBrowser }) {
  const query = browser.query.value;
  const isNarrowed = query !== "" || browser.category.value !== null;
  return (
    <div class="empty" role="status">
      <Icon name="search" size={28} />
      <p class="empty__title">{query ? words.noProductFound(query) : words.noProducts}</p>
      <p>{isNarrowed ? words.noProductFoundHint : words.noProductsHint}</p>
    </div>
  );
}

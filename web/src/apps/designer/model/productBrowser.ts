/** The products of a link's categories (`pc`), searched, filtered and read a page at a time. */
import { signal } from "@preact/signals";
import { PagedList } from "../../../wire/pagedList";
import type { Api } from "./api";
import type { ProductList } from "./wire";

export type ListedProduct = ProductList["products"][number];
export type Category = ProductList["categories"][number];

export class ProductBrowser extends PagedList<ProductList, ListedProduct> {
  /** Those that can be chosen between; empty until the first page is there. */
  readonly categories = signal<readonly Category[]>([]);
  /** The category that is chosen; null: all of them. */
  readonly category = signal<string | null>(null);

  constructor(
    private readonly api: Pick<Api, "products">,
    private readonly wished: readonly string[],
  ) {
    super();
  }

  choose(category: string | null): Promise<void> {
    this.category.value = category;
    return this.load();
  }

  protected ask(page: number): Promise<ProductList> {
    const { value: chosen } = this.category;
    const categories = chosen === null ? this.wished : [chosen];
    return this.api.products(categories, this.query.value, page);
  }

  protected itemsOf({ products }: ProductList): readonly ListedProduct[] {
    return products;
  }

  protected override note({ categories }: ProductList): void {
    if (this.categories.value.length === 0) this.categories.value = categories;
  }
}

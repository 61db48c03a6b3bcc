/** The products of a link's categories (`pc`), searched, filtered and read a page at a time. */
import { batch, signal } from "@preact/signals";
import type { Api } from "./api";
import type { ProductList } from "./wire";

export type ListedProduct = ProductList["products"][number];
export type Category = ProductList["categories"][number];

export class ProductBrowser {
  readonly products = signal<readonly ListedProduct[]>([]);
  /** Those that can be chosen between; empty until the first page is there. */
  readonly categories = signal<readonly Category[]>([]);
  /** The category that is chosen; null: all of them. */
  readonly category = signal<string | null>(null);
  readonly query = signal("");
  readonly state = signal<"loading" | "ready" | "failed">("loading");
  /** Whether there is more to be shown, is on its way, or did not come. */
  readonly more = signal<"none" | "ready" | "loading" | "failed">("none");
  private next = 1;
  /** Only the answer to the last question counts. */
  private turn = 0;

  constructor(
    private readonly api: Pick<Api, "products">,
    private readonly wished: readonly string[],
  ) {}

  choose(category: string | null): Promise<void> {
    this.category.value = category;
    return this.load();
  }

  search(query: string): Promise<void> {
    this.query.value = query.trim();
    return this.load();
  }

  /** The first page of what is asked for now. */
  async load(): Promise<void> {
    const turn = ++this.turn;
    this.state.value = "loading";
    const page = await this.page(1);
    if (turn !== this.turn) return;
    batch(() => {
      this.state.value = page ? "ready" : "failed";
      if (page) this.take(page, page.products);
    });
  }

  async showMore(): Promise<void> {
    const turn = ++this.turn;
    this.more.value = "loading";
    const page = await this.page(this.next);
    if (turn !== this.turn) return;
    if (!page) {
      this.more.value = "failed";
      return;
    }
    // A product that moved on to this page in the meantime is not shown twice.
    const shown = new Set(this.products.value.map(({ id }) => id));
    const fresh = page.products.filter(({ id }) => !shown.has(id));
    batch(() => this.take(page, [...this.products.value, ...fresh]));
  }

  private take({ categories, next }: ProductList, products: readonly ListedProduct[]): void {
    this.products.value = products;
    if (this.categories.value.length === 0) this.categories.value = categories;
    this.more.value = next === null ? "none" : "ready";
    this.next = next ?? 1;
  }

  /** Null when it cannot be had. */
  private async page(number: number): Promise<ProductList | null> {
    const { value: chosen } = this.category;
    const categories = chosen === null ? this.wished : [chosen];
    return this.api.products(categories, this.query.value, number).catch(() => null);
  }
}

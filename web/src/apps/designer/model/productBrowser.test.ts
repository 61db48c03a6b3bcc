import { describe, expect, it } from "vitest";
import { ApiError } from "../../../wire/request";
import { ProductBrowser } from "./productBrowser";
import type { ProductList } from "./wire";

const product = (id: number) => ({
  id,
  name: `Product ${id}`,
  sku: `P${id}`,
  price: null,
  thumbnail: null,
  categories: ["1"],
});
const list = (ids: number[], next: number | null = null): ProductList => ({
  products: ids.map(product),
  categories: [
    { id: "1", name: "Mugs" },
    { id: "2", name: "Prints" },
  ],
  next,
});

/** A server that answers each question when it is told to. */
function server(wished: string[] = []) {
  const asked: {
    question: string;
    answer: (list: ProductList) => void;
    fail: () => void;
  }[] = [];
  const browser = new ProductBrowser(
    {
      products: (categories, query, page) =>
        new Promise((resolve, reject) => {
          asked.push({
            question: `${categories.join(",")}|${query}|${page}`,
            answer: resolve,
            fail: () => reject(new ApiError("unreachable", "")),
          });
        }),
    },
    wished,
  );
  return { browser, asked };
}

const ids = ({ items }: ProductBrowser) => items.value.map(({ id }) => id);

describe("ProductBrowser", () => {
  it("shows the link's categories, a page at a time, nothing twice", async () => {
    const { browser, asked } = server(["1", "2"]);
    const first = browser.load();
    asked[0]?.answer(list([1, 2], 2));
    await first;
    expect(ids(browser)).toEqual([1, 2]);
    expect(browser.more.value).toBe("ready");
    const second = browser.showMore();
    asked[1]?.answer(list([2, 3]));
    await second;
    expect(ids(browser)).toEqual([1, 2, 3]);
    expect(browser.more.value).toBe("none");
    expect(asked.map(({ question }) => question)).toEqual(["1,2||1", "1,2||2"]);
  });

  it("asks for a category and words together, and keeps all categories on offer", async () => {
    const { browser, asked } = server();
    const first = browser.load();
    asked[0]?.answer(list([1]));
    await first;
    void browser.choose("2");
    void browser.search("  tall mug ");
    expect(asked.map(({ question }) => question)).toEqual(["||1", "2||1", "2|tall mug|1"]);
    expect(browser.categories.value.map(({ name }) => name)).toEqual(["Mugs", "Prints"]);
  });

  it("drops the answer to an older question", async () => {
    const { browser, asked } = server();
    const old = browser.search("mu");
    const fresh = browser.search("mug");
    asked[1]?.answer(list([7]));
    await fresh;
    asked[0]?.answer(list([1, 2, 3]));
    await old;
    expect(ids(browser)).toEqual([7]);
  });

  it("says what did not come, and keeps what is there", async () => {
    const { browser, asked } = server();
    const first = browser.load();
    asked[0]?.fail();
    await first;
    expect(browser.state.value).toBe("failed");
    const again = browser.load();
    asked[1]?.answer(list([1], 2));
    await again;
    const more = browser.showMore();
    asked[2]?.fail();
    await more;
    expect(browser.state.value).toBe("ready");
    expect(browser.more.value).toBe("failed");
    expect(ids(browser)).toEqual([1]);
  });
});

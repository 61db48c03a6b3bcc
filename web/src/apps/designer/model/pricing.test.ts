import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { parseParameters } from "../../../host/parameters";
import { fresh } from "./beginning";
import { Editor } from "./editor";
import type { Quote } from "./price";
import { addressFor, startPricing } from "./pricing";
import { readQuote } from "./quote";
import { shirt } from "./testProduct";
import { Typesetter } from "./typesetter";

const ADDRESS = "https://shop.example/price?shop=1";

/** A shop that answers when told to, and a clock that stands until it is told to go on. */
function world(of = shirt) {
  const editor = new Editor(of, fresh(of, parseParameters("")), new Typesetter(of.fonts, []));
  const state = { quote: signal<Quote | null>(null), isAsking: signal(true) };
  const asked: { url: string; answer: (price: unknown) => void; fail: () => void; signal: AbortSignal }[] =
    [];
  let waiting: (() => void) | null = null;
  const end = startPricing(
    ADDRESS,
    editor,
    state,
    (url, abort) =>
      new Promise((resolve, reject) => {
        asked.push({
          url: url.search,
          answer: (price) => resolve(readQuote(price)),
          fail: () => reject(new Error("no answer")),
          signal: abort,
        });
      }),
    (_milliseconds, then) => {
      waiting = then;
      return () => {
        waiting = null;
      };
    },
  );
  const goOn = () => {
    const then = waiting;
    waiting = null;
    then?.();
  };
  return { editor, state, asked, end, goOn };
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

describe("startPricing", () => {
  it("asks for the SKU, and again when it changes", async () => {
    const { editor, state, asked, goOn } = world();
    goOn();
    expect(asked.map(({ url }) => url)).toEqual(["?shop=1&sku=TSHIRT-WHITE-S"]);
    asked[0]?.answer({ price: "£10.00" });
    await settled();
    expect(state).toMatchObject({ quote: { value: { price: "£10.00" } }, isAsking: { value: false } });
    editor.quantity.value = 7;
    editor.choices.value = { "1": "12", "2": "22" };
    goOn();
    expect(asked[1]?.url).toBe("?shop=1&sku=TSHIRT-NAVY-M");
    expect(state.isAsking.value).toBe(true);
  });

  it("drops an answer that came too late", async () => {
    const { editor, state, asked, goOn } = world();
    goOn();
    editor.choices.value = { "1": "12", "2": "22" };
    goOn();
    asked[1]?.answer({ price: "£12.00" });
    await settled();
    asked[0]?.answer({ price: "£10.00" });
    await settled();
    expect(asked[0]?.signal.aborted).toBe(true);
    expect(state.quote.value?.price).toBe("£12.00");
    expect(state.isAsking.value).toBe(false);
  });

  it("asks once for changes in a row, and not at all for one that was taken back", async () => {
    const { editor, asked, goOn } = world();
    goOn();
    const before = editor.choices.value;
    editor.choices.value = { "1": "11", "2": "22" };
    editor.choices.value = { "1": "12", "2": "22" };
    goOn();
    expect(asked).toHaveLength(2);
    editor.choices.value = before;
    editor.choices.value = { "1": "12", "2": "22" };
    goOn();
    expect(asked).toHaveLength(2);
  });

  it("is without a price when there is no answer", async () => {
    const { state, asked, goOn } = world();
    goOn();
    asked[0]?.fail();
    await settled();
    expect(state.quote.value).toBeNull();
    expect(state.isAsking.value).toBe(false);
  });

  it("asks with everything once the price is said to depend on it", async () => {
    const { editor, asked, goOn } = world();
    goOn();
    asked[0]?.answer({ price: "£10.00", dynamic: true });
    await settled();
    goOn();
    expect(asked[1]?.url).toBe("?shop=1&sku=TSHIRT-WHITE-S&quantity=1&characters=0");
    asked[1]?.answer({ price: "£10.00", dynamic: true });
    await settled();
    editor.addText("Ada L");
    editor.quantity.value = 3;
    goOn();
    expect(asked[2]?.url).toBe("?shop=1&sku=TSHIRT-WHITE-S&quantity=3&characters=4");
  });

  it("does not ask for ever where an address says now this and now that", async () => {
    const { asked, goOn } = world();
    goOn();
    asked[0]?.answer({ price: "£10.00", dynamic: true });
    await settled();
    goOn();
    asked[1]?.answer({ price: "£10.00" });
    await settled();
    goOn();
    expect(asked).toHaveLength(2);
  });

  it("ends", async () => {
    const { editor, state, asked, end, goOn } = world();
    goOn();
    end();
    asked[0]?.answer({ price: "£10.00" });
    await settled();
    editor.choices.value = { "1": "12", "2": "22" };
    goOn();
    expect(asked).toHaveLength(1);
    expect(state.quote.value).toBeNull();
  });
});

describe("addressFor", () => {
  it("names the print size and the choices, and never says what was written", () => {
    const product = {
      ...shirt,
      print_sizes: [{ id: "1", name: "A4", area: "Front", width: 210, height: 297, quad: null, price: null }],
      attributes: [
        {
          id: "5",
          name: "Wrapping",
          kind: "choice" as const,
          required: false,
          options: [{ id: "51", name: "Ribbon & bow", price: null }],
          default: "Ribbon & bow",
          max_length: 0,
        },
        {
          id: "6",
          name: "Dedication",
          kind: "text" as const,
          required: false,
          options: [],
          default: "For Ada",
          max_length: 20,
        },
      ],
    };
    const { editor } = world(product);
    expect(Object.fromEntries(addressFor(ADDRESS, editor, true).searchParams)).toEqual({
      shop: "1",
      sku: "TSHIRT-WHITE-S",
      quantity: "1",
      print_size: "A4",
      "attribute[Wrapping]": "Ribbon & bow",
      characters: "0",
    });
  });
});

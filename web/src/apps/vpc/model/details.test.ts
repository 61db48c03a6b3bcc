import { describe, expect, it } from "vitest";
import { detailsOf, faultsOf, titleOf } from "./details";
import { inCapitals, makeSku, newCode, skuFault } from "./skus";
import { blank } from "./testStart";

const common = {
  name: "Sunny day {blank}",
  description: "A sun.",
  sku: "{supplier_sku}-{code}",
  mayPersonalise: true,
};
const shirt = blank(1, "T-shirt");
const mug = { ...blank(2, "Mug"), supplier_sku: "HM-11" };
const codes = new Map([
  [1, "AAAAAA"],
  [2, "BBBBBB"],
]);

describe("what products are called", () => {
  it("is said once for all, with what is their own in it", () => {
    const details = detailsOf([shirt, mug], common, new Map(), codes);
    expect([...details.values()].map(({ name, sku }) => [name, sku])).toEqual([
      ["Sunny day T-shirt", "SKU1-AAAAAA"],
      ["Sunny day Mug", "HM-11-BBBBBB"],
    ]);
  });

  it("is said otherwise of one, and its SKU follows its name", () => {
    const own = new Map([[2, { name: "Café crème" }]]);
    const details = detailsOf([shirt, mug], { ...common, sku: "{name}-{number}" }, own, codes);
    expect(details.get(2)).toEqual({ ...common, name: "Café crème", sku: "CAFE-CREME-2" });
    expect(details.get(1)?.sku).toBe("SUNNY-DAY-T-SHIRT-1");
  });

  it("is refused where a SKU is there twice or a name is empty", () => {
    const same = detailsOf([shirt, mug], { ...common, sku: "ONE" }, new Map(), codes);
    expect([...faultsOf(same)]).toEqual([
      [1, "same-sku"],
      [2, "same-sku"],
    ]);
    const nameless = detailsOf([shirt], common, new Map([[1, { name: " " }]]), codes);
    expect([...faultsOf(nameless)]).toEqual([[1, "no-name"]]);
  });

  it.each([
    ["sunny-day_final.PNG", "Sunny day final"],
    ["IMG 2041.jpeg", "IMG 2041"],
    ["", ""],
  ])("begins with the file's name: %s", (file, title) => {
    expect(titleOf(file)).toBe(title);
  });
});

describe("what keeps a product from being created", () => {
  const named = (sku: string) => new Map([[1, { name: "Sun", description: "", sku, mayPersonalise: true }]]);

  it("is not a SKU that it has already", () => {
    const long = "A".repeat(70);
    expect(faultsOf(named(long)).get(1)).toBe("length");
    expect(faultsOf(named(long), long).size).toBe(0);
  });
});

describe("a SKU", () => {
  it.each([
    ["TSHIRT-3QL78Z", null],
    ["SUN {nmae}", "token"],
    ["Größe-1", "characters"],
    ["", "characters"],
    ["A".repeat(61), "length"],
  ])("%s is found to be %s", (sku, fault) => {
    expect(skuFault(sku)).toBe(fault);
  });

  it("is made of what a pattern names, without hyphens at its ends", () => {
    const values = { blank: "MUG", supplier_sku: "HM-11", name: "", number: "3", code: "Q2W3E4" };
    expect(makeSku("{name}-{blank}-{number}", values)).toBe("MUG-3");
    expect(makeSku("{nothing}-{code}", values)).toBe("{nothing}-Q2W3E4");
  });

  it("has a code of letters and digits that are not mistaken for one another", () => {
    expect(newCode()).toMatch(/^[A-HJ-NP-Z2-9]{6}$/);
    expect(inCapitals("日の出")).toBe("");
  });
});

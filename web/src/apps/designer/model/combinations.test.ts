import { describe, expect, it } from "vitest";
import { skuOf } from "./choices";
import { chooseOption } from "./combinations";
import { shirt } from "./testProduct";

describe("chooseOption", () => {
  const [colour, size] = shirt.aspects;

  it("changes nothing else where the combination is made", () => {
    const { choices, moved } = chooseOption(shirt, { "1": "11", "2": "22" }, "1", "12");
    expect(choices).toEqual({ "1": "12", "2": "22" });
    expect(moved).toEqual([]);
  });

  it("moves the other choice to one that is made", () => {
    const { choices, moved } = chooseOption(shirt, { "1": "11", "2": "21" }, "1", "12");
    expect(choices).toEqual({ "1": "12", "2": "22" });
    expect(moved).toEqual([size]);
    expect(chooseOption(shirt, { "1": "12", "2": "22" }, "2", "21")).toEqual({
      choices: { "1": "11", "2": "21" },
      moved: [colour],
    });
  });

  it("changes as few other choices as it can, the maker's first among equals", () => {
    const fabric = {
      id: "3",
      name: "Fabric",
      options: ["31", "32"].map((id) => ({ id, name: id, code: id, colour: null })),
    };
    const variants = [
      { sku: "A", options: ["12", "22", "32"] },
      { sku: "B", options: ["12", "22", "31"] },
      { sku: "C", options: ["11", "21", "31"] },
    ];
    const product = { ...shirt, aspects: [...shirt.aspects, fabric], variants };
    const { choices, moved } = chooseOption(product, { "1": "11", "2": "21", "3": "31" }, "1", "12");
    expect(choices).toEqual({ "1": "12", "2": "22", "3": "31" });
    expect(moved).toEqual([size]);
  });

  it("shows an option that is never made as chosen, without a SKU", () => {
    const variants = shirt.variants.filter(({ options }) => !options.includes("12"));
    const { choices, moved } = chooseOption({ ...shirt, variants }, { "1": "11", "2": "21" }, "1", "12");
    expect(skuOf({ ...shirt, variants }, choices)).toBeNull();
    expect(moved).toEqual([]);
  });
});

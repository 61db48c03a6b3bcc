/** What tests begin with. */

import type { Picture, Product } from "../../../wire/product";
import { shirt } from "../../designer/model/testProduct";
import type { Blank, Start } from "./wire";

export function blank(id: number, name: string): Blank {
  return { id, name, sku: `SKU${id}`, supplier_sku: "", price: null, thumbnail: null, colours: [] };
}

export function product(id: number): Product {
  return { ...shirt, id };
}

export const artwork: Picture = {
  id: "a".repeat(32),
  width: 2400,
  height: 1200,
  working: { url: "/sun.webp", width: 1600, height: 800 },
  file_name: "sunny-day.png",
  drawing: null,
};

export const start: Start = {
  company: { name: "Demo" },
  artist: "ada",
  approved: { id: 1, name: "Artists" },
  pending: null,
  blanks: { id: 2, name: "Blanks", count: 9 },
  product: null,
  sku_pattern: "{supplier_sku}-{code}",
  limits: { products: 3, file_bytes: 40_000_000 },
};

/** A small shirt for tests: two areas, two aspects, one combination that is not made. */
import type { Product, ProductArea } from "./wire";

const area: Omit<ProductArea, "name"> = {
  width: 280,
  height: 350,
  dpi: 300,
  bleed: 0,
  safe_margin: 10,
  mask: null,
  quad: null,
  required: false,
  text_areas: [],
  image_areas: [],
  process: "print",
  max_colours: null,
  min_line: null,
  inks: [],
  preflight: {},
};

export const shirt: Product = {
  id: 1007644,
  base_product_id: null,
  may_personalise: true,
  design: null,
  name: "Classic T-shirt",
  description: "Cotton.",
  kind: "personalised",
  sku: "TSHIRT",
  price: { amount: 18, currency: "GBP" },
  quantity: { min: 1, max: null, step: 1 },
  is_template: false,
  print_sizes: [],
  attributes: [],
  frame_origins: [],
  model: null,
  colours: ["#1c1b1a", "#ffffff"],
  fonts: [{ id: "inter-bold", family: "Inter", style: "Bold", url: "/f.ttf", coverage: "20-7e" }],
  fallback_fonts: [],
  plain_font: "inter-bold",
  aspects: [
    {
      id: "1",
      name: "Colour",
      options: [
        { id: "11", name: "White", code: "WHITE", colour: "#ffffff" },
        { id: "12", name: "Navy", code: "NAVY", colour: "#1f2a44" },
      ],
    },
    {
      id: "2",
      name: "Size",
      options: [
        { id: "21", name: "S", code: "S", colour: null },
        { id: "22", name: "M", code: "M", colour: null },
      ],
    },
  ],
  variants: [
    { sku: "TSHIRT-WHITE-S", options: ["11", "21"] },
    { sku: "TSHIRT-WHITE-M", options: ["11", "22"] },
    { sku: "TSHIRT-NAVY-M", options: ["12", "22"] },
  ],
  views: [
    {
      id: "1",
      name: "Front",
      photo: { url: "/front.webp", width: 1200, height: 1200 },
      tint_mask: null,
      shade: null,
      areas: ["Front"],
    },
  ],
  areas: [
    { ...area, name: "Front" },
    { ...area, name: "Back" },
  ],
};

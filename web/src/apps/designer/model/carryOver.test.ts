import { describe, expect, it } from "vitest";
import type { ImageLayer, Layer, TextLayer } from "../../../document/types";
import { parseParameters } from "../../../host/parameters";
import { fresh } from "./beginning";
import { carryOver, type Work } from "./carryOver";
import { newImage, newText } from "./newLayers";
import { newShape } from "./newPictures";
import { shirt } from "./testProduct";
import type { Picture, Product, ProductArea, ProductFont, TextArea } from "./wire";

const [front] = shirt.areas as [ProductArea];
const picture: Picture = {
  id: "cat",
  width: 3000,
  height: 2000,
  working: { url: "/cat.jpg", width: 1500, height: 1000 },
  drawing: null,
  file_name: "cat.jpg",
};
const text: TextLayer = {
  ...newText(front, "Ada", "#1c1b1a", { font: "inter-bold", scale: 1, isCurved: false }),
  id: "t1",
};
const photo: ImageLayer = { ...newImage(front, picture), id: "i1" };
const star: Layer = {
  ...newShape(front, "#1c1b1a", { shape: "star", ratio: 1, rounding: 0, line: null }),
  id: "s1",
};
const field: TextArea = {
  id: "7",
  name: "Name",
  x: 10,
  y: 10,
  width: 50,
  height: 20,
  default_text: "",
  font: null,
  size: 9,
  colour: "#ffffff",
  align: "center",
  max_length: 2,
  required: true,
  may_restyle: false,
  may_move: false,
};
const mug: Product = {
  ...shirt,
  id: 2,
  name: "Mug",
  aspects: [],
  variants: [],
  quantity: { min: 6, max: null, step: 6 },
  fonts: [{ id: "lobster", family: "Lobster", style: "Regular", url: "/l.ttf", coverage: "" }],
  plain_font: "lobster",
  areas: [{ ...front, name: "Wrap", width: 140, height: 70 }],
};

function workWith(areas: Record<string, readonly Layer[]>, of: Product = shirt): Work {
  const { document, choices, attributes } = fresh(of, parseParameters("state[aspect][Colour][option]=Navy"));
  const designed = document.areas.map((area) => ({ ...area, layers: areas[area.name] ?? [] }));
  return {
    product: of,
    document: { ...document, areas: designed },
    choices,
    attributes,
    quantity: 7,
    pictures: new Map([[picture.id, picture]]),
  };
}

const layersIn = (product: ReturnType<typeof carryOver>, name: string) =>
  product.beginning.document.areas.find((area) => area.name === name)?.layers ?? [];

describe("carryOver", () => {
  it("puts texts and pictures on the first area, as large as they fit, in fonts that are on offer", () => {
    const result = carryOver(workWith({ Front: [photo, text] }), mug);
    expect(result).toMatchObject({ came: 2, left: 0 });
    expect(result.beginning.document.product_id).toBe(2);
    const [image, words] = layersIn(result, "Wrap") as [ImageLayer, TextLayer];
    expect(image).toMatchObject({ id: "i1", image: "cat", transform: [1, 0, 0, 1, 70, 35] });
    expect(image.width).toBeCloseTo(photo.width * 0.2, 9);
    expect(words).toMatchObject({ text: "Ada", font: "lobster" });
    expect(words.size).toBeCloseTo(text.size * 0.2, 9);
    expect(result.beginning.pictures).toEqual([picture]);
  });

  it("sets a font that is not on offer in the plain one of those that are", () => {
    const bold = { ...mug.fonts[0], id: "lobster-bold", style: "Bold" } as ProductFont;
    const onlyRegular = { ...mug, fonts: [...mug.fonts, bold], plain_font: "lobster" };
    const [words] = layersIn(carryOver(workWith({ Front: [text] }), onlyRegular), "Wrap") as [TextLayer];
    expect(words.font).toBe("lobster");
  });

  it("keeps each side on the side of the same name, and says what found no place", () => {
    const jumper = { ...shirt, id: 3 };
    const both = { Front: [text], Back: [star] };
    expect(layersIn(carryOver(workWith(both), jumper), "Back")).toEqual([star]);
    const onMug = carryOver(workWith(both), mug);
    expect(layersIn(onMug, "Wrap").map(({ id }) => id)).toEqual(["t1"]);
    expect(onMug).toMatchObject({ came: 1, left: 1 });
  });

  it("keeps the choices of the same names, and a quantity that is possible", () => {
    const jumper: Product = {
      ...shirt,
      id: 3,
      aspects: [
        {
          id: "9",
          name: "Colour",
          options: [
            { id: "91", name: "Red", code: "R", colour: "#ff0000" },
            { id: "92", name: "Navy", code: "N", colour: "#000033" },
          ],
        },
      ],
      variants: [],
    };
    const { choices, quantity } = carryOver(workWith({}), jumper).beginning;
    expect(choices).toEqual({ "9": "92" });
    expect(quantity).toBe(7);
    expect(carryOver(workWith({}), mug).beginning.quantity).toBe(6);
  });

  it("only fills in a template", () => {
    const frame = {
      id: "8",
      name: "Photo",
      x: 0,
      y: 0,
      width: 70,
      height: 70,
      required: false,
      may_move: false,
    };
    const card: Product = {
      ...mug,
      is_template: true,
      areas: [{ ...(mug.areas[0] as ProductArea), text_areas: [field], image_areas: [frame] }],
    };
    const second = { ...text, id: "t2", text: "Grace" };
    const result = carryOver(workWith({ Front: [photo, text, second, star] }), card);
    expect(result).toMatchObject({ came: 2, left: 2 });
    expect(layersIn(result, "Wrap")).toMatchObject([
      { id: "i1", image_area: "Photo", width: 70, crop: { y: 0, height: 1 } },
      { id: "t1", text_area: "Name", text: "Ad", font: "lobster", size: 9 },
    ]);
  });

  it("frees what filled a field, unless the new product has one of that name", () => {
    const card: Product = { ...shirt, areas: [{ ...front, text_areas: [field] }] };
    const filled = { ...text, text_area: "Name" };
    const work = workWith({ Front: [filled] }, card);
    expect(layersIn(carryOver(work, mug), "Wrap")).toMatchObject([{ text_area: null, text: "Ada" }]);
    const plate = {
      ...mug,
      areas: [{ ...(mug.areas[0] as ProductArea), text_areas: [{ ...field, size: 4 }] }],
    };
    expect(layersIn(carryOver(work, plate), "Wrap")).toMatchObject([{ text_area: "Name", size: 4 }]);
  });

  it("leaves pictures behind where words alone are made, and everything where nothing is", () => {
    const pen: Product = { ...mug, kind: "textual" };
    expect(carryOver(workWith({ Front: [photo, text] }), pen)).toMatchObject({ came: 1, left: 1 });
    const voucher: Product = { ...mug, areas: [] };
    expect(carryOver(workWith({ Front: [photo, text] }), voucher)).toMatchObject({ came: 0, left: 2 });
  });
});

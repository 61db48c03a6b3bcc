import { describe, expect, it } from "vitest";
import type { Layer } from "../../../document/types";
import { parseParameters } from "../../../host/parameters";
import { fresh } from "../model/beginning";
import { FEATURES, type Feature, readConfiguration } from "../model/configuration";
import { Editor } from "../model/editor";
import { newImage, newText } from "../model/newLayers";
import { newClipart, newShape } from "../model/newPictures";
import { shirt } from "../model/testProduct";
import type { Product, ProductArea } from "../model/wire";
import { sectionsOf } from "./inspector/sections";
import { toolsFor } from "./session";

const [front] = shirt.areas as [ProductArea];
const field = { id: "1", name: "Name", x: 0, y: 0, width: 50, height: 20, required: false, may_move: true };
const textField = {
  ...field,
  default_text: "",
  font: null,
  size: 10,
  colour: "#1c1b1a",
  align: "left" as const,
  max_length: 20,
  may_restyle: true,
};
const template = (area: Partial<ProductArea>): Product => ({
  ...shirt,
  is_template: true,
  areas: [{ ...front, ...area }],
});
const without = (...off: Feature[]) => readConfiguration({ off });

describe("the tools of the rail", () => {
  it("are all there for a free product, and leave with what they are about", () => {
    const tools = (...off: Feature[]) => toolsFor(without(...off), shirt).join();
    expect(tools()).toBe("text,photos,clipart,shapes,layers,product");
    expect(tools("galleries")).toBe("text,photos,shapes,layers,product");
    expect(tools("upload")).toBe("text,photos,clipart,shapes,layers,product");
    expect(tools("upload", "image_url")).toBe("text,clipart,shapes,layers,product");
    expect(tools("codes")).toBe("text,photos,clipart,shapes,layers,product");
    expect(tools(...FEATURES)).toBe("text,shapes,layers,product");
  });

  it("are those that a template has places for, in the order of the configuration", () => {
    const tools = (product: Product) => toolsFor(without(), product).join();
    expect(tools(template({}))).toBe("product");
    expect(tools(template({ text_areas: [textField] }))).toBe("text,product");
    expect(tools(template({ image_areas: [field] }))).toBe("photos,product");
    expect(tools(template({ text_areas: [textField], image_areas: [field] }))).toBe("text,photos,product");
    expect(tools({ ...shirt, areas: [] })).toBe("product");
    expect(tools({ ...shirt, kind: "textual" })).toBe("text,product");
    const configuration = readConfiguration({ tabs: ["layers", "product", "text"] });
    expect(toolsFor(configuration, shirt)).toEqual(["layers", "product", "text"]);
  });
});

describe("the sections of the inspector", () => {
  const picture = {
    id: "p1",
    width: 400,
    height: 300,
    working: { url: "/p", width: 400, height: 300 },
    file_name: "p",
    drawing: null,
  };
  const square = { ratio: 1, rounding: 0, line: null } as const;
  const layers: Readonly<Record<string, Layer>> = {
    text: newText(front, "Ada", "#1c1b1a", { font: "inter-bold", scale: 1, isCurved: false }),
    image: newImage(front, picture),
    clipart: newClipart(front, { ...picture, drawing: "/p.svg" }, {}),
    rectangle: newShape(front, "#1c1b1a", { ...square, shape: "rectangle" }),
    ellipse: newShape(front, "#1c1b1a", { ...square, shape: "ellipse" }),
  };
  const sections = (kind: string, ...off: Feature[]) => {
    const editor = new Editor(shirt, fresh(shirt, parseParameters("")));
    return sectionsOf(layers[kind] as Layer, { configuration: without(...off), editor });
  };

  it("are all there when nothing is switched off", () => {
    expect(sections("text").join()).toBe("words,font,colour,format,curve,effects,arrange");
    expect(sections("image").join()).toBe("photo,filters,background,frame,effects,arrange");
    expect(sections("clipart").join()).toBe("colour,photo,effects,arrange");
    expect(sections("rectangle").join()).toBe("colour,format,effects,arrange");
  });

  it.each<[string, Feature, string]>([
    ["text", "fonts", "font"],
    ["text", "colours", "colour"],
    ["text", "arrange", "arrange"],
    ["image", "filters", "filters"],
    ["image", "background_removal", "background"],
    ["image", "masks", "frame"],
    ["image", "shadow", "effects"],
    ["clipart", "colours", "colour"],
    ["clipart", "shadow", "effects"],
    ["rectangle", "colours", "colour"],
    ["rectangle", "shadow", "effects"],
    ["ellipse", "outline", "format"],
  ])("of %s lack %s's", (kind, feature, section) => {
    expect(sections(kind)).toContain(section);
    expect(sections(kind, feature)).toEqual(sections(kind).filter((one) => one !== section));
  });

  it("keep effects as long as one of them is left, and the form of a text, which is also a block's", () => {
    expect(sections("text", "outline")).toContain("effects");
    expect(sections("text", "shadow")).toContain("effects");
    expect(sections("text", "outline", "shadow")).not.toContain("effects");
    expect(sections("rectangle", "outline")).toContain("format");
    expect(sections("text", ...FEATURES)).toEqual(["words", "format", "curve"]);
  });
});

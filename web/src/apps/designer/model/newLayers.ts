/** New layers as a shopper first sees them: in the middle, of a size that suits the print area. */
import type { ImageLayer, TextLayer } from "../../../document/types";
import type { Picture, ProductArea, ProductFont, TextArea } from "./wire";

/** Ids only have to differ within one design. */
export function newId(kind: "t" | "i" | "s" | "c" | "q"): string {
  const random = crypto.getRandomValues(new Uint32Array(1))[0] as number;
  return `${kind}${random.toString(36)}`;
}

export type Place = Pick<ProductArea, "width" | "height">;

export const middleOf = (area: Place) => [1, 0, 0, 1, area.width / 2, area.height / 2] as const;

/** Whole and half millimetres read better than what the division gives. */
export const rounded = (length: number) => Math.max(0.5, Math.round(length * 2) / 2);

export const NO_EFFECTS = { blend: "normal", shadow: null, ink: "process" } as const;

export interface TextStyle {
  readonly font: string;
  /** Against the size of a plain line. */
  readonly scale: number;
  readonly isCurved: boolean;
}

/** A line of about nine letters that fills two thirds of the area's width, or a third of a low area's height. */
export function newText(area: Place, text: string, colour: string, style: TextStyle): TextLayer {
  const size = rounded(Math.min((area.width * 0.72) / 4.8, area.height / 3) * style.scale);
  return {
    id: newId("t"),
    type: "text",
    text,
    font: style.font,
    size,
    colour,
    align: "center",
    line_height: 1.2,
    letter_spacing: 0,
    stroke: null,
    box: null,
    arc: style.isCurved ? { radius: rounded(size * 3) } : null,
    on_path: null,
    direction: "auto",
    text_area: null,
    transform: middleOf(area),
    opacity: 1,
    locked: false,
    ...NO_EFFECTS,
  };
}

/** The layer that fills a text area of the product, without its text. */
export function newTextAreaText(field: TextArea, fonts: readonly ProductFont[]): TextLayer {
  return {
    id: newId("t"),
    type: "text",
    text: "",
    font: field.font ?? fonts[0]?.id ?? "",
    size: field.size,
    colour: field.colour,
    align: field.align,
    line_height: 1.2,
    letter_spacing: 0,
    stroke: null,
    box: { width: field.width, height: field.height, fit: "shrink", vertical_align: "middle" },
    arc: null,
    on_path: null,
    direction: "auto",
    text_area: field.name,
    transform: [1, 0, 0, 1, field.x + field.width / 2, field.y + field.height / 2],
    opacity: 1,
    locked: false,
    ...NO_EFFECTS,
  };
}

/** A picture at 70 % of the area, in its own proportion. */
export function newImage(area: Place, picture: Picture): ImageLayer {
  const scale = Math.min((area.width * 0.7) / picture.width, (area.height * 0.7) / picture.height);
  return {
    id: newId("i"),
    type: "image",
    image: picture.id,
    width: picture.width * scale,
    height: picture.height * scale,
    crop: { x: 0, y: 0, width: 1, height: 1 },
    mask: "none",
    mask_path: null,
    flip: "none",
    filters: [],
    image_area: null,
    transform: middleOf(area),
    opacity: 1,
    locked: false,
    ...NO_EFFECTS,
  };
}

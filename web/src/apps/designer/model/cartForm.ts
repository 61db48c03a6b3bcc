/** What a shop gets that takes the cart item as a form (`ep3dUrl`, contract.md §8). */
import type { CartItem } from "../../../host/parent";
import { optionsOf } from "./choices";
import type { Editor } from "./editor";
import { layerOfImageArea } from "./imageAreas";
import type { Design } from "./request";

export interface CartForm {
  sku: string;
  quantity: number;
  /** Where the server has a number for it. */
  printJobId: number | null;
  printJobRef: string;
  thumburl: string;
  /** Texts by the id of their text area. */
  userText: Record<string, string>;
  /** Addresses of pictures by the id of their image area. */
  userImage: Record<string, string>;
  options: Design["options"];
  extra: unknown;
}

type Source = Pick<Editor, "product" | "document" | "pictures" | "choices" | "textInArea">;

/** `base` is the page's own address, from which those of pictures are read. */
export function cartForm(item: CartItem, editor: Source, base: string): CartForm {
  const { areas } = editor.product;
  const userText = areas.flatMap((area) =>
    area.text_areas.map((field) => [field.id, editor.textInArea(area.name, field)] as const),
  );
  const userImage = areas.flatMap((area) =>
    area.image_areas.flatMap((field) => {
      const layer = layerOfImageArea(editor.document.value, area.name, field.name);
      const picture = layer && editor.pictures.value.get(layer.image);
      return picture ? [[field.id, new URL(picture.working.url, base).href] as const] : [];
    }),
  );
  const { id, thumbnails } = item;
  const thumbnail = thumbnails.find(({ name }) => name === "thumbnail") ?? thumbnails[0];
  return {
    sku: item.sku,
    quantity: item.quantity,
    printJobId: typeof id === "number" ? id : null,
    printJobRef: item.ref,
    thumburl: thumbnail?.url ?? "",
    userText: Object.fromEntries(userText),
    userImage: Object.fromEntries(userImage),
    options: optionsOf(editor.choices.value),
    extra: item.extra ?? {},
  };
}

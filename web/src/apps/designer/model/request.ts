/** The design with all that was chosen beside it, as the server wants it for a cart or a saved design. */
import type { DesignRequest } from "./api";
import { withArtwork } from "./artwork";
import { optionsOf } from "./choices";
import type { Editor } from "./editor";

/** All of a request but its key, which belongs to one attempt to order and not to the design. */
export type Design = Omit<DesignRequest, "request_key">;

type Source = Pick<Editor, "product" | "document" | "choices" | "printSize" | "attributes" | "quantity">;

/** Attributes that are left empty are not sent. */
export function designRequest(editor: Source): Design {
  return {
    product_id: editor.product.id,
    document: withArtwork(editor.document.value, editor.product),
    options: optionsOf(editor.choices.value),
    print_size: editor.printSize.value,
    attributes: Object.entries(editor.attributes.value)
      .filter(([, value]) => value !== "")
      .map(([attribute_id, value]) => ({ attribute_id, value })),
    quantity: editor.quantity.value,
  };
}

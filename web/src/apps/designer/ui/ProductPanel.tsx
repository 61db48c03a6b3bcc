/** The product itself: its options, print sizes and attributes, what it costs by the dozen, and what it is. */
import { missingAttributes } from "../model/choices";
import { hasFeature } from "../model/configuration";
import { words } from "../words";
import { AspectChoice } from "./product/AspectChoice";
import { AttributeField } from "./product/AttributeField";
import { PriceBreaks } from "./product/PriceBreaks";
import { PrintSizes } from "./product/PrintSizes";
import { useSession } from "./session";

export function ProductPanel() {
  const { configuration, editor, link, pricing, ui } = useSession();
  const { product } = editor;
  const quote = pricing.quote.value;
  const description = quote?.description ?? product.description;
  const [firstMissing] = ui.asksForMissing.value ? missingAttributes(editor) : [];
  return (
    <div class="stack stack--24 product">
      {link.categories ? <OtherProduct /> : null}
      {product.is_template ? (
        <p class="notice">{product.may_personalise ? words.templateText : words.finishedText}</p>
      ) : null}
      {product.aspects.map((aspect) => (
        <AspectChoice key={aspect.id} aspect={aspect} />
      ))}
      {editor.sku.value === null ? <p class="notice notice--warning">{words.unavailable}</p> : null}
      {product.print_sizes.length > 0 ? <PrintSizes /> : null}
      {product.attributes.map((attribute) => (
        <AttributeField key={attribute.id} attribute={attribute} isNext={attribute === firstMissing} />
      ))}
      {quote && quote.tiers.length > 0 && hasFeature(configuration, "price") ? (
        <PriceBreaks quote={quote} />
      ) : null}
      {description ? (
        <p class="product__description" dir="auto">
          {description}
        </p>
      ) : null}
    </div>
  );
}

/** The way to the other products of the link's categories. */
function OtherProduct() {
  const { editor, ui } = useSession();
  return (
    <button
      type="button"
      class="product__other"
      aria-haspopup="dialog"
      onClick={() => {
        ui.isChoosingProduct.value = true;
      }}
    >
      <span class="product__name">{editor.product.name}</span>
      <span class="product__change">{words.changeProduct}</span>
    </button>
  );
}

/** Another product for the design in hand. */
import { hasFeature } from "../../model/configuration";
import { words } from "../../words";
import { Dialog } from "../Dialog";
import { useSession } from "../session";
import { changeProduct } from "./changeProduct";
import { ProductSelector } from "./ProductSelector";

export function SelectorDialog() {
  const session = useSession();
  const { api, configuration, editor, link, ui } = session;
  const close = () => {
    ui.isChoosingProduct.value = false;
  };
  return (
    <Dialog title={words.changeProduct} isWide onClose={close} footer={null}>
      <ProductSelector
        api={api}
        categories={link.categories ?? NONE}
        current={editor.product.id}
        showsPrices={hasFeature(configuration, "price")}
        onChoose={(id) => changeProduct(session, id)}
      />
    </Dialog>
  );
}

const NONE: readonly string[] = [];

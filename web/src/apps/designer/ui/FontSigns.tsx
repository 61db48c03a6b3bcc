/** What stands on the product where a text cannot be shown because its font did not arrive. */
import type { TextLayer } from "../../../document/types";
import { type Matrix, transformPoint } from "../../../geometry/matrix";
import { Icon } from "../../../ui/icons";
import { words } from "../words";
import { useSession } from "./session";

export function FontSigns({ toScreen }: { toScreen: Matrix | null }) {
  const { editor } = useSession();
  const failed = editor.typesetter.failed.value;
  if (!toScreen || failed.size === 0) return null;
  const texts = (editor.area.value?.layers ?? []).filter(
    (layer): layer is TextLayer => layer.type === "text" && failed.has(layer.font),
  );
  return (
    <>
      {texts.map((layer) => (
        <FontSign key={layer.id} layer={layer} toScreen={toScreen} />
      ))}
    </>
  );
}

function FontSign({ layer, toScreen }: { layer: TextLayer; toScreen: Matrix }) {
  const { editor, ui } = useSession();
  const [, , , , x, y] = layer.transform;
  const [left, top] = transformPoint(toScreen, x, y);
  const family = editor.product.fonts.find(({ id }) => id === layer.font)?.family ?? words.font;
  return (
    <div class="font-sign" role="alert" style={{ "--left": `${left}px`, "--top": `${top}px` }}>
      <p>
        <Icon name="alert" /> {words.fontFailedLong(family)}
      </p>
      <div class="row row--wrap">
        <button
          type="button"
          class="button button--small"
          onClick={() => void editor.typesetter.retry(layer.font)}
        >
          {words.retry}
        </button>
        <button
          type="button"
          class="button button--small"
          onClick={() => {
            editor.select(layer.id);
            ui.panel.value = ui.isPhone.value ? "font" : "words";
          }}
        >
          {words.fontTryAnother}
        </button>
      </div>
    </div>
  );
}

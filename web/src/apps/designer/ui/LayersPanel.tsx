/** The layers of the side in hand: the control that needs no canvas. The topmost comes first, as it lies. */
import type { Layer } from "../../../document/types";
import { nameOf } from "../model/names";
import { verdictsOn } from "../model/verdicts";
import { words } from "../words";
import { IconButton } from "./fields";
import { Icon, type IconName } from "./icons";
import { useSession } from "./session";

const ICONS: Readonly<Record<Layer["type"], IconName>> = {
  text: "text",
  image: "photo",
  shape: "shapes",
  clipart: "shapes",
  code: "code",
  group: "layers",
};

export function LayersPanel() {
  const { editor } = useSession();
  const layers = [...(editor.area.value?.layers ?? [])].reverse();
  if (layers.length === 0) return <p class="muted small">{words.noLayers}</p>;
  return (
    <div class="stack stack--8">
      <p class="muted small">{words.layersIntro}</p>
      <ol class="layers">
        {layers.map((layer, index) => (
          <LayerRow key={layer.id} layer={layer} isFirst={index === 0} isLast={index === layers.length - 1} />
        ))}
      </ol>
    </div>
  );
}

function LayerRow({ layer, isFirst, isLast }: { layer: Layer; isFirst: boolean; isLast: boolean }) {
  const { editor, ui } = useSession();
  const name = nameOf(layer, editor.pictures.value);
  const isSelected = editor.selectedId.value === layer.id;
  const isDoubtful = verdictsOn(layer, editor.verdicts.value).length > 0;
  return (
    <li class="layer" data-selected={isSelected ? "" : undefined}>
      <button
        type="button"
        class="layer__name"
        aria-pressed={isSelected}
        onClick={() => {
          editor.select(layer.id);
          editor.say(words.said.selected(name));
          if (!ui.isPhone.value) ui.panel.value = "layers";
        }}
      >
        <Icon name={ICONS[layer.type]} size={18} />
        <span>{name}</span>
        {isDoubtful ? <Icon name="alert" size={16} /> : null}
      </button>
      <IconButton
        small
        icon="up"
        label={words.forward(name)}
        disabled={isFirst}
        onClick={() => editor.reorder(layer.id, 1)}
      />
      <IconButton
        small
        icon="down"
        label={words.back(name)}
        disabled={isLast}
        onClick={() => editor.reorder(layer.id, -1)}
      />
      <IconButton
        small
        icon={layer.locked ? "lock" : "unlock"}
        label={layer.locked ? words.unlockNamed(name) : words.lockNamed(name)}
        aria-pressed={layer.locked}
        onClick={() => editor.setLocked(layer.id, !layer.locked)}
      />
      <IconButton
        small
        icon="trash"
        label={words.deleteNamed(name)}
        onClick={() => editor.remove(layer.id)}
      />
    </li>
  );
}

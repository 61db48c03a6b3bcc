/** The small bar beside the selected object, on screens with room for it. */
import type { Signal } from "@preact/signals";
import { useSignal } from "@preact/signals";
import type { Layer } from "../../../document/types";
import { IconButton } from "../../../ui/IconButton";
import type { Box } from "../../../view2d/placement";
import { hasFeature } from "../model/configuration";
import { mayMove } from "../model/freedom";
import { words } from "../words";
import { Later } from "./Later";
import { useSession } from "./session";
import { writeOrOpen } from "./startStage";

const HEIGHT = 46;
const GAP = 18;
const HALF_WIDTH = 150;
/** Below this far from the top there is room for the menu above the bar. */
const MENU_HEIGHT = 170;

export function FloatingBar({ outline }: { outline: Signal<Box | null> }) {
  const { editor, ui } = useSession();
  const layer = editor.selected.value;
  const box = outline.value;
  if (!box || !layer || ui.isPhone.value || editor.writingId.value) return null;
  const above = box.y - HEIGHT - GAP;
  // Below there is the handle that turns, so the bar keeps clear of it.
  const top = above >= 8 ? above : box.y + box.height + 56;
  const left = `clamp(${HALF_WIDTH}px, ${box.x + box.width / 2}px, calc(100% - ${HALF_WIDTH}px))`;
  return (
    <div
      class="floating-bar"
      style={{ left, top: `clamp(8px, ${top}px, calc(100% - ${HEIGHT + 8}px))` }}
      data-low={top > MENU_HEIGHT ? "" : undefined}
    >
      <Actions key={layer.id} layer={layer} />
    </div>
  );
}

function Actions({ layer }: { layer: Layer }) {
  const session = useSession();
  const { editor, configuration } = session;
  const isOpen = useSignal(false);
  const { id } = layer;
  const isFree = mayMove(editor.product, layer);
  const has = (feature: Parameters<typeof hasFeature>[1]) => isFree && hasFeature(configuration, feature);
  const canCrop = layer.type === "image" && hasFeature(configuration, "crop");
  return (
    <>
      <div class="toolbar toolbar--float" role="toolbar" aria-label={words.selection}>
        {layer.locked ? null : layer.type === "text" ? (
          <IconButton icon="edit" label={words.editText} onClick={() => writeOrOpen(session, id)} />
        ) : canCrop ? (
          <IconButton icon="crop" label={words.crop} onClick={() => writeOrOpen(session, id)} />
        ) : null}
        {has("duplicate") ? (
          <IconButton icon="copy" label={words.duplicate} onClick={() => editor.duplicate(id)} />
        ) : null}
        {isFree ? (
          <>
            <IconButton icon="forward" label={words.bringForward} onClick={() => editor.reorder(id, 1)} />
            <IconButton icon="back" label={words.sendBack} onClick={() => editor.reorder(id, -1)} />
          </>
        ) : null}
        {has("arrange") ? (
          <IconButton
            icon="arrange"
            label={words.arrange}
            aria-expanded={isOpen.value}
            onClick={() => {
              isOpen.value = !isOpen.value;
            }}
          />
        ) : null}
        {has("lock") ? (
          <IconButton
            icon={layer.locked ? "lock" : "unlock"}
            label={layer.locked ? words.unlock : words.lock}
            aria-pressed={layer.locked}
            onClick={() => editor.setLocked(id, !layer.locked)}
          />
        ) : null}
        {isFree ? (
          <>
            <span class="toolbar__separator" />
            <IconButton icon="trash" label={words.delete} onClick={() => editor.remove(id)} />
          </>
        ) : null}
      </div>
      {isOpen.value ? (
        <div class="floating-bar__menu">
          <Later show={({ AlignActions }) => <AlignActions layer={layer} />} />
        </div>
      ) : null}
    </>
  );
}

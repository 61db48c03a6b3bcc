/** The small bar beside the selected object, on screens with room for it. */
import type { Box } from "../../../view2d/placement";
import { words } from "../words";
import { IconButton } from "./fields";
import { writeOrOpen } from "./StageArea";
import { useSession } from "./session";

const HEIGHT = 46;
const GAP = 18;
const HALF_WIDTH = 130;

export function FloatingBar({ outline }: { outline: Box | null }) {
  const session = useSession();
  const { editor, ui } = session;
  const layer = editor.selected.value;
  if (!outline || !layer || ui.isPhone.value || editor.writingId.value) return null;
  const { id } = layer;
  const above = outline.y - HEIGHT - GAP;
  // Below there is the handle that turns, so the bar keeps clear of it.
  const top = above >= 8 ? above : outline.y + outline.height + 56;
  const left = `clamp(${HALF_WIDTH}px, ${outline.x + outline.width / 2}px, calc(100% - ${HALF_WIDTH}px))`;
  return (
    <div
      class="toolbar toolbar--float floating-bar"
      role="toolbar"
      aria-label={words.selection}
      style={{ left, top: `clamp(8px, ${top}px, calc(100% - ${HEIGHT + 8}px))` }}
    >
      {layer.type === "text" && !layer.locked ? (
        <IconButton icon="edit" label={words.editText} onClick={() => writeOrOpen(session, id)} />
      ) : null}
      <IconButton icon="copy" label={words.duplicate} onClick={() => editor.duplicate(id)} />
      <IconButton icon="forward" label={words.bringForward} onClick={() => editor.reorder(id, 1)} />
      <IconButton icon="back" label={words.sendBack} onClick={() => editor.reorder(id, -1)} />
      <IconButton
        icon={layer.locked ? "lock" : "unlock"}
        label={layer.locked ? words.unlock : words.lock}
        aria-pressed={layer.locked}
        onClick={() => editor.setLocked(id, !layer.locked)}
      />
      <span class="toolbar__separator" />
      <IconButton icon="trash" label={words.delete} onClick={() => editor.remove(id)} />
    </div>
  );
}

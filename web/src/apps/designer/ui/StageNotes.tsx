/** What preflight says of an object, as a mark at its corner that opens the words. */
import { useSignal } from "@preact/signals";
import type { Layer } from "../../../document/types";
import { type Matrix, multiply, transformPoint } from "../../../geometry/matrix";
import { nameOf } from "../model/names";
import { isGrave, type Judged, verdictsOn } from "../model/verdicts";
import { words } from "../words";
import { Icon } from "./icons";
import { useSession } from "./session";
import type { StageState } from "./startStage";

/** From the corner outwards, in CSS pixels: beside the handle where there is one, and clear of the bar above. */
const BESIDE_CORNER = 12;
const BESIDE_HANDLE = 28;

export function StageNotes({ state }: { state: StageState }) {
  const { editor } = useSession();
  const open = useSignal<string | null>(null);
  const toScreen = state.toScreen.value;
  // While something moves, or is written, nobody needs to hear what may still change.
  if (!toScreen || state.measure.value || editor.writingId.value) return null;
  const verdicts = editor.notes.value;
  const selected = editor.selectedId.value;
  return (
    <>
      {(editor.area.value?.layers ?? []).map((layer) => {
        const own = verdictsOn(layer, verdicts);
        const isSelected = layer.id === selected;
        if (!own.some(isGrave) && !(isSelected && own.length > 0)) return null;
        return (
          <Note
            key={layer.id}
            layer={layer}
            verdicts={own}
            toScreen={toScreen}
            isSelected={isSelected}
            isOpen={open.value === layer.id}
            onToggle={() => {
              open.value = open.value === layer.id ? null : layer.id;
            }}
          />
        );
      })}
    </>
  );
}

interface NoteProps {
  readonly layer: Layer;
  readonly verdicts: readonly Judged[];
  readonly toScreen: Matrix;
  readonly isSelected: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Note({ layer, verdicts, toScreen, isSelected, isOpen, onToggle }: NoteProps) {
  const { editor } = useSession();
  const set = editor.typesetter.typeset(layer);
  if (!set) return null;
  const down = isSelected ? 1 : -1;
  const [x, y] = outermost(multiply(toScreen, layer.transform), set.width, set.height, down);
  const beside = isSelected ? BESIDE_HANDLE : BESIDE_CORNER;
  const name = nameOf(layer, editor.pictures.value);
  return (
    <div
      class="note-mark"
      data-grave={verdicts.some(isGrave) ? "" : undefined}
      style={{
        left: `clamp(22px, ${x + beside}px, calc(100% - 22px))`,
        top: `clamp(22px, ${y + down * beside}px, calc(100% - 22px))`,
      }}
    >
      <button
        type="button"
        class="note-mark__button"
        aria-label={words.notesOn(name, verdicts.length)}
        aria-expanded={isOpen}
        onClick={onToggle}
      >
        <Icon name={verdicts.some(isGrave) ? "alert" : "info"} size={16} />
      </button>
      {isOpen ? (
        <div class="note-mark__words" role="status">
          {verdicts.map((verdict) => (
            <p key={`${verdict.rule}-${verdict.layer}`}>{verdict.message}</p>
          ))}
        </div>
      ) : null}
    </div>
  );
}

/** The corner of a box that lies farthest to the right, and to the top (−1) or the bottom (1). */
function outermost(toScreen: Matrix, width: number, height: number, down: 1 | -1): [number, number] {
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([x, y]) => transformPoint(toScreen, ((x as number) * width) / 2, ((y as number) * height) / 2));
  return corners.reduce((best, corner) =>
    corner[0] + down * corner[1] > best[0] + down * best[1] ? corner : best,
  );
}

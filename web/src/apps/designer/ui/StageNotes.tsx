/** What preflight says of an object, as a mark at its corner that opens the words. */
import { useSignal } from "@preact/signals";
import type { Layer } from "../../../document/types";
import { type Matrix, multiply, transformPoint } from "../../../geometry/matrix";
import { Icon } from "../../../ui/icons";
import type { Point } from "../../../view2d/placement";
import { nameOf } from "../model/names";
import { isGrave, type Judged, verdictsOn } from "../model/verdicts";
import { words } from "../words";
import { notePlaces, type Room, type WordsPlace, wordsPlace } from "./notePlaces";
import { useSession } from "./session";
import type { StageState } from "./startStage";

/** From the corner outwards, in CSS pixels: beside the handle where there is one, and clear of the bar above. */
const BESIDE_CORNER = 12;
const BESIDE_HANDLE = 28;
/** Between the middles of two marks: for a thumb, and for a mouse. */
const FOR_THUMB = 44;
const FOR_MOUSE = 32;

export function StageNotes({ state }: { state: StageState }) {
  const { editor, ui } = useSession();
  const open = useSignal<string | null>(null);
  const toScreen = state.toScreen.value;
  const room = state.room.value;
  // While something moves, or is written, nobody needs to hear what may still change.
  if (!toScreen || !room || state.measure.value || editor.writingId.value) return null;
  const selected = editor.selectedId.value;
  const noted = (editor.area.value?.layers ?? []).flatMap((layer) => {
    const verdicts = verdictsOn(layer, editor.notes.value);
    const isSelected = layer.id === selected;
    if (!verdicts.some(isGrave) && !(isSelected && verdicts.length > 0)) return [];
    const set = editor.typesetter.typeset(layer);
    if (!set) return [];
    const wish = cornerOf(multiply(toScreen, layer.transform), set.width, set.height, isSelected);
    return [{ layer, verdicts, wish }];
  });
  const spacing = ui.isPhone.value ? FOR_THUMB : FOR_MOUSE;
  const places = notePlaces(
    noted.map(({ wish }) => wish),
    room,
    spacing,
  );
  return (
    <>
      {noted.map(({ layer, verdicts, wish }, index) => (
        <Note
          key={layer.id}
          layer={layer}
          verdicts={verdicts}
          place={places[index] ?? wish}
          room={room}
          isOpen={open.value === layer.id}
          onToggle={() => {
            open.value = open.value === layer.id ? null : layer.id;
          }}
        />
      ))}
    </>
  );
}

interface NoteProps {
  readonly layer: Layer;
  readonly verdicts: readonly Judged[];
  readonly place: Point;
  readonly room: Room;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Note({ layer, verdicts, place, room, isOpen, onToggle }: NoteProps) {
  const { editor } = useSession();
  const name = nameOf(layer, editor.pictures.value);
  const isAlert = verdicts.some(isGrave);
  return (
    <>
      <div
        class="note-mark"
        data-grave={isAlert ? "" : undefined}
        style={{ left: `${place.x}px`, top: `${place.y}px` }}
      >
        <button
          type="button"
          class="note-mark__button"
          aria-label={words.notesOn(name, verdicts.length)}
          aria-expanded={isOpen}
          onClick={onToggle}
        >
          <Icon name={isAlert ? "alert" : "info"} size={16} />
        </button>
      </div>
      {isOpen ? (
        <div class="note-mark__words" role="status" style={inPixels(wordsPlace(place, room))}>
          {verdicts.map((verdict) => (
            <p key={`${verdict.rule}-${verdict.layer}`}>{verdict.message}</p>
          ))}
        </div>
      ) : null}
    </>
  );
}

function inPixels(place: WordsPlace): Record<string, string> {
  return Object.fromEntries(Object.entries(place).map(([name, length]) => [name, `${length}px`]));
}

/**
 * Beside the corner of a box that lies farthest to the right and at the top; of what is selected, at the bottom, as the
 * bar with what can be done lies above it.
 */
function cornerOf(toScreen: Matrix, width: number, height: number, isSelected: boolean): Point {
  const down = isSelected ? 1 : -1;
  const beside = isSelected ? BESIDE_HANDLE : BESIDE_CORNER;
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([x, y]) => transformPoint(toScreen, ((x as number) * width) / 2, ((y as number) * height) / 2));
  const [x, y] = corners.reduce((best, corner) =>
    corner[0] + down * corner[1] > best[0] + down * best[1] ? corner : best,
  );
  return { x: x + beside, y: y + down * beside };
}

/**
 * Everything that is designed, side by side of the product: the control that needs no canvas. The topmost comes first,
 * as it lies. A row is a button that selects; what can be done with the selected one opens under it, so that the way
 * through the list by Tab stays short.
 */
import { useEffect, useRef } from "preact/hooks";
import type { Area, Layer } from "../../../document/types";
import type { Editor } from "../model/editor";
import { placeOf, reorderTo } from "../model/layerOrder";
import { nameOf } from "../model/names";
import { words } from "../words";
import { LayerRow } from "./LayerRow";
import { useSession } from "./session";

export function LayersPanel() {
  const { editor, ui } = useSession();
  const areas = editor.document.value.areas;
  const isEmpty = areas.every(({ layers }) => layers.length === 0);
  if (isEmpty) return <p class="muted small">{words.noLayers}</p>;
  return (
    <div class="stack stack--24">
      <p class="muted small">{ui.isPhone.value ? words.layersIntroPhone : words.layersIntro}</p>
      {areas.map((area) => (
        <Side key={area.name} area={area} isAlone={areas.length === 1} />
      ))}
    </div>
  );
}

function Side({ area, isAlone }: { area: Area; isAlone: boolean }) {
  const { editor } = useSession();
  const list = useRef<HTMLOListElement>(null);
  const focus = useFocus(list);
  const layers = [...area.layers].reverse();
  const count = layers.length;
  const label = words.layersOn(area.name, count);
  return (
    <section class="stack stack--8" aria-label={area.name}>
      {isAlone ? null : <h3 class="group__title">{area.name}</h3>}
      {count === 0 ? (
        <p class="muted small">{words.layersEmpty}</p>
      ) : (
        <ol
          class="layers"
          aria-label={label}
          ref={list}
          onKeyDown={(event) => onListKey(event, list.current)}
        >
          {layers.map((layer, index) => (
            <LayerRow
              key={layer.id}
              layer={layer}
              place={{ index, count }}
              onMove={(to) => {
                focus.keep();
                reorderTo(editor, layer.id, count - 1 - to);
              }}
              onDelete={() => {
                focus.next(layers[index + 1]?.id ?? layers[index - 1]?.id);
                editor.remove(layer.id);
              }}
              onDuplicate={() => {
                editor.duplicate(layer.id);
                focus.next(editor.selectedId.value ?? undefined);
              }}
              onSelect={() => selectInList(editor, layer)}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

function selectInList(editor: Editor, layer: Layer): void {
  if (editor.selectedId.value === layer.id) {
    editor.select(null);
    return;
  }
  editor.select(layer.id);
  const name = nameOf(layer, editor.pictures.value);
  editor.say(words.said.selectedAt(name, placeOf(editor, layer)));
}

/**
 * Where the focus goes when the list changes under it: the browser drops it with a row that moves or goes away.
 */
function useFocus(list: { readonly current: HTMLElement | null }) {
  const wanted = useRef<HTMLElement | string | null>(null);
  useEffect(() => {
    const goal = wanted.current;
    wanted.current = null;
    if (goal === null) return;
    const element =
      typeof goal === "string" ? list.current?.querySelector<HTMLElement>(`[data-layer="${goal}"]`) : goal;
    // A button that reached the end of its way is off; the row is still there.
    const isOff = element instanceof HTMLButtonElement && element.disabled;
    (isOff ? element.closest("li")?.querySelector<HTMLElement>("[data-layer]") : element)?.focus();
  });
  return {
    /** What has the focus keeps it. */
    keep() {
      wanted.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    },
    next(layerId: string | undefined) {
      wanted.current = layerId ?? null;
    },
  };
}

/** The arrow keys go from row to row. */
function onListKey(event: KeyboardEvent, list: HTMLElement | null): void {
  const isRow = (event.target as HTMLElement).matches("[data-layer]");
  if (!list || !isRow || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = [...list.ownerDocument.querySelectorAll<HTMLElement>(".layers [data-layer]")];
  const here = rows.indexOf(event.target as HTMLElement);
  const goals: Readonly<Record<string, HTMLElement | undefined>> = {
    ArrowUp: rows[here - 1],
    ArrowDown: rows[here + 1],
    Home: rows[0],
    End: rows.at(-1),
  };
  if (!(event.key in goals)) return;
  // Elsewhere the arrows move the object.
  event.preventDefault();
  event.stopPropagation();
  goals[event.key]?.focus();
}

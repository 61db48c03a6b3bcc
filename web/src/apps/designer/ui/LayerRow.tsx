/** One layer in the list. */
import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { GroupLayer, Layer } from "../../../document/types";
import { IconButton } from "../../../ui/IconButton";
import { Icon } from "../../../ui/icons";
import { paintLayer } from "../../../view2d/layerPicture";
import { hasFeature } from "../model/configuration";
import { mayMove } from "../model/freedom";
import { nameOf } from "../model/names";
import { verdictsOn } from "../model/verdicts";
import { words } from "../words";
import { PlaceFields } from "./inspector/ArrangeSection";
import { LayerVerdicts } from "./LayerVerdicts";
import { useRowDrag } from "./rowDrag";
import { useSession } from "./session";

interface LayerRowProps {
  layer: Layer;
  /** Where it stands in its list, from the top. */
  place: { readonly index: number; readonly count: number };
  onSelect: () => void;
  /** Puts it at another place of the list. */
  onMove: (to: number) => void;
  onDelete: () => void;
  onDuplicate: () => void;
}

export function LayerRow({ layer, place, onSelect, onMove, onDelete, onDuplicate }: LayerRowProps) {
  const { editor, configuration } = useSession();
  const row = useRef<HTMLLIElement>(null);
  const drag = useRowDrag(row, place.index, onMove);
  const name = nameOf(layer, editor.pictures.value);
  const isSelected = editor.selectedId.value === layer.id;
  const isFree = mayMove(editor.product, layer);
  const isDoubtful = verdictsOn(layer, editor.notes.value).length > 0;
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
    const isDelete = event.key === "Delete" || event.key === "Backspace";
    if (by === undefined && !isDelete) return;
    event.preventDefault();
    event.stopPropagation();
    if (!isFree) return;
    if (isDelete) onDelete();
    else if (by !== undefined && place.index + by >= 0 && place.index + by < place.count)
      onMove(place.index + by);
  };
  return (
    <li class="layer" ref={row} data-selected={isSelected ? "" : undefined} data-drag={drag.state}>
      <div class="layer__row">
        {isFree && place.count > 1 ? (
          <span class="layer__handle" title={words.layerDrag(name)} aria-hidden="true" {...drag.handle}>
            <Icon name="grip" size={18} />
          </span>
        ) : null}
        <button
          type="button"
          class="layer__name"
          data-layer={layer.id}
          aria-pressed={isSelected}
          onClick={onSelect}
          onKeyDown={onKeyDown}
        >
          <LayerPicture layer={layer} />
          <span class="layer__words">{name}</span>
          {layer.locked ? <Mark icon="lock" text={words.layerLocked} /> : null}
          {isDoubtful ? <Mark icon="alert" text={words.layerDoubtful} /> : null}
        </button>
      </div>
      {layer.type === "group" ? <Members group={layer} name={name} /> : null}
      {isSelected ? (
        <div class="layer__more">
          <LayerVerdicts layer={layer} />
          {isFree ? <LayerActions {...{ layer, name, place, onMove, onDelete, onDuplicate }} /> : null}
          {isFree && hasFeature(configuration, "arrange") ? <PlaceFields layer={layer} /> : null}
        </div>
      ) : null}
    </li>
  );
}

function Mark({ icon, text }: { icon: "lock" | "alert"; text: string }) {
  return (
    <span class={`layer__mark layer__mark--${icon}`} title={text}>
      <Icon name={icon} size={16} />
      <span class="visually-hidden">, {text}</span>
    </span>
  );
}

type ActionsProps = Omit<LayerRowProps, "onSelect"> & { name: string };

function LayerActions({ layer, name, place, onMove, onDelete, onDuplicate }: ActionsProps) {
  const { editor, configuration } = useSession();
  const { index, count } = place;
  return (
    <div class="row layer__actions" role="toolbar" aria-label={words.layerActions(name)}>
      <IconButton
        icon="up"
        label={words.forward(name)}
        disabled={index === 0}
        onClick={() => onMove(index - 1)}
      />
      <IconButton
        icon="down"
        label={words.back(name)}
        disabled={index === count - 1}
        onClick={() => onMove(index + 1)}
      />
      {hasFeature(configuration, "lock") ? (
        <IconButton
          icon={layer.locked ? "lock" : "unlock"}
          label={layer.locked ? words.unlockNamed(name) : words.lockNamed(name)}
          aria-pressed={layer.locked}
          onClick={() => editor.setLocked(layer.id, !layer.locked)}
        />
      ) : null}
      {hasFeature(configuration, "duplicate") ? (
        <IconButton icon="copy" label={words.duplicateNamed(name)} onClick={onDuplicate} />
      ) : null}
      <IconButton icon="trash" label={words.deleteNamed(name)} onClick={onDelete} />
    </div>
  );
}

function Members({ group, name }: { group: GroupLayer; name: string }) {
  const { editor } = useSession();
  return (
    <ul class="layer__members" aria-label={words.layerMembers(name)}>
      {[...group.layers].reverse().map((member) => (
        <li key={member.id}>
          <LayerPicture layer={member} />
          <span>{nameOf(member, editor.pictures.value)}</span>
        </li>
      ))}
    </ul>
  );
}

const SIDE = 36;

/** The layer by itself, on the product's colour. */
function LayerPicture({ layer }: { layer: Layer }) {
  const { editor, shelf } = useSession();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let waiting = 0;
    const stop = effect(() => {
      const set = editor.typesetter.typeset(layer);
      const images = shelf.images.value;
      window.clearTimeout(waiting);
      // Pictures follow a pause, so that they take no time from typing and dragging.
      waiting = window.setTimeout(() => {
        if (set && canvas.current) paintLayer(canvas.current, set.operations, set, images);
      }, 120);
    });
    return () => {
      stop();
      window.clearTimeout(waiting);
    };
  }, [editor, shelf, layer]);
  const pixels = Math.round(SIDE * Math.min(2, window.devicePixelRatio || 1));
  return (
    <span class="layer__picture" style={{ background: editor.garment.value ?? "" }} aria-hidden="true">
      <canvas ref={canvas} width={pixels} height={pixels} />
    </span>
  );
}

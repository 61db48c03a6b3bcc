/** The product in three dimensions, with what floats over it. Comes in a chunk of its own. */
import { batch, effect, type Signal, signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { ProductPhotos } from "../../../pictures/productPhotos";
import { Icon } from "../../../ui/icons";
import type { Box } from "../../../view2d/placement";
import {
  type ModelColours,
  type ModelEvents,
  type ModelStage,
  ModelUnavailableError,
} from "../../../view3d/scene";
import { createModelStage } from "../../../view3d/viewer";
import { findLayer } from "../model/commands";
import { hasFeature } from "../model/configuration";
import type { Editor } from "../model/editor";
import { type Dragged, modelSceneOf } from "../model/scenes3d";
import { words } from "../words";
import { listenForDrops } from "./drops";
import { FloatingBar } from "./FloatingBar";
import { IconButton } from "./fields";
import { fallBack } from "./Stage";
import { DropSign, UploadSign } from "./StageArea";
import { type Interface, type Session, useSession } from "./session";
import { isInviting, writeOrOpen } from "./startStage";

/** Degrees of one press of a key or button. */
const TURN = 15;
const ZOOM = 1.35;

interface Stage3DProps {
  photos: ProductPhotos;
  /** The product's binary glTF. */
  file: ArrayBuffer;
  /** When it is not, it is kept as it stands. */
  isShown: boolean;
}

export function Stage3D({ photos, file, isShown }: Stage3DProps) {
  const session = useSession();
  const { editor, configuration } = session;
  const mayZoom = hasFeature(configuration, "zoom");
  const place = useRef<HTMLDivElement>(null);
  const outline = useSignal<Box | null>(null);
  const stage = useSignal<ModelStage | null>(null);
  const isReady = useSignal(false);
  const isDropTarget = useSignal(false);
  useEffect(() => {
    if (!place.current) return;
    return startModel(place.current, session, photos, file, { outline, stage, isReady });
  }, [session, photos, file, outline, stage, isReady]);
  useEffect(() => {
    if (!place.current || !isShown) return;
    // What is let go over a bent surface finds its own place.
    return listenForDrops(session, { element: place.current, toScreen: () => null }, isDropTarget);
  }, [session, isShown, isDropTarget]);

  return (
    <div class="stage stage--solid" hidden={!isShown} data-ready={isReady.value ? "" : undefined}>
      <div
        ref={place}
        class="stage__canvas"
        data-selection={editor.selected.value ? "" : undefined}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys turn the product while it has the focus
        tabIndex={0}
        aria-label={words.model(editor.area.value?.name ?? "")}
        onKeyDown={(event) => {
          if (!stage.value || !onKey(stage.value, session, event)) return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      {isReady.value ? null : <div class="stage__skeleton skeleton" />}
      {isShown ? <FloatingBar outline={outline} /> : null}
      {isReady.value ? <Invitation /> : null}
      <UploadSign />
      {stage.value && isReady.value ? <ViewControls stage={stage.value} mayZoom={mayZoom} /> : null}
      {isDropTarget.value ? <DropSign /> : null}
    </div>
  );
}

interface Shown {
  readonly outline: Signal<Box | null>;
  readonly stage: Signal<ModelStage | null>;
  readonly isReady: Signal<boolean>;
}

function startModel(
  element: HTMLElement,
  session: Session,
  photos: ProductPhotos,
  file: ArrayBuffer,
  shown: Shown,
): () => void {
  const ending = new AbortController();
  const dragged = signal<Dragged | null>(null);
  const printMesh = session.editor.product.model?.print_mesh ?? "";
  const events = eventsOf(session, shown, dragged);
  createModelStage(element, file, printMesh, events, coloursOf(element)).then(
    (stage) => {
      if (ending.signal.aborted) stage.destroy();
      else follow(stage, element, session, photos, dragged, ending.signal);
      shown.stage.value = stage;
    },
    (error: unknown) => {
      if (!ending.signal.aborted) fallBack(session);
      if (!(error instanceof ModelUnavailableError)) throw error;
    },
  );
  return () => ending.abort();
}

/** Shows what the editor has, while it is shown itself, until the signal says that it is over. */
function follow(
  stage: ModelStage,
  element: HTMLElement,
  { editor, ui, shelf }: Session,
  photos: ProductPhotos,
  dragged: Signal<Dragged | null>,
  over: AbortSignal,
): void {
  const stopShowing = effect(() => {
    if (ui.dimensions.value !== 3) return;
    const scene = modelSceneOf(editor, photos, shelf.images.value, dragged.value);
    if (scene) stage.show(scene);
  });
  const stopWriting = effect(() => {
    if (ui.dimensions.value === 3 && editor.writingId.value) writeInPanel(editor, ui);
  });
  const observer = new ResizeObserver(([entry]) => {
    const box = entry?.contentRect;
    if (box && box.width > 0 && box.height > 0) stage.resize(Math.round(box.width), Math.round(box.height));
  });
  observer.observe(element);
  over.addEventListener("abort", () => {
    stopShowing();
    stopWriting();
    observer.disconnect();
    stage.destroy();
  });
}

/** Letters that stand on a bent surface are written beside it. */
function writeInPanel(editor: Editor, ui: Interface): void {
  editor.writingId.value = null;
  ui.panel.value = "words";
  // The panel is there with the next frame, and its field with the one after.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const field = document.querySelector<HTMLTextAreaElement>("#layer-text");
      field?.focus({ preventScroll: true });
      field?.select();
    }),
  );
}

function eventsOf(session: Session, shown: Shown, dragged: Signal<Dragged | null>): ModelEvents {
  const { configuration, editor, ui, parent } = session;
  return {
    mayZoom: hasFeature(configuration, "zoom"),
    select: (id) => editor.select(id),
    tap: () => {
      if (!ui.isPhone.value) ui.panel.value = "words";
    },
    drag: (id, dx, dy) => {
      dragged.value = { id, dx, dy };
    },
    drop: (id) => {
      const moved = dragged.value;
      const layer = findLayer(editor.document.value, id)?.layer;
      batch(() => {
        dragged.value = null;
        if (!moved || !layer) return;
        const [a, b, c, d, x, y] = layer.transform;
        editor.place(id, [a, b, c, d, x + moved.dx, y + moved.dy]);
      });
    },
    edit: (id) => writeOrOpen(session, id),
    tapEmptyArea: () => {
      if (isInviting(session)) editor.addText(words.yourText);
    },
    outline: (box) => {
      shown.outline.value = box;
    },
    ready: () => {
      shown.isReady.value = true;
      parent.rendererReady();
    },
    failed: () => fallBack(session),
  };
}

/** The tokens as plain colours: a canvas knows fewer functions than CSS. */
function coloursOf(element: HTMLElement): ModelColours {
  const probe = element.appendChild(document.createElement("span"));
  // Or each reading would give the colour before it: with reduced motion every change takes a moment.
  probe.style.setProperty("transition", "none", "important");
  // On the product, not on the page: the same in a dark scheme.
  probe.dataset.theme = "light";
  const read = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = { accent: read("--accent"), halo: read("--surface") };
  probe.remove();
  return colours;
}

/** Whether the key was ours. With something selected the arrows move it, as everywhere. */
function onKey(stage: ModelStage, { configuration, editor }: Session, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if ("+=-".includes(event.key) && !hasFeature(configuration, "zoom")) return false;
  const isFree = editor.selectedId.value === null;
  switch (event.key) {
    case "+":
    case "=":
      stage.zoomBy(ZOOM);
      return true;
    case "-":
      stage.zoomBy(1 / ZOOM);
      return true;
    case "0":
    case "Home":
      stage.reset();
      return true;
    case "ArrowLeft":
      if (isFree) stage.turn(-TURN, 0);
      return isFree;
    case "ArrowRight":
      if (isFree) stage.turn(TURN, 0);
      return isFree;
    case "ArrowUp":
      if (isFree) stage.turn(0, TURN);
      return isFree;
    case "ArrowDown":
      if (isFree) stage.turn(0, -TURN);
      return isFree;
  }
  return false;
}

/** What a drag and a pinch do, for those who do neither. */
function ViewControls({ stage, mayZoom }: { stage: ModelStage; mayZoom: boolean }) {
  return (
    <div class="toolbar toolbar--float view-controls" role="toolbar" aria-label={words.viewControls}>
      <IconButton icon="turnLeft" label={words.turnLeft} onClick={() => stage.turn(-3 * TURN, 0)} />
      <IconButton icon="turnRight" label={words.turnRight} onClick={() => stage.turn(3 * TURN, 0)} />
      {mayZoom ? (
        <>
          <span class="toolbar__separator" />
          <IconButton icon="zoomOut" label={words.zoomOut} onClick={() => stage.zoomBy(1 / ZOOM)} />
          <IconButton icon="zoomIn" label={words.zoomIn} onClick={() => stage.zoomBy(ZOOM)} />
        </>
      ) : null}
      <span class="toolbar__separator" />
      <IconButton icon="home" label={words.resetView} onClick={() => stage.reset()} />
    </div>
  );
}

/** The light invitation while nothing is designed. */
function Invitation() {
  const session = useSession();
  if (!isInviting(session)) return null;
  return (
    <button
      type="button"
      class="invitation invitation--solid"
      onClick={() => session.editor.addText(words.yourText)}
    >
      <Icon name="text" />
      {words.tapToAdd}
    </button>
  );
}

/** The stage and the editor, each hearing of the other. */
import { effect, type Signal, signal } from "@preact/signals";
import type { Matrix } from "../../../geometry/matrix";
import type { ProductPhotos } from "../../../pictures/productPhotos";
import type { Box, Point } from "../../../view2d/placement";
import type { Measure, StageColours, StageEvents } from "../../../view2d/scene";
import { createStage } from "../../../view2d/stage";
import type { Camera } from "../../../view2d/viewport";
import { areaNamed } from "../model/commands";
import { hasFeature } from "../model/configuration";
import { fieldAt, writeField } from "../model/fields";
import { crop, preview, reshape } from "../model/handwork";
import { imageFieldAt } from "../model/imageAreas";
import { sceneOf } from "../model/scenes";
import { words } from "../words";
import { startCropping, stopCropping } from "./cropping";
import { sectionsOf } from "./inspector/sections";
import type { Session } from "./session";

/** What floats over the stage follows these. */
export interface StageState {
  /** The selected object at rest, in CSS pixels of the stage. */
  readonly outline: Signal<Box | null>;
  readonly toScreen: Signal<Matrix | null>;
  readonly level: Signal<number>;
  /** The stage's own size, in CSS pixels. */
  readonly room: Signal<{ width: number; height: number } | null>;
  /** What the hand does with the object, and where; null at rest. */
  readonly measure: Signal<{ measure: Measure; at: Point } | null>;
}

export function newStageState(): StageState {
  return {
    outline: signal(null),
    toScreen: signal(null),
    level: signal(1),
    room: signal(null),
    measure: signal(null),
  };
}

/** Returns what ends it. */
export function startStage(
  element: HTMLElement,
  session: Session,
  photos: ProductPhotos,
  state: StageState,
): () => void {
  const { editor, ui, shelf, parent } = session;
  const stage = createStage(element, eventsOf(session, state), stageColours(element));
  ui.stage = stage;
  let viewId = editor.viewId.peek();
  const stopShowing = effect(() => {
    if (viewId !== editor.viewId.value) {
      viewId = editor.viewId.value;
      // Another side begins as a whole.
      if (typeof ui.camera.peek() !== "string") ui.camera.value = "product";
    }
    const scene = sceneOf(editor, photos, shelf.images.value, {
      camera: cameraFor(session),
      cropping: ui.cropping.value,
    });
    if (!scene) return;
    stage.show(scene);
    state.toScreen.value = stage.areaToScreen();
    state.level.value = stage.zoomLevel();
    if (scene.photo) requestAnimationFrame(() => parent.rendererReady());
  });
  const stopCrop = effect(() => {
    if (ui.cropping.value !== null && editor.selectedId.value !== ui.cropping.value) stopCropping(session);
  });
  const observer = new ResizeObserver(([entry]) => {
    const box = entry?.contentRect;
    if (!box || box.width === 0 || box.height === 0) return;
    stage.resize(Math.round(box.width), Math.round(box.height));
    state.room.value = { width: box.width, height: box.height };
    state.toScreen.value = stage.areaToScreen();
    state.level.value = stage.zoomLevel();
  });
  observer.observe(element);
  return () => {
    ui.stage = null;
    stopShowing();
    stopCrop();
    observer.disconnect();
    stage.destroy();
  };
}

/**
 * On a phone an open panel or keyboard leaves little room: then the print area is what counts, unless the product itself
 * is being chosen.
 */
function cameraFor({ editor, ui }: Session): Camera {
  const camera = ui.camera.value;
  const isDesigning = ui.panel.value !== null && ui.panel.value !== "product";
  const isCramped =
    ui.isPhone.value && (isDesigning || editor.writingId.value !== null || ui.cropping.value !== null);
  return isCramped && camera === "product" ? "area" : camera;
}

function eventsOf(session: Session, state: StageState): StageEvents {
  const { editor, ui, configuration } = session;
  return {
    select: (id) => editor.select(id),
    tap: () => {
      if (!ui.isPhone.value) ui.panel.value = "words";
    },
    place: (id, transform) => editor.place(id, transform),
    reshape: (id, change) => reshape(editor, id, change),
    preview: (id, change) => preview(editor, id, change),
    edit: (id) => writeOrOpen(session, id),
    crop: (move) => ui.cropping.value && crop(editor, ui.cropping.value, move),
    endCrop: () => editor.endRun(),
    leaveCrop: () => stopCropping(session),
    tapGround: (at) => tapGround(session, at),
    look: (camera) => {
      if (hasFeature(configuration, "zoom")) ui.camera.value = camera;
    },
    measure: (measure, at) => {
      state.measure.value = measure && { measure, at };
    },
    outline: (box) => {
      state.outline.value = box;
    },
  };
}

/** Beside all objects: an empty field is filled, an empty area written on, anything else let go. */
function tapGround(session: Session, at: Point | null): void {
  const { editor } = session;
  const areaName = editor.areaName.value;
  const field = at && fieldAt(editor, areaName, at);
  if (field) {
    writeField(editor, areaName, field);
    return;
  }
  editor.select(null);
  const place = at && imageFieldAt(editor, areaName, at.x, at.y);
  if (place) openPlace(session, areaName, place.field.name);
  else if (at && isInviting(session)) editor.addText(words.yourText);
}

/** Offers photos for an empty image area of the product. */
export function openPlace({ ui }: Session, areaName: string, field: string): void {
  ui.place.value = { kind: "field", areaName, field };
  ui.panel.value = "photos";
}

/** Whether the first thing to do is to write on the empty print area. */
export function isInviting({ editor }: Session): boolean {
  const area = editor.productArea;
  if (!area || editor.product.is_template) return false;
  const layers = areaNamed(editor.made.value, area.name)?.layers ?? [];
  return area.text_areas.length + area.image_areas.length + layers.length === 0;
}

/** A straight text is written where it stands, a picture cropped; anything else is set in its panel. */
export function writeOrOpen(session: Session, id: string): void {
  const { editor, ui, configuration } = session;
  editor.select(id);
  const layer = editor.selected.value;
  if (!layer) return;
  if (layer.type === "text" && !layer.arc && !layer.on_path && !layer.locked) editor.write(id);
  else if (layer.type === "image" && !layer.locked && hasFeature(configuration, "crop"))
    startCropping(session, id);
  else ui.panel.value = sectionsOf(layer, session)[0] ?? "arrange";
}

/** The tokens as plain colours, whatever functions they are written with: a canvas knows fewer of them than CSS. */
function stageColours(element: HTMLElement): StageColours {
  const probe = element.appendChild(document.createElement("span"));
  // Or each reading would give the colour before it: with reduced motion every change takes a moment.
  probe.style.setProperty("transition", "none", "important");
  const read = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    accent: read("--accent"),
    handle: read("--surface"),
    halo: read("--surface"),
    guide: read("--accent"),
    warning: read("--warning"),
  };
  probe.remove();
  return colours;
}

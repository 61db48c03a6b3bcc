/** The product in the middle: the Konva stage and what floats over it. */
import { effect, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Matrix } from "../../../geometry/matrix";
import type { Box } from "../../../view2d/placement";
import type { DesignStage, StageColours } from "../../../view2d/scene";
import { createStage } from "../../../view2d/stage";
import type { ProductPhotos } from "../model/productPhotos";
import { sceneOf } from "../model/scenes";
import { words } from "../words";
import { listenForDrops } from "./drops";
import { FloatingBar } from "./FloatingBar";
import { IconButton } from "./fields";
import { InPlaceText } from "./InPlaceText";
import { Icon } from "./icons";
import { sectionsOf } from "./inspector/sections";
import { type Session, useSession } from "./session";

export function StageArea({ photos }: { photos: ProductPhotos }) {
  const session = useSession();
  const { editor } = session;
  const place = useRef<HTMLDivElement>(null);
  const outline = useSignal<Box | null>(null);
  const toScreen = useSignal<Matrix | null>(null);
  const isDropTarget = useSignal(false);

  useEffect(() => {
    if (!place.current) return;
    return startStage(place.current, session, photos, (stage, box) => {
      outline.value = box;
      toScreen.value = stage.areaToScreen();
    });
  }, [session, photos, outline, toScreen]);

  useEffect(() => {
    if (!place.current) return;
    const stage = { element: place.current, toScreen: () => toScreen.value };
    return listenForDrops(session, stage, isDropTarget);
  }, [session, toScreen, isDropTarget]);

  const area = editor.area.value;
  return (
    <div class="stage" data-theme="light">
      <div
        ref={place}
        class="stage__canvas"
        data-selection={editor.selected.value ? "" : undefined}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys and Delete work on the design while it has the focus
        tabIndex={0}
        aria-label={words.stage(area?.name ?? "")}
      />
      <PhotoPlace photos={photos} />
      <Zoom />
      <Invitation toScreen={toScreen.value} hasPhoto={photos.ready.value.has(editor.viewId.value)} />
      <FloatingBar outline={outline.value} />
      <UploadSign />
      <InPlaceText toScreen={toScreen.value} />
      {isDropTarget.value ? (
        <div class="stage__drop">
          <Icon name="upload" size={28} />
          {words.dropHere}
        </div>
      ) : null}
    </div>
  );
}

type Report = (stage: DesignStage, outline: Box | null) => void;

function startStage(
  element: HTMLDivElement,
  session: Session,
  photos: ProductPhotos,
  report: Report,
): () => void {
  const { editor, ui, shelf, parent } = session;
  const stage: DesignStage = createStage(
    element,
    {
      select: (id) => editor.select(id),
      tap: () => {
        if (!ui.isPhone.value) ui.panel.value = "words";
      },
      place: (id, transform) => editor.place(id, transform),
      edit: (id) => writeOrOpen(session, id),
      tapEmptyArea: () => {
        if (isInviting(session)) editor.addText(words.yourText);
      },
      outline: (box) => report(stage, box),
    },
    stageColours(element),
  );
  const stopShowing = effect(() => {
    // On a phone an open panel or keyboard leaves little room: then the print area is what counts, unless the
    // product itself is being chosen.
    const isDesigning = ui.panel.value !== null && ui.panel.value !== "product";
    const isCramped = ui.isPhone.value && (isDesigning || editor.writingId.value !== null);
    const scene = sceneOf(editor, photos, shelf.images.value, isCramped || ui.closeUp.value);
    if (!scene) return;
    stage.show(scene);
    if (scene.photo) requestAnimationFrame(() => parent.rendererReady());
  });
  const observer = new ResizeObserver(([entry]) => {
    const box = entry?.contentRect;
    if (box && box.width > 0 && box.height > 0) stage.resize(Math.round(box.width), Math.round(box.height));
  });
  observer.observe(element);
  return () => {
    stopShowing();
    observer.disconnect();
    stage.destroy();
  };
}

/** A straight text is written where it stands; anything else is set in its panel. */
export function writeOrOpen(session: Session, id: string): void {
  const { editor, ui } = session;
  editor.select(id);
  const layer = editor.selected.value;
  if (layer?.type === "text" && !layer.arc) editor.write(id);
  else if (layer) ui.panel.value = sectionsOf(layer, session)[0] ?? "arrange";
}

/** The tokens as plain colours, whatever functions they are written with: a canvas knows fewer of them than CSS. */
function stageColours(element: HTMLElement): StageColours {
  const probe = element.appendChild(document.createElement("span"));
  const read = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    accent: read("--accent"),
    handle: read("--surface"),
    halo: read("--surface"),
    guide: read("--accent"),
  };
  probe.remove();
  return colours;
}

function isInviting({ editor }: Session): boolean {
  const area = editor.productArea;
  return area !== null && area.text_areas.length === 0 && editor.area.value?.layers.length === 0;
}

/** Photos on their way, and those that failed, while their panel is closed. */
function UploadSign() {
  const { uploads, ui } = useSession();
  const failed = uploads.list.value.find((upload) => upload.error !== null);
  const shown = failed ?? uploads.underway;
  if (!shown || ui.panel.value === "photos") return null;
  return (
    <button
      type="button"
      class="upload-sign"
      data-failed={failed ? "" : undefined}
      onClick={() => {
        ui.panel.value = "photos";
      }}
    >
      {failed ? <Icon name="alert" /> : <span class="upload-sign__spinner" aria-hidden="true" />}
      <span>{failed ? words.uploadNeedsCare(shown.name) : words.uploading(shown.name)}</span>
    </button>
  );
}

/** Between the whole product and its print area. */
function Zoom() {
  const { editor, ui } = useSession();
  if (!editor.productArea) return null;
  const isClose = ui.closeUp.value;
  return (
    <IconButton
      class="stage__zoom"
      icon={isClose ? "zoomOut" : "zoomIn"}
      label={isClose ? words.wholeProduct : words.closer}
      aria-pressed={isClose}
      onClick={() => {
        ui.closeUp.value = !isClose;
      }}
    />
  );
}

/** What stands where the photo is not, or not yet. */
function PhotoPlace({ photos }: { photos: ProductPhotos }) {
  const { editor } = useSession();
  const { view } = editor;
  if (!view || photos.ready.value.has(view.id)) return null;
  if (!photos.failed.value.has(view.id)) return <div class="stage__skeleton skeleton" />;
  return (
    <div class="stage__missing empty" role="alert">
      <p class="empty__title">{words.photoMissingTitle}</p>
      <p>{words.photoMissingText}</p>
      <button type="button" class="button" onClick={() => void photos.load(view, editor.product.areas)}>
        {words.retry}
      </button>
    </div>
  );
}

/** The light invitation on an empty print area. */
function Invitation({ toScreen, hasPhoto }: { toScreen: Matrix | null; hasPhoto: boolean }) {
  const session = useSession();
  const { editor } = session;
  const area = editor.productArea;
  // The product comes first: nothing is offered on an empty page.
  if (!area || !toScreen || !isInviting(session) || !hasPhoto) return null;
  const [a, b, c, d, e, f] = toScreen;
  const x = e + (a * area.width + c * area.height) / 2;
  const y = f + (b * area.width + d * area.height) / 2;
  return (
    <button
      type="button"
      class="invitation"
      style={{ left: `${x}px`, top: `${y}px` }}
      onClick={() => editor.addText(words.yourText)}
    >
      <Icon name="text" />
      {words.tapToAdd}
    </button>
  );
}

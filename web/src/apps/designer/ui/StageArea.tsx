/** The product in the middle: the stage and what floats over it. */
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Matrix } from "../../../geometry/matrix";
import type { ProductPhotos } from "../../../pictures/productPhotos";
import { Icon } from "../../../ui/icons";
import { words } from "../words";
import { listenForDrops } from "./drops";
import { FloatingBar } from "./FloatingBar";
import { InPlaceText } from "./InPlaceText";
import { Later } from "./Later";
import { Measurements } from "./Measurements";
import { StageFields } from "./StageFields";
import { useSession } from "./session";
import { isInviting, newStageState, startStage } from "./startStage";
import { Zoom } from "./Zoom";

export function StageArea({ photos }: { photos: ProductPhotos }) {
  const session = useSession();
  const { editor, ui } = session;
  const place = useRef<HTMLDivElement>(null);
  const state = useMemo(newStageState, []);
  const isDropTarget = useSignal(false);

  useEffect(() => {
    if (place.current) return startStage(place.current, session, photos, state);
  }, [session, photos, state]);

  useEffect(() => {
    if (!place.current) return;
    const stage = { element: place.current, toScreen: () => state.toScreen.value };
    return listenForDrops(session, stage, isDropTarget);
  }, [session, state, isDropTarget]);

  const { product } = editor;
  const area = editor.area.value;
  const isCropping = ui.cropping.value !== null;
  const isAwaited = (area?.layers ?? []).some((layer) => editor.typesetter.isAwaited(layer));
  return (
    <div class="stage" data-theme="light">
      <div
        ref={place}
        class="stage__canvas"
        data-selection={editor.selected.value ? "" : undefined}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys and Delete work on the design while it has the focus
        tabIndex={0}
        aria-busy={isAwaited}
        aria-label={product.may_personalise ? words.stage(area?.name ?? "") : product.name}
      />
      <PhotoPlace photos={photos} />
      <StageFields toScreen={state.toScreen} hasPhoto={photos.ready.value.has(editor.viewId.value)} />
      <Zoom level={state.level} />
      <Invitation toScreen={state.toScreen} hasPhoto={photos.ready.value.has(editor.viewId.value)} />
      {isCropping ? (
        <Later quiet show={({ CropBar }) => <CropBar />} />
      ) : (
        <>
          <Later quiet show={({ StageNotes }) => <StageNotes state={state} />} />
          <FloatingBar outline={state.outline} />
        </>
      )}
      <UploadSign />
      <Later
        quiet
        show={({ FieldMark, FontSigns }) => (
          <>
            <FieldMark toScreen={state.toScreen.value} />
            <FontSigns toScreen={state.toScreen.value} />
          </>
        )}
      />
      <InPlaceText toScreen={state.toScreen} />
      <Measurements measure={state.measure} />
      {isDropTarget.value ? <DropSign /> : null}
    </div>
  );
}

/** Where files go that hang over the page. */
export function DropSign() {
  return (
    <div class="stage__drop">
      <Icon name="upload" size={28} />
      {words.dropHere}
    </div>
  );
}

/** Photos on their way, and those that failed, while their panel is closed. */
export function UploadSign() {
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
      <button
        type="button"
        class="button"
        onClick={() => void photos.load(view, editor.product.areas, editor.garment.value)}
      >
        {words.retry}
      </button>
    </div>
  );
}

/** The light invitation on an empty print area. */
function Invitation({ toScreen, hasPhoto }: { toScreen: Signal<Matrix | null>; hasPhoto: boolean }) {
  const session = useSession();
  const { editor } = session;
  const area = editor.productArea;
  // The product comes first: nothing is offered on an empty page.
  if (!area || !toScreen.value || !isInviting(session) || !hasPhoto) return null;
  const [a, b, c, d, e, f] = toScreen.value;
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

/** The product in the middle: on its photos, or as a model that turns. */
import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ProductPhotos } from "../../../pictures/productPhotos";
import { Icon } from "../../../ui/icons";
import { words } from "../words";
import { StageArea } from "./StageArea";
import { type Session, useSession } from "./session";
import { loadSolid, offersModel, type Solid, showModel } from "./threeD";

export function Stage({ photos }: { photos: ProductPhotos }) {
  const session = useSession();
  const { ui } = session;
  const solid = useSolid(session);
  const isSolid = ui.dimensions.value === 3;
  useSignalEffect(() => leaveForWhatIsFlat(session));
  return (
    <div class="work__stage">
      {isSolid ? null : <StageArea photos={photos} />}
      {solid ? (
        <solid.Stage3D photos={photos} file={solid.file} isShown={isSolid} />
      ) : isSolid ? (
        <div class="stage stage--solid" role="status">
          <div class="stage__skeleton skeleton" />
          <span class="visually-hidden">{words.loadingModel}</span>
        </div>
      ) : null}
      {offersModel(session) ? <DimensionSwitch /> : null}
    </div>
  );
}

/** What shows the model: fetched when it is asked for first, and kept from then on. */
function useSolid(session: Session): Solid | null {
  const { ui, editor } = session;
  const solid = useSignal<Solid | null>(null);
  const isWanted = ui.dimensions.value === 3;
  useEffect(() => {
    const { model } = editor.product;
    if (!isWanted || !model || solid.peek()) return;
    loadSolid(model.url).then(
      (loaded) => {
        solid.value = loaded;
      },
      () => fallBack(session),
    );
  }, [isWanted, editor, session, solid]);
  return ui.isModelFailed.value ? null : solid.value;
}

/** Goes on in two dimensions, with a word. */
export function fallBack({ ui }: Session): void {
  ui.isModelFailed.value = true;
  ui.dimensions.value = 2;
  ui.toast(words.modelUnavailable, "plain", null, 10);
}

/** The model shows one print area; the others, and the choice of a photo's part, are seen on the photos. */
function leaveForWhatIsFlat({ editor, ui }: Session): void {
  const isElsewhere = editor.product.model?.area !== editor.areaName.value;
  if (isElsewhere || ui.cropping.value) ui.dimensions.value = 2;
}

/** Between the model and the photos: a clear pair where the link asks for both, else the way to the other one. */
function DimensionSwitch() {
  const session = useSession();
  const { ui, link } = session;
  const isSolid = ui.dimensions.value === 3;
  const flat = () => {
    ui.dimensions.value = 2;
  };
  if (link.renderer === "multi") {
    return (
      <fieldset class="segmented dimension-switch" aria-label={words.dimensions}>
        <button type="button" aria-pressed={isSolid} onClick={() => showModel(session)}>
          {words.threeD}
        </button>
        <button type="button" aria-pressed={!isSolid} onClick={flat}>
          {words.twoD}
        </button>
      </fieldset>
    );
  }
  const flatName = session.editor.product.may_personalise ? words.editFlat : words.twoD;
  return (
    <button
      type="button"
      class="button dimension-switch"
      onClick={() => (isSolid ? flat() : showModel(session))}
    >
      <Icon name={isSolid ? "flat" : "solid"} />
      {isSolid ? flatName : words.seeInThreeD}
    </button>
  );
}

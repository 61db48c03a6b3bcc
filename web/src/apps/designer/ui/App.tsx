/** Loads what the link names, then hands over to the designer. */
import { effect, signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Layer } from "../../../document/types";
import type { SmartlinkParameters } from "../../../host/parameters";
import type { ParentLink } from "../../../host/parent";
import { browserConnection } from "../../../pictures/connection";
import { ProductPhotos } from "../../../pictures/productPhotos";
import { Shelf, Uploads } from "../../../pictures/uploads";
import { ApiError } from "../../../wire/request";
import type { Api } from "../model/api";
import { DesignMissingError, type Opening, open } from "../model/beginning";
import { byNameOrId } from "../model/choices";
import type { Configuration, Tool } from "../model/configuration";
import type { DraftPlace } from "../model/draftPlace";
import { type DraftState, stateOf } from "../model/draftState";
import { Editor } from "../model/editor";
import { followVerdicts } from "../model/notes";
import type { PictureTarget } from "../model/pictures";
import type { Product } from "../model/wire";
import { words } from "../words";
import { Designer } from "./Designer";
import { Later, startTools } from "./Later";
import { LoadingPage, type ProblemKind, ProblemPage } from "./ProblemPage";
import { Interface, isTool, type Panel, type Session, SessionProvider, toolsFor } from "./session";
import { askForPrice } from "./shopPrice";

export interface Surroundings {
  readonly configuration: Configuration;
  readonly link: SmartlinkParameters;
  readonly api: Api;
  readonly parent: ParentLink;
  readonly drafts: DraftPlace;
  /** The origin of the page that frames us; null: none does. */
  readonly embedder: string | null;
}

type Ready = { kind: "ready"; session: Session; photos: ProductPhotos };
type Phase =
  | { kind: "loading" }
  | { kind: "failed"; page: ProblemKind }
  /** The link leaves the product to the shopper. */
  | { kind: "choosing" }
  | Ready;
type Replace = Session["replace"];

export function App(surroundings: Surroundings) {
  const phase = useSignal<Phase>({ kind: "loading" });
  const attempt = useSignal(0);
  const replace = (opening: Opening): Session | null => {
    if (!mayFrame(opening.product, surroundings.embedder)) return null;
    const before = phase.peek();
    if (before.kind === "ready") before.session.end();
    // It differs from what the link begins with, so a reload has to know.
    const next = startSession(surroundings, opening, replace, []);
    phase.value = next;
    return next.session;
  };
  useEffect(() => {
    let isCurrent = true;
    phase.value = { kind: "loading" };
    const endBusy = surroundings.parent.showBusy();
    begin(surroundings, replace)
      .then((next) => {
        if (isCurrent) phase.value = next;
      })
      .finally(endBusy);
    return () => {
      isCurrent = false;
    };
  }, [surroundings, phase, attempt.value]);

  const now = phase.value;
  if (now.kind === "loading") return <LoadingPage />;
  if (now.kind === "failed") return <ProblemPage kind={now.page} onRetry={() => attempt.value++} />;
  if (now.kind === "choosing") {
    return <Later show={({ SelectorPage }) => <SelectorPage {...surroundings} replace={replace} />} />;
  }
  return (
    <SessionProvider value={now.session} key={now.session.editor.product.id}>
      <Designer photos={now.photos} />
    </SessionProvider>
  );
}

async function begin(surroundings: Surroundings, replace: Replace): Promise<Phase> {
  const { link, api, drafts } = surroundings;
  const draft = drafts.read();
  const isNamed = link.productId !== null || link.design !== null;
  if (!isNamed && link.categories === null) return { kind: "failed", page: "link" };
  void startTools();
  if (!isNamed && draft === null) return { kind: "choosing" };
  try {
    const opening = await open(link, api, draft);
    if (!mayFrame(opening.product, surroundings.embedder)) return { kind: "failed", page: "elsewhere" };
    return startSession(surroundings, opening, replace);
  } catch (error) {
    const page = pageOf(error);
    return !isNamed && page === "not-found" ? { kind: "choosing" } : { kind: "failed", page };
  }
}

function pageOf(error: unknown): ProblemKind {
  if (error instanceof DesignMissingError) return "design";
  if (!(error instanceof ApiError)) throw error;
  return error.kind === "refused" ? "not-found" : error.kind;
}

/** Where nobody frames us there is nobody to keep away. */
function mayFrame({ frame_origins }: Product, embedder: string | null): boolean {
  return frame_origins.length === 0 || embedder === null || frame_origins.includes(embedder);
}

function startSession(
  { configuration, link, api, parent, drafts }: Surroundings,
  { product, beginning, isOwed, notice, lostPictures }: Opening,
  replace: Replace,
  /** The state that needs no draft; none given: the one that it begins with. */
  untouched: DraftState | null = null,
): Ready {
  const photos = new ProductPhotos();
  const editor = new Editor(product, beginning);
  const ui = new Interface(window);
  const shelf = new Shelf();
  const uploads = new Uploads<PictureTarget>(
    api,
    async (picture, target) => {
      editor.addPicture(picture);
      // Without the tools it waits among the photos.
      await (await startTools())?.place(session, picture, target);
    },
    browserConnection(window),
  );
  const opening = { fonts: beginning.fonts, untouched: untouched ?? stateOf(editor), isOwed: signal(isOwed) };
  const session: Session = {
    configuration,
    link,
    api,
    editor,
    ui,
    shelf,
    uploads,
    parent,
    pricing: { quote: signal(null), isAsking: signal(false) },
    drafts,
    opening,
    replace,
    end: () => {
      stopHearing();
      stopAsking();
    },
  };
  ui.camera.value = hasSmallArea(editor) ? "area" : "product";
  if (product.model && link.renderer === "webgl") ui.dimensions.value = 3;
  loadPhotos(editor, photos);
  effect(() => shelf.want(editor.pictures.value.values()));
  followSelection(session);
  const stopHearing = hearParent(session);
  const stopAsking = askForPrice(session);
  void startTools().then((tools) => tools?.lateOf(session));
  if (lostPictures > 0) ui.toast(words.draftPhotosMissing(lostPictures), "plain", null, 10);
  if (notice === "restore-failed") ui.toast(words.restoreFailed, "plain", null, 10);
  if (notice === "restored")
    ui.toast(words.restored, "plain", { label: words.startAgain, run: () => void startAgain(session) }, 10);
  return { kind: "ready", session, photos };
}

/** The link's own beginning; the design before it can be brought back as long as the message stands. */
async function startAgain(session: Session): Promise<void> {
  const tools = await startTools();
  await tools?.startAgain(session);
}

/** The side in hand first, the others when it stands; then the engine for texts that are already there. */
function loadPhotos(editor: Editor, photos: ProductPhotos): void {
  const { areas } = editor.product;
  const [first, ...others] = editor.views;
  const loaded = first ? photos.load(first, areas, editor.garment.value) : Promise.resolve();
  void loaded.then(() => {
    for (const view of others) void photos.load(view, areas, editor.garment.value);
    void editor.startPreflight().then(() => followVerdicts(editor));
    void editor.typesetter.request([editor.product.plain_font]);
  });
}

/** Whether the print area is so small on the photo that a shopper could not read what is written on it. */
function hasSmallArea({ view, productArea }: Editor): boolean {
  const quad = productArea?.quad;
  if (!view || !quad) return false;
  const [[left, top], [right], [, bottom]] = quad;
  return ((right - left) * (bottom - top)) / (view.photo.width * view.photo.height) < 0.04;
}

/** A wide screen opens the inspector of what is selected, and the last tool when nothing is. */
function followSelection({ configuration, editor, ui }: Session): void {
  let lastTool = firstTool(configuration, editor.product);
  if (!ui.isPhone.value) ui.panel.value = lastTool;
  let shown: string | null = null;
  effect(() => {
    const id = editor.selected.value?.id ?? null;
    const panel = ui.panel.peek();
    if (id === shown) return;
    shown = id;
    if (panel && isTool(panel)) lastTool = panel;
    if (ui.isPhone.peek()) {
      // A sheet about another object, or one that covered the choice just made, goes away.
      if (panel !== null && panel !== "layers") ui.panel.value = null;
    } else if (id === null) {
      if (panel && !isTool(panel)) ui.panel.value = lastTool;
    } else if (!isOwnPanel(panel, editor.selected.peek())) ui.panel.value = "words";
  });
}

/** What is on offer of what a shopper decides first: what fills a template, else colour and size, else what to write. */
function firstTool(configuration: Configuration, product: Product): Tool | null {
  const { areas, aspects, is_template } = product;
  const offered = toolsFor(configuration, product);
  const wished: readonly Tool[] = areas.some((area) => area.text_areas.length > 0)
    ? ["text", "photos", "product"]
    : is_template
      ? ["photos", "product"]
      : aspects.length > 0
        ? ["product", "text"]
        : ["text", "product"];
  return wished.find((tool) => offered.includes(tool)) ?? offered[0] ?? null;
}

/** Panels that stay when something is selected: the list of layers, and photos while photos are being added. */
function isOwnPanel(panel: Panel | null, layer: Layer | null): boolean {
  const isPicture = layer?.type === "image" || layer?.type === "clipart";
  return panel === "layers" || (panel === "photos" && isPicture);
}

function hearParent({ editor, parent }: Session): () => void {
  return parent.onTextAreaText(({ areaId, text }) => {
    for (const area of editor.areas.value) {
      const field = byNameOrId(area.text_areas, areaId);
      if (!field) continue;
      editor.fillTextArea(area.name, field, text);
      editor.endRun();
      editor.say(words.parentText(field.name));
      return;
    }
  });
}

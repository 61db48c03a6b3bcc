/** The whole designer around one session: rail, panel, product, cart. */
import { useEffect } from "preact/hooks";
import type { ProductPhotos } from "../../../pictures/productPhotos";
import { IconButton } from "../../../ui/IconButton";
import { optionNames } from "../model/choices";
import { hasFeature } from "../model/configuration";
import { words } from "../words";
import { CartBar, startSending } from "./CartBar";
import { followKeyboard } from "./keyboard";
import { listenForKeys } from "./keys";
import { Later } from "./Later";
import { Panel } from "./Panel";
import { PhoneTools } from "./PhoneTools";
import { Rail } from "./Rail";
import { Stage } from "./Stage";
import { type Session, useSession } from "./session";
import { Toasts } from "./Toasts";
import { Views } from "./Views";

export function Designer({ photos }: { photos: ProductPhotos }) {
  const session = useSession();
  const { editor, pricing, ui, configuration } = session;
  const { logo } = configuration;
  const isPhone = ui.isPhone.value;
  const views = <Views photos={photos} />;
  useEffect(() => listenForKeys(session), [session]);
  useEffect(followKeyboard, []);
  useEffect(() => listenForPaste(session), [session]);

  return (
    <div
      class="designer"
      data-phone={isPhone ? "" : undefined}
      data-panel={ui.panel.value ? "" : undefined}
      data-typing={isPhone && ui.isTyping.value ? "" : undefined}
    >
      <header class="bar">
        {logo ? <img class="bar__logo" src={logo.url} alt={logo.alt} /> : null}
        <h1 class="bar__title">
          {pricing.quote.value?.name ?? editor.product.name}
          <span class="bar__options">{optionNames(editor.product, editor.choices.value)}</span>
        </h1>
        <HistoryButtons />
      </header>
      {isPhone ? null : <Rail />}
      {isPhone ? null : <Panel />}
      <main class="work">
        <Stage photos={photos} />
        {isPhone ? views : null}
        <Toasts />
      </main>
      {isPhone ? <PhoneTools /> : null}
      {ui.isShowingShortcuts.value ? (
        <Later
          quiet
          show={({ ShortcutsDialog }) => (
            <ShortcutsDialog
              onClose={() => {
                ui.isShowingShortcuts.value = false;
              }}
            />
          )}
        />
      ) : null}
      {ui.isChoosingProduct.value ? <Later quiet show={({ SelectorDialog }) => <SelectorDialog />} /> : null}
      <footer class="foot">
        {isPhone ? null : views}
        <CartBar />
      </footer>
      <p class="visually-hidden" role="status" aria-live="polite">
        {editor.said.value}
      </p>
    </div>
  );
}

function HistoryButtons() {
  const { editor, link } = useSession();
  return (
    <div class="row bar__history">
      <IconButton
        icon="undo"
        label={words.undo}
        disabled={!editor.canUndo.value}
        onClick={() => editor.undo()}
      />
      <IconButton
        icon="redo"
        label={words.redo}
        disabled={!editor.canRedo.value}
        onClick={() => editor.redo()}
      />
      {link.saveUrl ? <SaveButton /> : null}
    </div>
  );
}

/** For a shop that keeps unfinished designs. */
function SaveButton() {
  const session = useSession();
  const isBusy = session.ui.sending.value?.purpose === "save";
  return (
    <button
      type="button"
      class="button bar__save"
      aria-busy={isBusy}
      onClick={() => void startSending(session, "save")}
    >
      {isBusy ? words.saving : words.save}
    </button>
  );
}

/** A photo that is pasted anywhere is added. Returns what takes the listener away. */
function listenForPaste({ configuration, uploads, ui }: Session): () => void {
  if (!hasFeature(configuration, "upload")) return () => {};
  const onPaste = (event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (files.length === 0) return;
    event.preventDefault();
    uploads.add(files);
    ui.panel.value = "photos";
  };
  document.addEventListener("paste", onPaste);
  return () => document.removeEventListener("paste", onPaste);
}

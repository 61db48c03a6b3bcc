/** What is worth a look before the order: gentle verdicts can be passed over, those that block cannot. */
import { useRef } from "preact/hooks";
import { Icon } from "../../../ui/icons";
import { nameOf } from "../model/names";
import { isBlocking, isGrave, type Judged, layerOf } from "../model/verdicts";
import { words } from "../words";
import { Dialog } from "./Dialog";
import { FixButton } from "./LayerVerdicts";
import { type Panel, type Session, useSession } from "./session";

interface CheckDialogProps {
  verdicts: readonly Judged[];
  canOrder: boolean;
  onOrder: () => void;
  onClose: () => void;
}

export function CheckDialog({ verdicts, canOrder, onOrder, onClose }: CheckDialogProps) {
  const session = useSession();
  const { product } = session.editor;
  const intro = useRef<HTMLParagraphElement>(null);
  const show = (verdict: Judged) => {
    onClose();
    showVerdict(session, verdict);
  };
  const areas = product.areas
    .map(({ name }) => name)
    .filter((name) => verdicts.some((one) => one.area === name));
  const graves = verdicts.filter(isGrave).length;
  return (
    <Dialog
      title={words.checkTitle}
      onClose={onClose}
      footer={
        <>
          <button type="button" class={`button ${canOrder ? "" : "button--primary"}`} onClick={onClose}>
            {words.backToDesign}
          </button>
          {canOrder ? (
            <button type="button" class="button button--primary" onClick={onOrder}>
              {graves > 0 ? words.orderAnyway : words.addToCart}
            </button>
          ) : null}
        </>
      }
    >
      <p class="muted small" ref={intro} tabIndex={-1}>
        {graves === 0 ? words.checkDone : canOrder ? words.checkGentle : words.checkBlocked}
      </p>
      {[...areas, ...(verdicts.some(({ area }) => area === "") ? [""] : [])].map((name) => (
        <section key={name} aria-label={name || words.product}>
          {name && product.areas.length > 1 ? <h3 class="verdicts__area">{name}</h3> : null}
          <ul class="verdicts">
            {verdicts
              .filter(({ area }) => area === name)
              .map((verdict) => (
                <VerdictRow
                  key={JSON.stringify(verdict)}
                  verdict={verdict}
                  onShow={() => show(verdict)}
                  onFixed={() => intro.current?.focus()}
                />
              ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}

interface VerdictRowProps {
  verdict: Judged;
  onShow: () => void;
  onFixed: () => void;
}

function VerdictRow({ verdict, onShow, onFixed }: VerdictRowProps) {
  const { editor } = useSession();
  const layer = layerOf(editor.document.value, verdict);
  const name = layer ? nameOf(layer, editor.pictures.value) : "";
  const isAboutFont = verdict.rule === "missing_glyph";
  const weight = isBlocking(verdict)
    ? words.checkMust
    : isGrave(verdict)
      ? words.checkMay
      : words.checkInform;
  return (
    <li data-severity={verdict.severity}>
      <Icon name={isGrave(verdict) ? "alert" : "info"} />
      <div class="verdict">
        <p>
          <span class="visually-hidden">{weight}. </span>
          {name ? words.checkAbout(name, verdict.message) : verdict.message}
        </p>
        <div class="row row--wrap">
          <FixButton verdict={verdict} name={name} onFixed={onFixed} />
          {verdict.rule === "empty_design" ? null : (
            <button
              type="button"
              class="button button--small"
              aria-label={
                isAboutFont ? words.fixOn(words.chooseFont, name) : words.checkShow(name || verdict.area)
              }
              onClick={onShow}
            >
              {isAboutFont ? words.chooseFont : words.show}
            </button>
          )}
        </div>
      </div>
    </li>
  );
}

/** Brings what a verdict is about to the front, with the tool that can change it. */
function showVerdict({ editor, ui }: Session, verdict: Judged): void {
  editor.showArea(verdict.area);
  const layer = layerOf(editor.document.value, verdict);
  if (layer) editor.select(layer.id);
  ui.panel.value = toolFor(verdict, layer !== null, ui.isPhone.value);
}

/** On a wide screen all sections of an object are open; a phone opens the one that helps. */
function toolFor({ rule }: Judged, hasLayer: boolean, isPhone: boolean): Panel | null {
  if (!hasLayer) return rule === "required_image" ? "photos" : "text";
  if (!isPhone) return "words";
  if (rule === "missing_glyph") return "font";
  if (rule === "sample_text" || rule === "default_text" || rule === "text_overflow") return "words";
  return null;
}

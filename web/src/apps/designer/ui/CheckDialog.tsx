/** What is worth a look before the order: gentle verdicts can be passed over, those that block cannot. */
import { isBlocking, isGrave, type Judged, layerOf } from "../model/verdicts";
import { words } from "../words";
import { Dialog } from "./Dialog";
import { Icon } from "./icons";
import { useSession } from "./session";

interface CheckDialogProps {
  verdicts: readonly Judged[];
  canOrder: boolean;
  onOrder: () => void;
  onClose: () => void;
}

export function CheckDialog({ verdicts, canOrder, onOrder, onClose }: CheckDialogProps) {
  const { editor, ui } = useSession();
  const show = (verdict: Judged) => {
    onClose();
    editor.showArea(verdict.area);
    const layer = layerOf(editor.document.value, verdict);
    if (layer) editor.select(layer.id);
    else if (verdict.rule === "required_image") ui.panel.value = "photos";
    else if (isBlocking(verdict)) ui.panel.value = "text";
  };
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
              {words.orderAnyway}
            </button>
          ) : null}
        </>
      }
    >
      <p class="muted small">{canOrder ? words.checkGentle : words.checkBlocked}</p>
      <ul class="verdicts">
        {verdicts.map((verdict) => (
          <li key={JSON.stringify(verdict)} data-severity={verdict.severity}>
            <Icon name={isGrave(verdict) ? "alert" : "info"} />
            <span>{verdict.message}</span>
            {verdict.rule === "empty_design" ? null : (
              <button type="button" class="button button--small" onClick={() => show(verdict)}>
                {words.show}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

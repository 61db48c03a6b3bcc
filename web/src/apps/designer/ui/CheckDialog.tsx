/** What is worth a look before the order: gentle findings can be passed over, missing required parts cannot. */
import { type Finding, isBlocking } from "../model/preflight";
import { sentenceOf } from "../model/sentences";
import { words } from "../words";
import { Dialog } from "./Dialog";
import { Icon } from "./icons";
import { useSession } from "./session";

interface CheckDialogProps {
  findings: readonly Finding[];
  canOrder: boolean;
  onOrder: () => void;
  onClose: () => void;
}

export function CheckDialog({ findings, canOrder, onOrder, onClose }: CheckDialogProps) {
  const { editor, ui } = useSession();
  const show = (finding: Finding) => {
    onClose();
    editor.showArea(finding.area);
    if ("layer" in finding) editor.select(finding.layer);
    else ui.panel.value = "text";
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
      <ul class="findings">
        {findings.map((finding) => (
          <li key={JSON.stringify(finding)} data-blocking={isBlocking(finding) ? "" : undefined}>
            <Icon name="alert" />
            <span>{sentenceOf(finding)}</span>
            {finding.code === "empty_design" ? null : (
              <button type="button" class="button button--small" onClick={() => show(finding)}>
                {words.show}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

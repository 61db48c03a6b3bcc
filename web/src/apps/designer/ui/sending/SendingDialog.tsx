/** What a design on its way asks or tells the shopper. */
import type { ComponentChildren } from "preact";
import { isBlocking } from "../../model/verdicts";
import { words } from "../../words";
import { CheckDialog } from "../CheckDialog";
import { Dialog } from "../Dialog";
import { SavedDialog } from "../SavedDialog";
import { useSession } from "../session";
import { lateOf } from "./late";

export function SendingDialog() {
  const session = useSession();
  const { editor, ui, uploads } = session;
  const sending = ui.sending.value;
  if (!sending) return null;
  const { sender } = lateOf(session);
  const close = () => sender.cancel();
  switch (sending.step) {
    case "uploading":
      return (
        <Waiting title={words.waitingTitle} onCancel={close}>
          <p>{words.stillUploading(uploads.underway?.name ?? words.photo)}</p>
          <UploadProgress />
          <button type="button" class="link-button" onClick={() => sender.proceed()}>
            {sending.purpose === "cart" ? words.addWithoutIt : words.saveWithoutIt}
          </button>
        </Waiting>
      );
    case "lost":
      return (
        <Waiting title={words.lostTitle} onCancel={close}>
          <p>{sending.purpose === "cart" ? words.lostCart : words.lostSave}</p>
          <progress class="progress" aria-label={words.lostTitle} />
        </Waiting>
      );
    case "checking":
      return (
        <CheckDialog
          verdicts={editor.verdicts.value}
          canOrder={!editor.verdicts.value.some(isBlocking)}
          onOrder={() => sender.proceed()}
          onClose={close}
        />
      );
    case "done":
      return <SavedDialog reference={sending.ref} onClose={close} />;
    default:
      return null;
  }
}

function UploadProgress() {
  const { uploads } = useSession();
  const upload = uploads.underway;
  if (!upload) return null;
  const label = upload.progress === null ? words.preparing(upload.name) : words.uploading(upload.name);
  const value = upload.progress === null ? {} : { value: upload.progress };
  return <progress class="progress" aria-label={label} {...value} />;
}

interface WaitingProps {
  title: string;
  onCancel: () => void;
  children: ComponentChildren;
}

function Waiting({ title, onCancel, children }: WaitingProps) {
  return (
    <Dialog
      title={title}
      onClose={onCancel}
      footer={
        <button type="button" class="button" onClick={onCancel}>
          {words.cancel}
        </button>
      }
    >
      <div class="stack" role="status">
        {children}
      </div>
    </Dialog>
  );
}

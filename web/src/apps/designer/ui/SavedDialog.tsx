/** Where no shop listens, the reference is what the shopper takes away. */
import { useSignal } from "@preact/signals";
import { words } from "../words";
import { Dialog } from "./Dialog";

export function SavedDialog({ reference, onClose }: { reference: string; onClose: () => void }) {
  const isCopied = useSignal(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(reference);
      isCopied.value = true;
    } catch {
      // Without the permission the reference stays selectable by hand.
    }
  };
  return (
    <Dialog
      title={words.savedTitle}
      onClose={onClose}
      footer={
        <button type="button" class="button button--primary" onClick={onClose}>
          {words.goOn}
        </button>
      }
    >
      <p>{words.savedText}</p>
      <p class="reference">
        <span class="muted small">{words.reference}</span>
        <code class="id">{reference}</code>
        <button type="button" class="button button--small" onClick={() => void copy()}>
          {isCopied.value ? words.copied : words.copy}
        </button>
      </p>
    </Dialog>
  );
}

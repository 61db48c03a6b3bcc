import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { IconButton } from "../../../ui/IconButton";
import { words } from "../words";

interface DialogProps {
  title: string;
  /** For what is looked through rather than decided. */
  isWide?: boolean;
  footer: ComponentChildren;
  children: ComponentChildren;
  onClose: () => void;
}

/** A modal sheet: the browser keeps the focus inside; what opened it gets it back. */
export function Dialog({ title, isWide, footer, children, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = useRef(true);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    element?.showModal();
    return () => {
      isOpen.current = false;
      element?.close();
      // Taken out of the page, a dialog gives the focus back to nobody.
      if (opener instanceof HTMLElement && document.activeElement === document.body) opener.focus();
    };
  }, []);
  // What is taken away because it is done with has not been closed by anybody.
  const closed = () => {
    if (isOpen.current) onClose();
  };
  return (
    <dialog ref={dialog} class={isWide ? "sheet sheet--wide" : "sheet"} aria-labelledby={id} onClose={closed}>
      <div class="sheet__handle" />
      <div class="sheet__header">
        <h2 id={id}>{title}</h2>
        <IconButton icon="close" label={words.close} onClick={onClose} />
      </div>
      <div class="sheet__body">{children}</div>
      <div class="sheet__footer">{footer}</div>
    </dialog>
  );
}

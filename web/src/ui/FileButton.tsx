import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

const ACCEPTED = "image/*,application/pdf,.heic,.heif,.svg,.pdf";

interface FileButtonProps {
  class?: string;
  /** What the choice is for, where the button's words do not say it all. */
  label?: string;
  multiple?: boolean;
  /** A phone opens its camera rather than the photos. */
  camera?: boolean;
  onFiles: (files: FileList) => void;
  children: ComponentChildren;
}

/** A button that asks the device for pictures. */
export function FileButton({ label, multiple, camera, onFiles, children, ...button }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        aria-label={label}
        title={label}
        {...button}
        onClick={() => input.current?.click()}
      >
        {children}
      </button>
      <input
        ref={input}
        type="file"
        accept={camera ? "image/*" : ACCEPTED}
        multiple={multiple}
        {...(camera ? { capture: "environment" } : {})}
        hidden
        onChange={(event) => {
          const { files } = event.currentTarget;
          if (files && files.length > 0) onFiles(files);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}

import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { words } from "../../words";
import { Icon } from "../icons";
import { placeInHand } from "../placing";
import { useSession } from "../session";

/** A photo that lies somewhere in the web. */
export function AddressField() {
  const session = useSession();
  const isOpen = useSignal(false);
  const error = useSignal(false);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isOpen.value) input.current?.focus();
  }, [isOpen.value]);
  if (!isOpen.value)
    return (
      <button
        type="button"
        class="link-button photo-address"
        onClick={() => {
          isOpen.value = true;
        }}
      >
        {words.photoFromWeb}
      </button>
    );
  return (
    <form
      class="field"
      onSubmit={(event) => {
        event.preventDefault();
        const address = input.current?.value.trim() ?? "";
        error.value = !isWebAddress(address);
        if (error.value) return;
        session.uploads.addFromUrl(withScheme(address), placeInHand(session));
        isOpen.value = false;
      }}
      noValidate
    >
      <label for={id}>{words.photoAddress}</label>
      <div class="row">
        <input
          ref={input}
          id={id}
          type="url"
          dir="ltr"
          inputMode="url"
          autocomplete="off"
          placeholder="https://"
          aria-invalid={error.value ? true : undefined}
          aria-describedby={error.value ? `${id}-error` : undefined}
        />
        <button
          type="submit"
          class="button button--icon"
          aria-label={words.addFromWeb}
          title={words.addFromWeb}
        >
          <Icon name="check" />
        </button>
      </div>
      {error.value ? (
        <p class="field__error" id={`${id}-error`} role="alert">
          {words.notAnAddress}
        </p>
      ) : null}
    </form>
  );
}

function withScheme(address: string): string {
  return /^https?:\/\//i.test(address) ? address : `https://${address}`;
}

function isWebAddress(address: string): boolean {
  const whole = withScheme(address);
  return URL.canParse(whole) && !/\s/.test(address) && new URL(whole).hostname.includes(".");
}

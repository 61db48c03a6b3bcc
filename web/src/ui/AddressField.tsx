import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { parsedUrl } from "../wire/url";
import { words } from "../words";
import { Icon } from "./icons";

/** A picture that lies somewhere in the web: asked for by a link, which becomes the field. */
export function AddressField({ onGiven }: { onGiven: (address: string) => void }) {
  const isOpen = useSignal(false);
  if (isOpen.value)
    return (
      <AddressForm
        onGiven={(address) => {
          onGiven(address);
          isOpen.value = false;
        }}
      />
    );
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
}

function AddressForm({ onGiven }: { onGiven: (address: string) => void }) {
  const isWrong = useSignal(false);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <form
      class="field"
      onSubmit={(event) => {
        event.preventDefault();
        const address = input.current?.value.trim() ?? "";
        isWrong.value = !isWebAddress(address);
        if (!isWrong.value) onGiven(withScheme(address));
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
          aria-invalid={isWrong.value ? true : undefined}
          aria-describedby={isWrong.value ? `${id}-error` : undefined}
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
      {isWrong.value ? (
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
  return !/\s/.test(address) && (parsedUrl(withScheme(address))?.hostname.includes(".") ?? false);
}

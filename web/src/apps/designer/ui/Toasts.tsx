import { Icon } from "../../../ui/icons";
import { words } from "../words";
import { useSession } from "./session";

/** Short messages over the foot of the product; an error stays longer and can be put away. */
export function Toasts() {
  const { ui } = useSession();
  return (
    <div class="toasts" role="status" aria-live="polite">
      {ui.toasts.value.map((toast) => (
        <div class={`toast ${toast.tone === "plain" ? "" : `toast--${toast.tone}`}`} key={toast.key}>
          <span>{toast.text}</span>
          {toast.actions.map(({ label, run }) => (
            <button
              type="button"
              class="toast__action"
              key={label}
              onClick={() => {
                ui.dismiss(toast.key);
                run();
              }}
            >
              {label}
            </button>
          ))}
          <button
            type="button"
            class="toast__close"
            aria-label={words.dismiss}
            onClick={() => ui.dismiss(toast.key)}
          >
            <Icon name="close" size={16} />
          </button>
        </div>
      ))}
    </div>
  );
}

/** A calm page for when there is nothing to work on. The app's styles place it by `class`. */
import { Icon, type IconName } from "./icons";

interface Props {
  readonly class: string;
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  /** What brings it back, where something may. */
  readonly retry?: { readonly label: string; readonly run: () => void } | null;
}

export function FullPage({ class: place, icon, title, text, retry = null }: Props) {
  return (
    <main class={place}>
      <div class="empty" role="alert">
        <Icon name={icon} size={32} />
        <h1 class="empty__title">{title}</h1>
        <p>{text}</p>
        {retry ? (
          <button type="button" class="button button--primary" onClick={retry.run}>
            {retry.label}
          </button>
        ) : null}
      </div>
    </main>
  );
}

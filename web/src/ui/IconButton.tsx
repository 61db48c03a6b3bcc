import type { ButtonHTMLAttributes } from "preact";
import { Icon, type IconName } from "./icons";

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName;
  label: string;
  small?: boolean;
}

export function IconButton({ icon, label, small, class: extra, ...button }: IconButtonProps) {
  return (
    <button
      type="button"
      class={`button button--quiet button--icon ${small ? "button--small" : ""} ${extra ?? ""}`}
      aria-label={label}
      title={label}
      {...button}
    >
      <Icon name={icon} />
    </button>
  );
}

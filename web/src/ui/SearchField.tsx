import { useRef } from "preact/hooks";
import { Icon } from "./icons";

/** Milliseconds of quiet before words are searched for; Enter asks at once. */
const PAUSE = 250;

interface SearchFieldProps {
  /** What is searched, also for those who do not see the field. */
  label: string;
  /** Words that stand there to begin with. */
  value?: string;
  class: string;
  onSearch: (words: string) => void;
}

export function SearchField({ label, value, class: look, onSearch }: SearchFieldProps) {
  const timer = useRef(0);
  const search = (words: string, after: number) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => onSearch(words), after);
  };
  return (
    <search class={`field ${look}`}>
      <Icon name="search" />
      <input
        type="search"
        aria-label={label}
        placeholder={label}
        maxLength={100}
        defaultValue={value}
        onInput={(event) => search(event.currentTarget.value, PAUSE)}
        onKeyDown={(event) => {
          if (event.key === "Enter") search(event.currentTarget.value, 0);
        }}
      />
    </search>
  );
}

/** A slider that moves the artwork: by hand, or by keys in steps. */
import { useId } from "preact/hooks";
import { useSession } from "./session";

interface SliderProps {
  label: string;
  /** The value for reading. */
  said: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

export function Slider({ label, said, value, min, max, onChange }: SliderProps) {
  const { creator } = useSession();
  const id = useId();
  const hold = (isHeld: boolean) => () => {
    creator.isHeld.value = isHeld;
  };
  return (
    <div class="field slider">
      <label for={id}>{label}</label>
      <output class="number small muted" for={id}>
        {said}
      </output>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step="any"
        value={value}
        aria-valuetext={said}
        onPointerDown={hold(true)}
        onPointerUp={hold(false)}
        onPointerCancel={hold(false)}
        onKeyDown={(event) => {
          // Steps of "any" are too fine for keys.
          const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
          if (!by) return;
          event.preventDefault();
          const isRtl = getComputedStyle(event.currentTarget).direction === "rtl";
          const isAcross = event.key === "ArrowLeft" || event.key === "ArrowRight";
          onChange(Math.round(value) + (isRtl && isAcross ? -by : by) * (event.shiftKey ? 10 : 1));
        }}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

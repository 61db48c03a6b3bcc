/** The small controls that panels are made of. */
import { useId, useState } from "preact/hooks";
import { Icon, type IconName } from "../../../ui/icons";

export { IconButton } from "../../../ui/IconButton";
export { ColourField } from "./ColourField";

interface NumberFieldProps {
  label: string;
  value: number;
  unit: string;
  step?: number;
  min?: number;
  max?: number;
  disabled?: boolean;
  onChange: (value: number) => void;
  onEnd?: () => void;
}

/** A number with its unit inside the field. What is typed counts at once if it is a number within bounds. */
export function NumberField(props: NumberFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const { min = -1e5, max = 1e5 } = props;
  const take = (text: string) => {
    setDraft(text);
    const value = Number(text);
    if (text.trim() !== "" && Number.isFinite(value) && value >= min && value <= max) props.onChange(value);
  };
  return (
    <div class="field number-field">
      <label for={id}>{props.label}</label>
      <div class="number-field__box">
        <input
          id={id}
          type="number"
          inputMode="decimal"
          value={draft ?? String(Math.round(props.value * 10) / 10 + 0)}
          step={props.step ?? 1}
          min={min}
          max={max}
          disabled={props.disabled}
          onInput={(event) => take(event.currentTarget.value)}
          onBlur={() => {
            setDraft(null);
            props.onEnd?.();
          }}
        />
        <span aria-hidden="true">{props.unit}</span>
      </div>
    </div>
  );
}

interface RangeFieldProps {
  label: string;
  value: number;
  min: number;
  max: number;
  step: number;
  shown: string;
  disabled?: boolean;
  onChange: (value: number) => void;
  onEnd?: () => void;
}

export function RangeField({ label, shown, value, onChange, onEnd, ...bounds }: RangeFieldProps) {
  const id = useId();
  return (
    <div class="field range-field">
      <label for={id}>{label}</label>
      <output for={id} class="number">
        {shown}
      </output>
      <input
        id={id}
        type="range"
        {...bounds}
        // After its bounds: a value outside the default 0 to 100 would be cut.
        value={value}
        aria-valuetext={shown}
        onInput={(event) => onChange(Number(event.currentTarget.value))}
        onChange={() => onEnd?.()}
      />
    </div>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string; icon?: IconName }[];
  onChange: (value: T) => void;
}

/** A few choices side by side; radio buttons underneath, so arrow keys work. */
export function Segmented<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset class="field">
      <legend class="field__label">{label}</legend>
      <div class="segmented segmented--even">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.icon ? <Icon name={option.icon} size={18} /> : null}
            <span class={option.icon ? "visually-hidden" : ""}>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The small controls that panels are made of. */
import type { ButtonHTMLAttributes } from "preact";
import { useId, useState } from "preact/hooks";
import { words } from "../words";
import { Icon, type IconName } from "./icons";

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

interface ColourFieldProps {
  label: string;
  value: string | null;
  palette: readonly string[];
  /** Something else on the screen says what it is. */
  isLabelHidden?: boolean;
  /** Offered first when nothing is a choice too. */
  none?: string;
  onChange: (colour: string | null) => void;
  onEnd?: () => void;
}

/** The product's palette, or any colour where it has none. */
export function ColourField({
  label,
  isLabelHidden,
  value,
  palette,
  none,
  onChange,
  onEnd,
}: ColourFieldProps) {
  const name = useId();
  const isAny = palette.length === 0;
  const offered = isAny ? COMMON_COLOURS : palette;
  const legend = isLabelHidden ? "visually-hidden" : "field__label";
  const isOther = value !== null && !offered.includes(value);
  return (
    <fieldset class="field">
      <legend class={legend}>{label}</legend>
      <div class="swatches">
        {none ? (
          <label class="swatch swatch--none" title={none}>
            <input type="radio" name={name} checked={value === null} onChange={() => onChange(null)} />
            <span class="visually-hidden">{none}</span>
          </label>
        ) : null}
        {offered.map((colour) => (
          <label class="swatch" key={colour} style={{ "--swatch": colour }} title={colour}>
            <input type="radio" name={name} checked={colour === value} onChange={() => onChange(colour)} />
            <span class="visually-hidden">{colour}</span>
          </label>
        ))}
        {isAny ? (
          <label
            class="swatch swatch--other"
            style={isOther ? { "--swatch": value } : {}}
            title={words.otherColour}
          >
            <input
              type="color"
              value={value ?? "#1c1b1a"}
              aria-label={words.otherColour}
              onInput={(event) => onChange(event.currentTarget.value)}
              onChange={() => onEnd?.()}
            />
          </label>
        ) : null}
      </div>
    </fieldset>
  );
}

const COMMON_COLOURS = [
  "#1c1b1a",
  "#ffffff",
  "#a8321f",
  "#e0a526",
  "#256b3c",
  "#0f6b66",
  "#1f3a68",
  "#6b3a78",
];

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

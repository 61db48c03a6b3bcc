/** Choosing a colour: one of the product's, or any at all where it leaves that open. Colours have names. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { colourName, colourNames } from "../model/colourNames";
import { isOffered } from "../model/palette";
import { recentColours } from "../model/recents";
import { words } from "../words";

interface ColourFieldProps {
  label: string;
  value: string | null;
  /** The colours that the product is made in; empty: any. */
  palette: readonly string[];
  /** What it has now is its own colour, which the palette need not have. */
  isOwn?: boolean;
  /** Something else on the screen says what it is: then only the colour's own name stands there. */
  isLabelHidden?: boolean | undefined;
  /** Offered first when nothing is a choice too. */
  none?: string;
  onChange: (colour: string | null) => void;
  onEnd?: () => void;
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

/** The product's palette, or common colours, those used lately and any other where it has none. */
export function ColourField(props: ColourFieldProps) {
  const { label, isLabelHidden, isOwn, value, palette, none, onChange, onEnd } = props;
  const name = useId();
  const isAny = palette.length === 0;
  const recent = isAny ? recentColours.list.value.filter((one) => !COMMON_COLOURS.includes(one)) : [];
  const offered = isAny ? [...COMMON_COLOURS, ...recent] : palette;
  const names = colourNames(offered);
  const isOther = value !== null && !isOwn && !isOffered(palette, value);
  const choose = (colour: string | null) => {
    onChange(colour);
    onEnd?.();
  };
  return (
    <fieldset class="field">
      <legend class="field__label">
        <span class={isLabelHidden ? "visually-hidden" : ""}>{label}</span>
        {value ? <span class="field__now">{nameAmong(value, offered, names)}</span> : null}
      </legend>
      <div class="swatches">
        {none ? (
          <Swatch group={name} label={none} isChosen={value === null} isNone onChoose={() => choose(null)} />
        ) : null}
        {offered.map((colour, index) => (
          <Swatch
            key={colour}
            group={name}
            label={names[index] ?? ""}
            colour={colour}
            isChosen={colour.toLowerCase() === value?.toLowerCase()}
            onChoose={() => choose(colour)}
          />
        ))}
        {isAny ? (
          <OtherColour
            value={value}
            isOther={value !== null && !offered.includes(value)}
            {...{ onChange, onEnd }}
          />
        ) : null}
      </div>
      {isOther ? <span class="field__hint">{words.colourNotOffered}</span> : null}
    </fieldset>
  );
}

function nameAmong(colour: string, offered: readonly string[], names: readonly string[]): string {
  return names[offered.indexOf(colour)] ?? colourName(colour);
}

interface SwatchProps {
  group: string;
  label: string;
  /** CSS: a colour or a gradient. */
  colour?: string;
  isChosen: boolean;
  isNone?: boolean;
  onChoose: () => void;
  children?: ComponentChildren;
}

export function Swatch({ group, label, colour, isChosen, isNone, onChoose }: SwatchProps) {
  return (
    <label
      class={isNone ? "swatch swatch--none" : "swatch"}
      style={colour ? { "--swatch": colour } : {}}
      title={label}
    >
      <input type="radio" name={group} checked={isChosen} onChange={onChoose} />
      <span class="visually-hidden">{label}</span>
    </label>
  );
}

interface OtherColourProps {
  value: string | null;
  isOther: boolean;
  onChange: (colour: string) => void;
  onEnd?: (() => void) | undefined;
}

function OtherColour({ value, isOther, onChange, onEnd }: OtherColourProps) {
  return (
    <label
      class="swatch swatch--other"
      style={isOther && value ? { "--swatch": value } : {}}
      title={words.otherColour}
    >
      <input
        type="color"
        value={value ?? "#1c1b1a"}
        aria-label={words.otherColour}
        onInput={(event) => onChange(event.currentTarget.value)}
        onChange={(event) => {
          recentColours.add(event.currentTarget.value);
          onEnd?.();
        }}
      />
    </label>
  );
}

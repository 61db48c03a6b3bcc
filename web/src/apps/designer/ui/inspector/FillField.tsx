/** The fill of letters and shapes: a colour, or where the product has no palette also a gradient. */
import { useId } from "preact/hooks";
import type { Fill } from "../../../../document/types";
import { colourName } from "../../model/colourNames";
import { coloursOf, cssOf, type FillKind, fillKind, GRADIENTS, gradient } from "../../model/textEffects";
import { words } from "../../words";
import { Swatch } from "../ColourField";
import { ColourField, RangeField, Segmented } from "../fields";

interface FillFieldProps {
  label: string;
  value: Fill | null;
  palette: readonly string[];
  /** Something else on the screen says what it is. */
  isLabelHidden?: boolean | undefined;
  /** Offered where nothing is a choice too. */
  none?: string | undefined;
  onChange: (fill: Fill | null) => void;
  onEnd: () => void;
}

export function FillField({ label, isLabelHidden, value, palette, none, onChange, onEnd }: FillFieldProps) {
  const kind = value === null ? "plain" : fillKind(value);
  const colours = value === null ? [] : coloursOf(value);
  const [first = "#1c1b1a"] = colours;
  if (palette.length > 0) {
    return (
      <ColourField
        label={label}
        isLabelHidden={isLabelHidden}
        value={kind === "plain" ? (colours[0] ?? null) : null}
        palette={palette}
        {...(none ? { none } : {})}
        onChange={onChange}
        onEnd={onEnd}
      />
    );
  }
  const setKind = (next: FillKind) => {
    const run = colours.length > 1 ? colours : [first, GRADIENTS[0]?.[1] ?? "#ffffff"];
    onChange(next === "plain" ? first : gradient(next, run));
    onEnd();
  };
  return (
    <div class="stack">
      <Segmented
        label={words.fillKind}
        value={kind}
        options={[
          { value: "plain", label: words.fillPlain },
          { value: "linear", label: words.fillLinear },
          { value: "radial", label: words.fillRadial },
        ]}
        onChange={setKind}
      />
      {kind === "plain" || value === null || typeof value === "string" ? (
        <ColourField
          label={label}
          isLabelHidden={isLabelHidden}
          value={colours[0] ?? null}
          palette={palette}
          {...(none ? { none } : {})}
          onChange={onChange}
          onEnd={onEnd}
        />
      ) : (
        <GradientFields kind={kind} fill={value} {...{ colours, onChange, onEnd }} />
      )}
    </div>
  );
}

interface GradientFieldsProps {
  kind: "linear" | "radial";
  fill: Fill;
  colours: readonly string[];
  onChange: (fill: Fill) => void;
  onEnd: () => void;
}

function GradientFields({ kind, fill, colours, onChange, onEnd }: GradientFieldsProps) {
  const name = useId();
  const angle = typeof fill !== "string" && fill.type === "linear" ? fill.angle : 90;
  const set = (next: readonly string[], turned = angle) => onChange(gradient(kind, next, turned));
  const isSame = (preset: readonly string[]) => preset.join() === colours.join();
  return (
    <>
      <fieldset class="field">
        <legend class="field__label">{words.gradients}</legend>
        <div class="swatches">
          {GRADIENTS.map((preset) => (
            <Swatch
              key={preset.join()}
              group={name}
              label={words.gradientOf(colourName(preset[0] ?? ""), colourName(preset.at(-1) ?? ""))}
              colour={cssOf(gradient(kind, preset, 90))}
              isChosen={isSame(preset)}
              onChoose={() => {
                set(preset);
                onEnd();
              }}
            />
          ))}
        </div>
      </fieldset>
      {colours.slice(0, 3).map((colour, index) => (
        <ColourField
          key={index}
          label={words.gradientStop(index + 1)}
          value={colour}
          palette={[]}
          onChange={(next) => next && set(colours.map((one, place) => (place === index ? next : one)))}
          onEnd={onEnd}
        />
      ))}
      <button
        type="button"
        class="button button--small"
        onClick={() => {
          set(colours.length > 2 ? colours.slice(0, 2) : [...colours, "#ffffff"]);
          onEnd();
        }}
      >
        {colours.length > 2 ? words.gradientTwo : words.gradientThird}
      </button>
      {kind === "linear" ? (
        <RangeField
          label={words.gradientAngle}
          value={angle}
          min={0}
          max={360}
          step={5}
          shown={`${angle}°`}
          onChange={(turned) => set(colours, turned)}
          onEnd={onEnd}
        />
      ) : null}
    </>
  );
}

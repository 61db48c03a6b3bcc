/** Looks of a photo, shown on the photo itself. */
import { useId } from "preact/hooks";
import type { Filter, ImageLayer } from "../../../../document/types";
import { colourNames } from "../../model/colourNames";
import {
  type Adjustable,
  adjustedBy,
  hasLook,
  levelOf,
  looksOf,
  withAdjustment,
  withLevel,
  withLook,
} from "../../model/looks";
import { formatNumber, words } from "../../words";
import { RangeField } from "../fields";
import { Thumbnail } from "../photos/Thumbnail";
import { useSession } from "../session";

export function FiltersSection({ layer }: { layer: ImageLayer }) {
  const { editor, ui } = useSession();
  const name = useId();
  const { filters } = layer;
  const set = (next: readonly Filter[], run: string | null = null) =>
    editor.change<ImageLayer>(layer.id, { filters: next }, run);
  const looks = looksOf(editor.product.colours);
  const inks = looks.flatMap(({ filters: [first] }) => first?.dark ?? []);
  const names = colourNames(inks);
  const duotones = Object.fromEntries(inks.map((ink, index) => [ink, names[index]]));
  return (
    <div class="stack">
      <fieldset class="field">
        <legend class={ui.isPhone.value ? "visually-hidden" : "field__label"}>{words.filters}</legend>
        <div class="looks">
          {looks.map((look) => {
            const label = duotones[look.filters[0]?.dark ?? ""] ?? words.looks[look.name];
            return (
              <label class="look" key={label}>
                <input
                  type="radio"
                  name={name}
                  checked={hasLook(filters, look)}
                  onChange={() => set(withLook(filters, look))}
                />
                <Thumbnail layer={layer} filters={look.filters} />
                <span>{label}</span>
              </label>
            );
          })}
        </div>
      </fieldset>
      <Level layer={layer} onLevel={(level) => set(withLevel(filters, level), "level")} />
      {(["brightness", "contrast"] as const).map((kind) => (
        <Adjustment
          key={kind}
          kind={kind}
          amount={adjustedBy(filters, kind)}
          onAmount={(amount) => set(withAdjustment(filters, kind, amount), kind)}
        />
      ))}
    </div>
  );
}

function Level({ layer, onLevel }: { layer: ImageLayer; onLevel: (level: number) => void }) {
  const { editor } = useSession();
  const level = levelOf(layer.filters);
  if (level === null) return null;
  return (
    <RangeField
      label={words.engravingLevel}
      value={Math.round(level * 100)}
      min={5}
      max={95}
      step={1}
      shown={`${formatNumber(Math.round(level * 100))} %`}
      onChange={(value) => onLevel(value / 100)}
      onEnd={() => editor.endRun()}
    />
  );
}

interface AdjustmentProps {
  kind: Adjustable;
  amount: number;
  onAmount: (amount: number) => void;
}

function Adjustment({ kind, amount, onAmount }: AdjustmentProps) {
  const { editor } = useSession();
  const value = Math.round(amount * 100);
  return (
    <RangeField
      label={words[kind]}
      value={value}
      min={-80}
      max={80}
      step={2}
      shown={formatNumber(value)}
      onChange={(next) => onAmount(next / 100)}
      onEnd={() => editor.endRun()}
    />
  );
}

/** The colours of a drawing, each to be changed by itself. */
import { useSignal } from "@preact/signals";
import type { ClipartLayer } from "../../../../document/types";
import { type ColourGroup, colourGroups, coloursFor, isOneColour, recolour } from "../../model/clipart";
import { colourName } from "../../model/colourNames";
import { words } from "../../words";
import { ColourField } from "../fields";
import { useSession } from "../session";

export function ClipartColours({ layer }: { layer: ClipartLayer }) {
  const { editor, ui } = useSession();
  const drawing = editor.typesetter.drawings.here.value.get(layer.clipart);
  const chosen = useSignal(0);
  const area = editor.productArea;
  if (!drawing || !area) return <div class="skeleton" aria-busy="true" />;
  const groups = colourGroups(drawing, layer);
  const place = Math.min(chosen.value, groups.length - 1);
  const group = groups[place];
  if (!group) return <p class="muted small">{words.fixedColours}</p>;
  const isSeveral = groups.length > 1;
  const change = (colours: Readonly<Record<string, string>>) =>
    editor.change<ClipartLayer>(layer.id, { colours });
  return (
    <div class="stack stack--12">
      {isSeveral ? (
        <GroupChoice
          name={`group-${layer.id}`}
          groups={groups}
          chosen={place}
          onChoose={(next) => {
            chosen.value = next;
          }}
        />
      ) : null}
      <ColourField
        label={isSeveral ? words.changeTo : words.colour}
        // A phone's sheet is called so.
        isLabelHidden={!isSeveral && ui.isPhone.value}
        value={group.colour}
        isOwn={group.parts.every((part) => layer.colours[part] === undefined)}
        palette={editor.product.colours}
        onChange={(colour) => colour && recolour(editor, layer, group.parts, colour)}
        onEnd={() => editor.endRun()}
      />
      {isOneColour(area) ? <p class="muted small">{words.oneColourWhy}</p> : null}
      <div class="row row--wrap">
        {isSeveral ? (
          <button
            type="button"
            class="button button--small"
            onClick={() => change(coloursFor(drawing, group.colour, area))}
          >
            {words.oneColour}
          </button>
        ) : null}
        {Object.keys(layer.colours).length > 0 ? (
          <button type="button" class="button button--small" onClick={() => change({})}>
            {words.ownColours}
          </button>
        ) : null}
      </div>
    </div>
  );
}

interface GroupChoiceProps {
  readonly name: string;
  readonly groups: readonly ColourGroup[];
  /** The place of the group whose colour is changed. */
  readonly chosen: number;
  readonly onChoose: (place: number) => void;
}

/** Which of the drawing's colours is changed. */
function GroupChoice({ name, groups, chosen, onChoose }: GroupChoiceProps) {
  return (
    <fieldset class="field">
      <legend class="field__label">{words.drawingColours}</legend>
      <div class="swatches swatches--large">
        {groups.map(({ colour, parts }, index) => (
          <label class="swatch" key={parts[0]} style={{ "--swatch": colour }} title={colourName(colour)}>
            <input type="radio" name={name} checked={index === chosen} onChange={() => onChoose(index)} />
            <span class="visually-hidden">{words.drawingColour(index + 1, colourName(colour))}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

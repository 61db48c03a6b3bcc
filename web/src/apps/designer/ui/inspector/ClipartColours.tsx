/** The colours of a drawing, each to be changed by itself. */
import { useSignal } from "@preact/signals";
import type { ClipartLayer } from "../../../../document/types";
import { colourGroups, coloursFor, isOneColour, recolour } from "../../model/clipart";
import { colourName } from "../../model/colourNames";
import { words } from "../../words";
import { ColourField } from "../fields";
import { useSession } from "../session";

export function ClipartColours({ layer }: { layer: ClipartLayer }) {
  const { editor } = useSession();
  const drawing = editor.typesetter.drawings.here.value.get(layer.clipart);
  const chosen = useSignal(0);
  const area = editor.productArea;
  if (!drawing || !area) return <div class="skeleton" aria-busy="true" />;
  const groups = colourGroups(drawing, layer);
  if (groups.length === 0) return <p class="muted small">{words.fixedColours}</p>;
  const group = groups[Math.min(chosen.value, groups.length - 1)] ?? groups[0];
  const change = (colours: Readonly<Record<string, string>>) =>
    editor.change<ClipartLayer>(layer.id, { colours });
  const isChanged = Object.keys(layer.colours).length > 0;
  return (
    <div class="stack stack--12">
      {groups.length > 1 ? (
        <fieldset class="field">
          <legend class="field__label">{words.drawingColours}</legend>
          <div class="swatches swatches--large">
            {groups.map(({ colour, parts }, index) => (
              <label class="swatch" key={parts[0]} style={{ "--swatch": colour }} title={colourName(colour)}>
                <input
                  type="radio"
                  name={`group-${layer.id}`}
                  checked={colour === group?.colour}
                  onChange={() => {
                    chosen.value = index;
                  }}
                />
                <span class="visually-hidden">{words.drawingColour(index + 1, colourName(colour))}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ) : null}
      {group ? (
        <ColourField
          label={groups.length > 1 ? words.changeTo : words.colour}
          value={group.colour}
          isOwn={group.parts.every((part) => layer.colours[part] === undefined)}
          palette={editor.product.colours}
          onChange={(colour) => colour && recolour(editor, layer, group.parts, colour)}
          onEnd={() => editor.endRun()}
        />
      ) : null}
      {isOneColour(area) ? <p class="muted small">{words.oneColourWhy}</p> : null}
      <div class="row row--wrap">
        {groups.length > 1 ? (
          <button
            type="button"
            class="button button--small"
            onClick={() => change(coloursFor(drawing, group?.colour ?? editor.readableColour(), area))}
          >
            {words.oneColour}
          </button>
        ) : null}
        {isChanged ? (
          <button type="button" class="button button--small" onClick={() => change({})}>
            {words.ownColours}
          </button>
        ) : null}
      </div>
    </div>
  );
}

import type { TextLayer } from "../../../../document/types";
import { words } from "../../words";
import { ColourField } from "../fields";
import { useSession } from "../session";

export function EffectsSection({ layer }: { layer: TextLayer }) {
  const { editor } = useSession();
  const outline = (colour: string | null) =>
    editor.change<TextLayer>(
      layer.id,
      { stroke: colour ? { colour, width: layer.stroke?.width ?? Math.max(0.2, layer.size * 0.06) } : null },
      "outline",
    );
  return (
    <ColourField
      label={words.outline}
      none={words.noOutline}
      value={layer.stroke?.colour ?? null}
      palette={editor.product.colours}
      onChange={outline}
      onEnd={() => editor.endRun()}
    />
  );
}

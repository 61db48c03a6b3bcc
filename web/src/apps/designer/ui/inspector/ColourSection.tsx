import type { Fill, ShapeLayer, TextLayer } from "../../../../document/types";
import { words } from "../../words";
import { ColourField } from "../fields";
import { useSession } from "../session";

export function ColourSection({ layer }: { layer: TextLayer | ShapeLayer }) {
  const { editor } = useSession();
  const palette = editor.product.colours;
  const end = () => editor.endRun();
  if (layer.type === "shape") {
    return (
      <ColourField
        label={words.fill}
        value={plainColour(layer.fill)}
        palette={palette}
        onChange={(fill) => editor.change<ShapeLayer>(layer.id, { fill }, "fill")}
        onEnd={end}
      />
    );
  }
  return (
    <ColourField
      label={words.colour}
      value={plainColour(layer.colour)}
      palette={palette}
      onChange={(colour) => colour && editor.change<TextLayer>(layer.id, { colour }, "colour")}
      onEnd={end}
    />
  );
}

/** The colour of a fill that is nothing but a colour. */
function plainColour(fill: Fill | null): string | null {
  return typeof fill === "string" ? fill : null;
}

import type { ShapeLayer, TextLayer } from "../../../../document/types";
import { paletteFor } from "../../model/palette";
import { words } from "../../words";
import { useSession } from "../session";
import { FillField } from "./FillField";

export function ColourSection({ layer }: { layer: TextLayer | ShapeLayer }) {
  const { editor, ui } = useSession();
  const palette = paletteFor(editor.product, layer);
  const end = () => editor.endRun();
  if (layer.type === "shape") {
    return (
      <FillField
        label={words.fill}
        value={layer.fill}
        palette={palette}
        // A shape of neither fill nor outline would be lost.
        none={layer.stroke === null ? undefined : words.noFill}
        onChange={(fill) => editor.change<ShapeLayer>(layer.id, { fill }, "fill")}
        onEnd={end}
      />
    );
  }
  return (
    <FillField
      label={words.colour}
      // A phone's sheet is called so.
      isLabelHidden={ui.isPhone.value}
      value={layer.colour}
      palette={palette}
      onChange={(colour) => colour && editor.change<TextLayer>(layer.id, { colour }, "colour")}
      onEnd={end}
    />
  );
}

import type { ShapeLayer, TextLayer } from "../../../../document/types";
import { words } from "../../words";
import { useSession } from "../session";
import { FillField } from "./FillField";

export function ColourSection({ layer }: { layer: TextLayer | ShapeLayer }) {
  const { editor } = useSession();
  const palette = editor.product.colours;
  const end = () => editor.endRun();
  if (layer.type === "shape") {
    return (
      <FillField
        label={words.fill}
        value={layer.fill}
        palette={palette}
        onChange={(fill) => editor.change<ShapeLayer>(layer.id, { fill }, "fill")}
        onEnd={end}
      />
    );
  }
  return (
    <FillField
      label={words.colour}
      value={layer.colour}
      palette={palette}
      onChange={(colour) => editor.change<TextLayer>(layer.id, { colour }, "colour")}
      onEnd={end}
    />
  );
}

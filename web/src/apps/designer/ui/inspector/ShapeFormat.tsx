import type { ShapeLayer } from "../../../../document/types";
import { words } from "../../words";
import { RangeField } from "../fields";
import { useSession } from "../session";

export function ShapeFormat({ layer }: { layer: ShapeLayer }) {
  const { editor } = useSession();
  if (layer.shape !== "rectangle") return null;
  const most = Math.min(layer.width, layer.height) / 2;
  return (
    <RangeField
      label={words.cornerRadius}
      value={Math.round((layer.corner_radius / most) * 100)}
      min={0}
      max={100}
      step={1}
      shown={`${Math.round((layer.corner_radius / most) * 100)} %`}
      onChange={(value) =>
        editor.change<ShapeLayer>(layer.id, { corner_radius: (most * value) / 100 }, "corners")
      }
      onEnd={() => editor.endRun()}
    />
  );
}

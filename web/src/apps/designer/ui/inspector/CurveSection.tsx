import type { TextLayer } from "../../../../document/types";
import { words } from "../../words";
import { RangeField } from "../fields";
import { useSession } from "../session";

/** The curve as a slider from −100 (a valley) to 100 (a hill); 100 bends the line over three quarters of a circle. */
const FULL_BEND = 1.5 * Math.PI;

export function CurveSection({ layer }: { layer: TextLayer }) {
  const { editor } = useSession();
  const length = editor.typesetter.straightLength(layer);
  const bend = layer.arc ? Math.round((length / layer.arc.radius / FULL_BEND) * 100) : 0;
  const onBend = (value: number) => {
    const arc = Math.abs(value) < 3 ? null : { radius: length / ((value / 100) * FULL_BEND) };
    editor.change<TextLayer>(layer.id, { arc }, "curve");
  };
  return (
    <RangeField
      label={words.curve}
      value={Math.max(-100, Math.min(100, bend))}
      min={-100}
      max={100}
      step={1}
      shown={bend === 0 ? words.curveStraight : `${bend} %`}
      onChange={onBend}
      onEnd={() => editor.endRun()}
    />
  );
}

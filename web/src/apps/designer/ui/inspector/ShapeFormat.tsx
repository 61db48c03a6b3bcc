/** The outline and the corners of a shape. */
import type { ShapeLayer } from "../../../../document/types";
import { hasFeature } from "../../model/configuration";
import { formatMillimetres, formatNumber, words } from "../../words";
import { ColourField, RangeField } from "../fields";
import { useSession } from "../session";

export function ShapeFormat({ layer }: { layer: ShapeLayer }) {
  const { configuration } = useSession();
  return (
    <div class="stack">
      {hasFeature(configuration, "outline") ? <OutlineFields layer={layer} /> : null}
      {layer.shape === "rectangle" ? <Corners layer={layer} /> : null}
    </div>
  );
}

function OutlineFields({ layer }: { layer: ShapeLayer }) {
  const { editor } = useSession();
  const { stroke } = layer;
  const shorter = Math.min(layer.width, layer.height);
  const most = Math.max(2, Math.round(shorter * 0.2));
  const least = Math.max(0.2, editor.productArea?.min_line ?? 0);
  const set = (next: ShapeLayer["stroke"]) =>
    editor.change<ShapeLayer>(layer.id, { stroke: next }, "outline");
  const end = () => editor.endRun();
  return (
    <>
      <ColourField
        label={words.outline}
        // A shape of neither fill nor outline would be lost.
        {...(layer.fill === null ? {} : { none: words.noOutline })}
        value={stroke?.colour ?? null}
        palette={editor.product.colours}
        onChange={(colour) =>
          set(colour ? { colour, width: stroke?.width ?? Math.max(least, hundredths(shorter * 0.04)) } : null)
        }
        onEnd={end}
      />
      {stroke ? (
        <RangeField
          label={words.outlineWidth}
          value={stroke.width}
          min={least}
          max={most}
          step={0.1}
          shown={formatMillimetres(stroke.width)}
          onChange={(width) => set({ ...stroke, width })}
          onEnd={end}
        />
      ) : null}
    </>
  );
}

function Corners({ layer }: { layer: ShapeLayer }) {
  const { editor } = useSession();
  const most = Math.min(layer.width, layer.height) / 2;
  const part = Math.round((layer.corner_radius / most) * 100);
  return (
    <RangeField
      label={words.cornerRadius}
      value={part}
      min={0}
      max={100}
      step={1}
      shown={`${formatNumber(part)} %`}
      onChange={(value) =>
        editor.change<ShapeLayer>(layer.id, { corner_radius: (most * value) / 100 }, "corners")
      }
      onEnd={() => editor.endRun()}
    />
  );
}

function hundredths(length: number): number {
  return Math.round(length * 100) / 100;
}

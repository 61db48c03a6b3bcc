import type { TextLayer } from "../../../../document/types";
import { settle } from "../../model/commands";
import { words } from "../../words";
import { NumberField, RangeField, Segmented } from "../fields";
import { useSession } from "../session";

export function TextFormat({ layer }: { layer: TextLayer }) {
  const { editor } = useSession();
  const area = editor.productArea;
  const change = (fields: Partial<TextLayer>, run: string) => editor.change(layer.id, fields, run);
  const end = () => editor.endRun();
  const largest = area ? Math.max(area.width, area.height) : 500;
  return (
    <div class="stack">
      <div class="pair">
        <NumberField
          label={words.size}
          unit="mm"
          value={layer.size}
          min={0.5}
          max={largest}
          step={0.5}
          onChange={(size) => change(settle(layer, scaledAbout(layer, size / layer.size)), "size")}
          onEnd={end}
        />
        <Segmented
          label={words.alignment}
          value={layer.align}
          options={[
            { value: "left", label: words.alignLeft, icon: "left" },
            { value: "center", label: words.alignCenter, icon: "center" },
            { value: "right", label: words.alignRight, icon: "right" },
          ]}
          onChange={(align) => change({ align }, "align")}
        />
      </div>
      <RangeField
        label={words.letterSpacing}
        value={Math.round(layer.letter_spacing * 100)}
        min={-10}
        max={60}
        step={1}
        shown={String(Math.round(layer.letter_spacing * 100))}
        onChange={(value) => change({ letter_spacing: value / 100 }, "spacing")}
        onEnd={end}
      />
      {layer.text.includes("\n") || layer.box ? (
        <RangeField
          label={words.lineSpacing}
          value={layer.line_height}
          min={0.7}
          max={2.5}
          step={0.05}
          shown={layer.line_height.toFixed(2)}
          onChange={(line_height) => change({ line_height }, "lines")}
          onEnd={end}
        />
      ) : null}
    </div>
  );
}

function scaledAbout(layer: TextLayer, by: number) {
  const [a, b, c, d, e, f] = layer.transform;
  return [a * by, b * by, c * by, d * by, e, f] as const;
}

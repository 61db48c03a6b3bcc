import type { ClipartLayer, CodeLayer, ImageLayer, Layer, ShapeLayer } from "../../../../document/types";
import { Icon } from "../../../../ui/icons";
import { boundsOf } from "../../../../view2d/placement";
import { resizeLayer, rotationOf } from "../../model/commands";
import { hasFeature } from "../../model/configuration";
import { words } from "../../words";
import { AlignActions } from "../AlignActions";
import { NumberField } from "../fields";
import { useSession } from "../session";

export function ArrangeSection({ layer }: { layer: Layer }) {
  return (
    <div class="stack">
      <PlaceFields layer={layer} />
      <AlignActions layer={layer} />
      <LockButton layer={layer} />
    </div>
  );
}

/** Where a layer lies, how large it is and how it is turned, in numbers. */
export function PlaceFields({ layer }: { layer: Layer }) {
  const { editor } = useSession();
  const area = editor.productArea;
  const set = editor.typesetter.typeset(layer);
  if (!area || !set) return null;
  const box = boundsOf(layer.transform, set.width, set.height);
  const end = () => editor.endRun();
  const off = layer.locked;
  return (
    <div class="pair">
      <NumberField
        label={words.fromLeft}
        unit={words.millimetres}
        value={box.x}
        disabled={off}
        onChange={(x) => editor.nudge(layer.id, x - box.x, 0)}
        onEnd={end}
      />
      <NumberField
        label={words.fromTop}
        unit={words.millimetres}
        value={box.y}
        disabled={off}
        onChange={(y) => editor.nudge(layer.id, 0, y - box.y)}
        onEnd={end}
      />
      {layer.type === "text" || layer.type === "group" ? null : <SizeFields layer={layer} disabled={off} />}
      <NumberField
        label={words.rotation}
        unit="°"
        value={rotationOf(layer)}
        min={-360}
        max={360}
        disabled={off}
        onChange={(degrees) => editor.rotateTo(layer.id, degrees)}
        onEnd={end}
      />
      <NumberField
        label={words.opacity}
        unit="%"
        value={layer.opacity * 100}
        min={5}
        max={100}
        step={5}
        onChange={(value) => editor.change(layer.id, { opacity: value / 100 }, "opacity")}
        onEnd={end}
      />
    </div>
  );
}

function LockButton({ layer }: { layer: Layer }) {
  const { editor, configuration } = useSession();
  if (!hasFeature(configuration, "lock")) return null;
  return (
    <button
      type="button"
      class="button"
      aria-pressed={layer.locked}
      onClick={() => editor.setLocked(layer.id, !layer.locked)}
    >
      <Icon name={layer.locked ? "lock" : "unlock"} />
      {layer.locked ? words.unlock : words.lock}
    </button>
  );
}

type Sized = ImageLayer | ShapeLayer | ClipartLayer | CodeLayer;

function SizeFields({ layer, disabled }: { layer: Sized; disabled: boolean }) {
  const { editor } = useSession();
  // The sides of a shape are free; anything else keeps its proportion.
  const resize = (width: number, height: number) =>
    editor.apply(resizeLayer(editor.document.value, layer.id, width, height), `sides:${layer.id}`);
  const ratio = layer.height / layer.width;
  const keepsRatio = layer.type !== "shape";
  const end = () => editor.endRun();
  return (
    <>
      <NumberField
        label={words.width}
        unit={words.millimetres}
        value={layer.width}
        min={1}
        max={5000}
        disabled={disabled}
        onChange={(width) => resize(width, keepsRatio ? width * ratio : layer.height)}
        onEnd={end}
      />
      <NumberField
        label={words.height}
        unit={words.millimetres}
        value={layer.height}
        min={1}
        max={5000}
        disabled={disabled}
        onChange={(height) => resize(keepsRatio ? height / ratio : layer.width, height)}
        onEnd={end}
      />
    </>
  );
}

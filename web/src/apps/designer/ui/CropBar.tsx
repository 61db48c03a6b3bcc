/** While a picture is cropped: how large it is in its frame, all of it again, and done. */
import { useEffect } from "preact/hooks";
import type { Crop, ImageLayer } from "../../../document/types";
import { enlargementOf, uncropped } from "../model/cropping";
import { mayMove } from "../model/freedom";
import { crop } from "../model/handwork";
import { nameOf } from "../model/names";
import { formatNumber, words } from "../words";
import { stopCropping } from "./cropping";
import { RangeField } from "./fields";
import { useSession } from "./session";

const MOST = 8;

export function CropBar() {
  const session = useSession();
  const { editor, ui } = session;
  const layer = editor.selected.value;
  useEffect(() => {
    const image = editor.selected.peek();
    if (image) editor.say(words.said.cropping(nameOf(image, editor.pictures.peek())));
    document.querySelector<HTMLElement>(".stage__canvas")?.focus({ preventScroll: true });
    return () => editor.endRun();
  }, [editor]);
  if (layer?.type !== "image" || ui.cropping.value !== layer.id) return null;
  const enlargement = enlargementOf(layer);
  const whole = uncropped(layer, mayMove(editor.product, layer));
  return (
    <div class="crop-bar" role="toolbar" aria-label={words.crop}>
      <RangeField
        label={words.pictureSize}
        value={Math.log2(enlargement)}
        min={0}
        max={Math.log2(MOST)}
        step={0.02}
        shown={words.percent(formatNumber(enlargement * 100))}
        onChange={(value) =>
          crop(editor, layer.id, { kind: "zoom", factor: 2 ** value / enlargement, at: { x: 0, y: 0 } })
        }
        onEnd={() => editor.endRun()}
      />
      <button
        type="button"
        class="button button--quiet"
        disabled={isSame(layer.crop, whole.crop)}
        onClick={() => editor.change<ImageLayer>(layer.id, whole)}
      >
        {words.reset}
      </button>
      <button type="button" class="button button--primary" onClick={() => stopCropping(session)}>
        {words.done}
      </button>
    </div>
  );
}

function isSame(one: Crop, other: Crop): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}

/** The form that is cut out of a photo. */
import { useId } from "preact/hooks";
import type { ImageLayer } from "../../../../document/types";
import { pathText } from "../../../../geometry/pathText";
import { maskPath } from "../../../../layout/shapes";
import { FRAMES, type Frame, framed, hasFrame } from "../../model/frames";
import { mayMove } from "../../model/freedom";
import { words } from "../../words";
import { useSession } from "../session";

export function FrameSection({ layer }: { layer: ImageLayer }) {
  const { editor, ui } = useSession();
  const name = useId();
  const picture = editor.pictures.value.get(layer.image) ?? { width: layer.width, height: layer.height };
  const choose = (frame: Frame) =>
    editor.change<ImageLayer>(
      layer.id,
      framed(layer, frame, picture, layer.image_area !== null || !mayMove(editor.product, layer)),
    );
  // Where the sides stay, a circle would be an oval.
  const frames = FRAMES.filter((frame) => layer.image_area === null || frame.name !== "circle");
  return (
    <fieldset class="field">
      <legend class={ui.isPhone.value ? "visually-hidden" : "field__label"}>{words.mask}</legend>
      <div class="frames">
        {frames.map((frame) => (
          <label class="frame" key={frame.name} title={words.frames[frame.name]}>
            <input type="radio" name={name} checked={hasFrame(layer, frame)} onChange={() => choose(frame)} />
            <FramePicture layer={layer} frame={frame} />
            <span class="visually-hidden">{words.frames[frame.name]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The form at the proportion that it will have. */
function FramePicture({ layer, frame }: { layer: ImageLayer; frame: Frame }) {
  const ratio = frame.ratio ?? (frame.name === "oval" ? 0.7 : 0.8);
  const [width, height] = ratio > 1 ? [32 / ratio, 32] : [32, 32 * ratio];
  const sample: ImageLayer = {
    ...layer,
    mask: frame.mask,
    mask_path: frame.path,
    width,
    height,
    flip: "none",
  };
  const path = maskPath(sample);
  return (
    <svg viewBox="-20 -20 40 40" aria-hidden="true" data-none={path ? undefined : ""}>
      {path ? (
        <path
          d={pathText(path)}
          transform={`translate(${-width / 2} ${-height / 2}) scale(${width} ${height})`}
        />
      ) : (
        <path d={`M${-width / 2} ${-height / 2}h${width}v${height}h${-width}z`} />
      )}
    </svg>
  );
}

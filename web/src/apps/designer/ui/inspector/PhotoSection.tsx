/** What is done with a picture as a whole: another one, its part that shows, mirrored. */
import type { ClipartLayer, ImageLayer } from "../../../../document/types";
import { FileButton } from "../../../../ui/FileButton";
import { IconButton } from "../../../../ui/IconButton";
import { Icon } from "../../../../ui/icons";
import { hasFeature } from "../../model/configuration";
import { flipped } from "../../model/flipping";
import { hasLook, LINES, withLook } from "../../model/looks";
import { words } from "../../words";
import { startCropping } from "../cropping";
import { useSession } from "../session";

type PictureLayer = ImageLayer | ClipartLayer;

export function PhotoSection({ layer }: { layer: PictureLayer }) {
  const session = useSession();
  const { configuration, editor, uploads } = session;
  const flip = (axis: "horizontal" | "vertical") =>
    editor.change<PictureLayer>(layer.id, { flip: flipped(layer.flip, axis) });
  return (
    <div class="stack stack--12">
      {layer.type === "image" ? <LinesHint layer={layer} /> : null}
      <div class="deeds">
        {hasFeature(configuration, "upload") ? (
          <FileButton
            class="deed"
            onFiles={(files) => uploads.add([...files].slice(0, 1), { kind: "layer", id: layer.id })}
          >
            <Icon name="replace" />
            {words.replace}
          </FileButton>
        ) : null}
        {layer.type === "image" && hasFeature(configuration, "crop") ? (
          <button type="button" class="deed" onClick={() => startCropping(session, layer.id)}>
            <Icon name="crop" />
            {words.crop}
          </button>
        ) : null}
        <fieldset class="deed deed--pair">
          <legend>{words.flip}</legend>
          <IconButton icon="flipX" label={words.flipAcross} onClick={() => flip("horizontal")} />
          <IconButton icon="flipY" label={words.flipDown} onClick={() => flip("vertical")} />
        </fieldset>
      </div>
    </div>
  );
}

/** Preflight knows tones where a process has none; a print in one colour loses them as well. */
function LinesHint({ layer }: { layer: ImageLayer }) {
  const { configuration, editor } = useSession();
  const area = editor.productArea;
  const isAsked = area?.process === "print" && area.max_colours === 1 && hasFeature(configuration, "filters");
  if (!isAsked || hasLook(layer.filters, LINES)) return null;
  return (
    <div class="notice">
      <p>{words.oneColourPhoto}</p>
      <button
        type="button"
        class="button button--small"
        onClick={() => editor.change<ImageLayer>(layer.id, { filters: withLook(layer.filters, LINES) })}
      >
        {words.fixes.lines}
      </button>
    </div>
  );
}

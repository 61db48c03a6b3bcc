/** What is done with a picture as a whole: another one, its part that shows, mirrored. */
import type { ClipartLayer, ImageLayer } from "../../../../document/types";
import { hasFeature } from "../../model/configuration";
import { flipped } from "../../model/flipping";
import { looksOf, losesTones, withLook } from "../../model/looks";
import { words } from "../../words";
import { startCropping } from "../cropping";
import { Icon } from "../icons";
import { FileButton } from "../photos/FileButton";
import { useSession } from "../session";

type PictureLayer = ImageLayer | ClipartLayer;

export function PhotoSection({ layer }: { layer: PictureLayer }) {
  const session = useSession();
  const { configuration, editor, uploads } = session;
  const flip = (axis: "horizontal" | "vertical") =>
    editor.change<PictureLayer>(layer.id, { flip: flipped(layer.flip, axis) });
  return (
    <div class="stack stack--12">
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
        <button type="button" class="deed" aria-label={words.flipAcross} onClick={() => flip("horizontal")}>
          <Icon name="flipX" />
          {words.flip}
        </button>
        <button type="button" class="deed" aria-label={words.flipDown} onClick={() => flip("vertical")}>
          <Icon name="flipY" />
          {words.flip}
        </button>
      </div>
      {layer.type === "image" ? <FlatColours layer={layer} /> : null}
    </div>
  );
}

/** Where the product is made in flat colours, a photo's tones would be lost: one press makes it lines. */
function FlatColours({ layer }: { layer: ImageLayer }) {
  const { configuration, editor } = useSession();
  const area = editor.productArea;
  if (!area || !losesTones(area, layer) || !hasFeature(configuration, "filters")) return null;
  const engraving = looksOf([]).find(({ name }) => name === "engraving");
  if (!engraving) return null;
  return (
    <div class="notice">
      <p>{area.process === "engraving" ? words.engravedWhy : words.flatWhy}</p>
      <button
        type="button"
        class="link-button"
        onClick={() => editor.change<ImageLayer>(layer.id, { filters: withLook(layer.filters, engraving) })}
      >
        {words.makeLines}
      </button>
    </div>
  );
}

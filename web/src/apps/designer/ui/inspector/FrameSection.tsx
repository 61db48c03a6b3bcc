import type { ImageLayer } from "../../../../document/types";
import { words } from "../../words";
import { Segmented } from "../fields";
import { useSession } from "../session";

export function FrameSection({ layer }: { layer: ImageLayer }) {
  const { editor } = useSession();
  return (
    <Segmented
      label={words.mask}
      value={layer.mask}
      options={[
        { value: "none", label: words.maskNone },
        { value: "rounded", label: words.maskRounded },
        { value: "ellipse", label: words.maskEllipse },
      ]}
      onChange={(mask) => editor.change<ImageLayer>(layer.id, { mask })}
    />
  );
}

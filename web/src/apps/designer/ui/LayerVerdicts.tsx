import type { Layer } from "../../../document/types";
import { verdictsOn } from "../model/verdicts";
import { useSession } from "./session";

/** Gentle marks about the object in hand. */
export function LayerVerdicts({ layer }: { layer: Layer }) {
  const { editor } = useSession();
  // Nobody needs to hear that the sample is still there while the text is being written.
  const shown = verdictsOn(layer, editor.verdicts.value).filter(({ rule }) => rule !== "sample_text");
  if (shown.length === 0) return null;
  return (
    <div class="stack stack--8" role="status">
      {shown.map((verdict) => (
        <p class="notice notice--warning" key={`${verdict.rule}-${verdict.layer}`}>
          {verdict.message}
        </p>
      ))}
    </div>
  );
}

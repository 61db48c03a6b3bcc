import type { Layer } from "../../../document/types";
import { sentenceOf } from "../model/sentences";
import { useSession } from "./session";

/** Gentle marks about the object in hand. */
export function LayerFindings({ layer }: { layer: Layer }) {
  const { editor } = useSession();
  const findings = editor.findings.value.filter(
    (finding) => "layer" in finding && finding.layer === layer.id,
  );
  // Nobody needs to hear that the sample is still there while the text is being written.
  const shown = findings.filter((finding) => finding.code !== "sample_text");
  if (shown.length === 0) return null;
  return (
    <div class="stack stack--8" role="status">
      {shown.map((finding) => (
        <p class="notice notice--warning" key={finding.code}>
          {sentenceOf(finding)}
        </p>
      ))}
    </div>
  );
}

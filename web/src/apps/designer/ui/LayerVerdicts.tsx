import type { Layer } from "../../../document/types";
import { fixFor } from "../model/fixes";
import { nameOf } from "../model/names";
import { type Judged, verdictsOn } from "../model/verdicts";
import { words } from "../words";
import { useSession } from "./session";

/** Gentle marks about the object in hand, with a way out where there is one. */
export function LayerVerdicts({ layer }: { layer: Layer }) {
  const { editor } = useSession();
  // Nobody needs to hear that the sample is still there while the text is being written.
  const shown = verdictsOn(layer, editor.notes.value).filter(({ rule }) => rule !== "sample_text");
  if (shown.length === 0) return null;
  return (
    <div class="stack stack--8" role="status">
      {shown.map((verdict) => (
        <div class="notice notice--warning" key={`${verdict.rule}-${verdict.layer}`}>
          <p>{verdict.message}</p>
          <FixButton verdict={verdict} name={nameOf(layer, editor.pictures.value)} />
        </div>
      ))}
    </div>
  );
}

interface FixButtonProps {
  verdict: Judged;
  /** What it is about. */
  name: string;
  /** After the design was changed. */
  onFixed?: () => void;
}

/** Puts a verdict right in one step, if that can be done. */
export function FixButton({ verdict, name, onFixed }: FixButtonProps) {
  const { editor } = useSession();
  const fix = fixFor(verdict, {
    product: editor.product,
    areas: editor.areas.value,
    document: editor.document.value,
    typesetter: editor.typesetter,
  });
  if (!fix) return null;
  const label = words.fixes[fix.name];
  return (
    <button
      type="button"
      class="button button--small"
      aria-label={words.fixOn(label, name)}
      onClick={() => {
        editor.apply(fix.document);
        editor.say(words.said.putRight(name));
        onFixed?.();
      }}
    >
      {label}
    </button>
  );
}

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { CodeLayer } from "../../../../document/types";
import { fitsQr } from "../../../../layout/codeContent";
import { contentOf, draftOf, problemOf } from "../../model/codes";
import { hasFeature } from "../../model/configuration";
import { words } from "../../words";
import { CodeForm } from "../CodeForm";
import { ColourField, Segmented } from "../fields";
import { useSession } from "../session";

export function CodeSection({ layer }: { layer: CodeLayer }) {
  const { configuration } = useSession();
  return (
    <div class="stack">
      {layer.symbology === "qr" ? <CodeContent key={layer.id} layer={layer} /> : null}
      {hasFeature(configuration, "colours") ? <CodeColours layer={layer} /> : null}
      {layer.symbology === "qr" ? <CodeStrength layer={layer} /> : null}
    </div>
  );
}

/** What is typed counts as soon as a code can be made of it; until then the product keeps the last good one. */
function CodeContent({ layer }: { layer: CodeLayer }) {
  const { editor } = useSession();
  const draft = useSignal(draftOf(layer.content));
  // Undone, or changed elsewhere: the fields follow.
  useEffect(() => {
    if (contentOf(draft.peek()) !== layer.content) draft.value = draftOf(layer.content);
  }, [draft, layer.content]);
  return (
    <CodeForm
      draft={draft.value}
      isChecked
      onChange={(next) => {
        draft.value = next;
        if (problemOf(next) !== null) return;
        const content = contentOf(next);
        const fits = fitsQr(content, layer.error_correction);
        const error_correction = fits ? layer.error_correction : "medium";
        editor.change<CodeLayer>(layer.id, { content, error_correction }, "content");
      }}
      onEnd={() => editor.endRun()}
    />
  );
}

function CodeColours({ layer }: { layer: CodeLayer }) {
  const { editor } = useSession();
  const palette = editor.product.colours;
  const end = () => editor.endRun();
  return (
    <>
      <ColourField
        label={words.colour}
        value={layer.colour}
        palette={palette}
        onChange={(colour) => colour && editor.change<CodeLayer>(layer.id, { colour }, "colour")}
        onEnd={end}
      />
      <ColourField
        label={words.codeGround}
        none={words.codeNoGround}
        value={layer.background}
        palette={palette}
        onChange={(background) => editor.change<CodeLayer>(layer.id, { background }, "ground")}
        onEnd={end}
      />
    </>
  );
}

function CodeStrength({ layer }: { layer: CodeLayer }) {
  const { editor } = useSession();
  const isStrong = layer.error_correction === "high" || layer.error_correction === "quartile";
  const canBeStrong = isStrong || fitsQr(layer.content, "high");
  return (
    <>
      {canBeStrong ? (
        <Segmented
          label={words.codeStrength}
          value={isStrong ? "high" : "medium"}
          options={[
            { value: "medium", label: words.codeNormal },
            { value: "high", label: words.codeStrong },
          ]}
          onChange={(error_correction) => editor.change<CodeLayer>(layer.id, { error_correction })}
        />
      ) : null}
      <label class="check">
        <input
          type="checkbox"
          checked={layer.quiet_zone}
          onChange={(event) =>
            editor.change<CodeLayer>(layer.id, { quiet_zone: event.currentTarget.checked })
          }
        />
        <span>{words.codeQuiet}</span>
      </label>
    </>
  );
}

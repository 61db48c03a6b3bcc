/** Simple shapes to set texts and photos off, and codes for a phone's camera. */

import { useSignal } from "@preact/signals";
import { pathText } from "../../../geometry/pathText";
import { shapePath } from "../../../layout/shapes";
import { hasFeature } from "../model/configuration";
import { FIGURES, type Figure } from "../model/figures";
import { newShape } from "../model/newPictures";
import { words } from "../words";
import { CodeCard, CodePanel } from "./CodePanel";
import { useSession } from "./session";

export function ShapesPanel() {
  const { configuration } = useSession();
  const isMakingCode = useSignal(false);
  if (isMakingCode.value)
    return (
      <CodePanel
        onClose={() => {
          isMakingCode.value = false;
        }}
      />
    );
  return (
    <div class="stack">
      {hasFeature(configuration, "codes") ? (
        <CodeCard
          onOpen={() => {
            isMakingCode.value = true;
          }}
        />
      ) : null}
      <Shapes />
    </div>
  );
}

function Shapes() {
  const { editor } = useSession();
  const add = (figure: Figure) => {
    if (editor.productArea) editor.add(newShape(editor.productArea, editor.readableColour(), figure));
  };
  return (
    <div class="shapes">
      {FIGURES.map((figure) => (
        <button
          type="button"
          class="shape"
          key={figure.key}
          aria-label={words.figures[figure.key]}
          title={words.figures[figure.key]}
          onClick={() => add(figure)}
        >
          <FigurePicture figure={figure} />
        </button>
      ))}
    </div>
  );
}

/** The very outline that will lie on the product, small. */
function FigurePicture({ figure }: { figure: Figure }) {
  const layer = newShape({ width: 90, height: 90 }, "#000000", figure);
  return (
    <svg viewBox="-20 -20 40 40" aria-hidden="true" data-line={figure.line === null ? undefined : ""}>
      <path d={pathText(shapePath(layer))} />
    </svg>
  );
}

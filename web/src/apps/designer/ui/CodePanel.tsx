/** A code for a phone's camera: what it says, how it will look, onto the product. */
import { useSignal } from "@preact/signals";
import type { CodeLayer } from "../../../document/types";
import { pathText } from "../../../geometry/pathText";
import { Icon } from "../../../ui/icons";
import { codeColours, contentOf, EMPTY_DRAFT, problemOf } from "../model/codes";
import { newQrCode } from "../model/newPictures";
import { words } from "../words";
import { CodeForm } from "./CodeForm";
import { useSession } from "./session";

const NO_AREA = { width: 90, height: 90 };

/** The way in: what a code is for. */
export function CodeCard({ onOpen }: { onOpen: () => void }) {
  const { editor } = useSession();
  const ground = editor.garment.value ?? "#ffffff";
  const layer = newQrCode(NO_AREA, words.codeSample, codeColours(ground, editor.product.colours));
  return (
    <button type="button" class="card-button" onClick={onOpen}>
      <CodePicture layer={layer} ground={ground} />
      <span>
        <strong>{words.qrCode}</strong>
        <span class="muted small">{words.codeIntro}</span>
      </span>
      <Icon name="plus" />
    </button>
  );
}

export function CodePanel({ onClose }: { onClose: () => void }) {
  const { editor } = useSession();
  const draft = useSignal(EMPTY_DRAFT);
  const isChecked = useSignal(false);
  const ground = editor.garment.value ?? "#ffffff";
  const problem = problemOf(draft.value);
  const isReady = problem === null;
  const content = isReady ? contentOf(draft.value) : words.codeSample;
  const colours = codeColours(ground, editor.product.colours);
  const layer = newQrCode(editor.productArea ?? NO_AREA, content, colours);
  return (
    <section class="stack stack--12" aria-label={words.qrCode}>
      <button type="button" class="link-button back" onClick={onClose}>
        <Icon name="backTo" size={16} />
        {words.allShapes}
      </button>
      <CodeForm
        draft={draft.value}
        isChecked={isChecked.value}
        onChange={(next) => {
          draft.value = next;
        }}
        onEnd={() => {
          isChecked.value = problem !== "empty";
        }}
      />
      <div class="code-preview" data-empty={isReady ? undefined : ""}>
        <CodePicture layer={layer} ground={ground} />
        <div class="stack stack--8">
          <p class="muted small">{isReady ? words.codeReady : words.codeWaiting}</p>
          <button
            type="button"
            class="button button--primary"
            disabled={!isReady}
            onClick={() => {
              editor.add(layer);
              onClose();
            }}
          >
            {words.addCode}
          </button>
        </div>
      </div>
    </section>
  );
}

/** The very code that will lie on the product, on the product's colour. */
function CodePicture({ layer, ground }: { layer: CodeLayer; ground: string }) {
  const { editor } = useSession();
  const { operations = [] } = editor.typesetter.typeset(layer) ?? {};
  const { width, height } = layer;
  return (
    <svg
      class="code-picture"
      viewBox={`${-width / 2} ${-height / 2} ${width} ${height}`}
      style={{ background: layer.background ?? ground }}
      aria-hidden="true"
    >
      {operations.map((operation, index) =>
        operation.kind === "path" && typeof operation.fill === "string" ? (
          <path
            key={index}
            d={pathText(operation.path)}
            fill={operation.fill}
            transform={`matrix(${operation.matrix.join(" ")})`}
          />
        ) : null,
      )}
    </svg>
  );
}

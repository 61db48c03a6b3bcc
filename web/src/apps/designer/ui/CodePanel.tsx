/** A code for a phone's camera: what it says, how it will look, onto the product. */
import { useSignal } from "@preact/signals";
import type { CodeLayer } from "../../../document/types";
import { pathText } from "../../../geometry/pathText";
import { codeColours, contentOf, EMPTY_DRAFT, problemOf } from "../model/codes";
import { newQrCode } from "../model/newPictures";
import { words } from "../words";
import { CodeForm } from "./CodeForm";
import { Icon } from "./icons";
import { useSession } from "./session";

const NO_AREA = { width: 90, height: 90 };

export function CodePanel() {
  const { editor } = useSession();
  const isOpen = useSignal(false);
  const draft = useSignal(EMPTY_DRAFT);
  const isChecked = useSignal(false);
  const area = editor.productArea ?? NO_AREA;
  const ground = editor.garment.value ?? "#ffffff";
  const problem = problemOf(draft.value);
  const sample = problem === null ? contentOf(draft.value) : words.codeSample;
  const layer = newQrCode(area, sample, codeColours(ground, editor.product.colours));
  const add = () => {
    isChecked.value = true;
    if (problem !== null) return;
    editor.add(layer);
    draft.value = EMPTY_DRAFT;
    isOpen.value = false;
    isChecked.value = false;
  };
  if (!isOpen.value)
    return (
      <button
        type="button"
        class="card-button"
        onClick={() => {
          isOpen.value = true;
        }}
      >
        <CodePicture layer={layer} ground={ground} />
        <span>
          <strong>{words.qrCode}</strong>
          <span class="muted small">{words.codeIntro}</span>
        </span>
        <Icon name="plus" />
      </button>
    );
  return (
    <section class="stack stack--12" aria-label={words.qrCode}>
      <h3 class="group__title">{words.qrCode}</h3>
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
      <div class="code-preview" data-empty={problem === null ? undefined : ""}>
        <CodePicture layer={layer} ground={ground} />
        <p class="muted small">{problem === null ? words.codeReady : words.codeWaiting}</p>
      </div>
      <button type="button" class="button button--primary" disabled={problem !== null} onClick={add}>
        {words.addCode}
      </button>
    </section>
  );
}

/** The very code that will lie on the product, on the product's colour. */
export function CodePicture({ layer, ground }: { layer: CodeLayer; ground: string }) {
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

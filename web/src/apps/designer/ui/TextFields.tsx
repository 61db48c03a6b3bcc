/** The text areas of a product as a form: what is written here stands on the product at once. */
import { useEffect } from "preact/hooks";
import { layerOfTextArea } from "../model/commands";
import type { ProductArea, TextArea } from "../model/wire";
import { words } from "../words";
import { useSession } from "./session";

interface Line {
  readonly area: ProductArea;
  readonly field: TextArea;
}

/** In the order of reading: side by side lines from the left, sides in the product's order. */
function linesOf(areas: readonly ProductArea[]): Line[] {
  return areas.flatMap((area) =>
    [...area.text_areas]
      .sort((one, other) => (overlap(one, other) ? one.x - other.x : one.y - other.y))
      .map((field) => ({ area, field })),
  );
}

/** Whether two boxes stand beside rather than under one another. */
function overlap(one: TextArea, other: TextArea): boolean {
  const shared = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return shared > Math.min(one.height, other.height) / 2;
}

export function TextFields() {
  const { editor, ui } = useSession();
  useEffect(
    () => () => {
      ui.field.value = null;
    },
    [ui],
  );
  const lines = linesOf(editor.areas.value);
  const severalAreas = new Set(lines.map(({ area }) => area.name)).size > 1;
  return (
    <div class="stack text-fields">
      <p class="muted small">{words.fieldsIntro}</p>
      {lines.map((line, index) => (
        <div key={line.field.id} class="stack stack--8">
          {severalAreas && line.area !== lines[index - 1]?.area ? (
            <h3 class="group__title">{line.area.name}</h3>
          ) : null}
          <FieldOf line={line} isLast={index === lines.length - 1} />
        </div>
      ))}
    </div>
  );
}

/** From how many lines of its own size on a field is written in several. */
const TALL = 2.4;

function FieldOf({ line: { area, field }, isLast }: { line: Line; isLast: boolean }) {
  const { editor, ui } = useSession();
  const text = editor.textInArea(area.name, field);
  const id = `field-${field.id}`;
  const isTall = field.height > field.size * 1.2 * TALL;
  const onFocus = () => {
    editor.showArea(area.name);
    ui.field.value = field;
  };
  const onBlur = () => {
    editor.endRun();
    if (ui.field.value === field) ui.field.value = null;
  };
  const shared = {
    id,
    autocomplete: "off" as const,
    dir: "auto" as const,
    value: text,
    placeholder: field.default_text,
    maxLength: field.max_length,
    required: field.required,
    enterkeyhint: isLast ? ("done" as const) : ("next" as const),
    "aria-describedby": `${id}-used`,
    onFocus,
    onBlur,
  };
  const write = (value: string) => editor.fillTextArea(area.name, field, value);
  return (
    <div class="field">
      <div class="text-field__head">
        <label for={id} id={`${id}-name`}>
          {field.name}
          {field.required ? <span class="field__mark"> · {words.required}</span> : null}
        </label>
        <StyleButton areaName={area.name} field={field} describedBy={`${id}-name`} />
      </div>
      {isTall ? (
        <textarea {...shared} rows={3} onInput={(event) => write(event.currentTarget.value)} />
      ) : (
        <input
          {...shared}
          type="text"
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.isComposing) focusNext(event.currentTarget);
          }}
        />
      )}
      <Used id={`${id}-used`} used={text.length} most={field.max_length} />
    </div>
  );
}

function Used({ id, used, most }: { id: string; used: number; most: number }) {
  return (
    <span class="field__hint field__used number" data-full={used >= most ? "" : undefined}>
      <span aria-hidden="true">{words.fieldUsed(used, most)}</span>
      <span id={id} class="visually-hidden">
        {words.fieldUsedLong(used, most)}
      </span>
    </span>
  );
}

/** Enter goes on to the next line; after the last one the product can be seen. */
function focusNext(field: HTMLElement): void {
  const fields = [...(field.closest(".text-fields")?.querySelectorAll<HTMLElement>("input, textarea") ?? [])];
  const next = fields[fields.indexOf(field) + 1];
  if (next) next.focus();
  else field.blur();
}

interface StyleButtonProps {
  areaName: string;
  field: TextArea;
  describedBy: string;
}

/** Opens what can be set about a line, once there is one. */
function StyleButton({ areaName, field, describedBy }: StyleButtonProps) {
  const { editor, ui } = useSession();
  const layer = layerOfTextArea(editor.document.value, areaName, field.name);
  if (!layer || !field.may_restyle) return null;
  return (
    <button
      type="button"
      class="link-button"
      aria-describedby={describedBy}
      onClick={() => {
        editor.select(layer.id);
        ui.panel.value = ui.isPhone.value ? "font" : "words";
      }}
    >
      {words.fieldStyle}
    </button>
  );
}

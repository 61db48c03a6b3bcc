/** The product's own text fields where it has some, and styles to start a free text with. */
import type { TextStyle } from "../model/newLayers";
import type { ProductArea, ProductFont, TextArea } from "../model/wire";
import { words } from "../words";
import { useSession } from "./session";

export function TextPanel() {
  const { editor } = useSession();
  const areas = editor.areas.value.filter((area) => area.text_areas.length > 0);
  const hasPlainAreas = editor.product.kind !== "textual";
  return (
    <div class="stack stack--24">
      {areas.length > 0 ? <TextFields areas={areas} /> : null}
      {hasPlainAreas ? <TextStyles /> : null}
    </div>
  );
}

function TextFields({ areas }: { areas: readonly ProductArea[] }) {
  return (
    <div class="stack">
      <p class="muted small">{words.fieldsIntro}</p>
      {areas.flatMap((area) =>
        area.text_areas.map((field) => <TextField key={field.id} area={area} field={field} />),
      )}
    </div>
  );
}

function TextField({ area, field }: { area: ProductArea; field: TextArea }) {
  const { editor } = useSession();
  const text = editor.textInArea(area.name, field);
  const left = field.max_length - [...text].length;
  const id = `field-${field.id}`;
  return (
    <div class="field">
      <label for={id}>
        {field.name}
        {field.required ? <span class="field__mark"> · {words.required}</span> : null}
      </label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        value={text}
        placeholder={field.default_text}
        maxLength={field.max_length}
        required={field.required}
        onFocus={() => editor.showArea(area.name)}
        onInput={(event) => editor.fillTextArea(area.name, field, event.currentTarget.value)}
        onBlur={() => editor.endRun()}
      />
      {text && left <= 10 ? <span class="field__hint">{words.fieldLeft(left)}</span> : null}
    </div>
  );
}

interface Preset {
  readonly label: string;
  /** Fonts that suit it, the best first; the product may lack any of them. */
  readonly fonts: readonly string[];
  readonly style: Omit<TextStyle, "font">;
}

function presets(): readonly Preset[] {
  return [
    {
      label: words.addHeading,
      fonts: ["bebas-neue-regular", "inter-bold"],
      style: { scale: 1.5, isCurved: false },
    },
    { label: words.addBody, fonts: ["inter-bold", "inter-regular"], style: { scale: 0.8, isCurved: false } },
    {
      label: words.addScript,
      fonts: ["caveat-bold", "pacifico-regular"],
      style: { scale: 1.2, isCurved: false },
    },
    { label: words.addArc, fonts: ["roboto-slab-bold", "inter-bold"], style: { scale: 0.9, isCurved: true } },
  ];
}

function fontFor(preset: Preset, fonts: readonly ProductFont[]): string {
  return preset.fonts.find((id) => fonts.some((font) => font.id === id)) ?? fonts[0]?.id ?? "";
}

function TextStyles() {
  const { editor } = useSession();
  const add = (preset: Preset) =>
    editor.addText(words.yourText, { ...preset.style, font: fontFor(preset, editor.product.fonts) });
  return (
    <div class="stack">
      <p class="muted small">{words.textIntro}</p>
      <div class="presets">
        {presets().map((preset, index) => (
          <button type="button" class="preset" key={preset.label} onClick={() => add(preset)}>
            <PresetPicture index={index} />
            <span>{preset.label}</span>
          </button>
        ))}
      </div>
    </div>
  );
}

/** Drawn, not set: the fonts themselves are not loaded before somebody wants them. */
const PRESET_PICTURES = [
  "M18 31 28 9l10 22M21.5 23.5h13M57 17v14M57 24a7 7 0 1 1-14 0 7 7 0 0 1 14 0",
  "M8 16h56M8 25h36",
  "M8 26c6-16 10-16 9-6s4 8 8-2 8-8 7 0 4 8 8 0 8-8 9-2 4 6 12 0",
  "M10 30a29 29 0 0 1 56 0M20 24.5l-2-4M28 18.5l-1.3-4M38 16v-4M48 18.5l1.3-4M56 24.5l2-4",
];

function PresetPicture({ index }: { index: number }) {
  return (
    <svg class="preset__picture" viewBox="0 0 76 40" aria-hidden="true">
      <path d={PRESET_PICTURES[index]} />
    </svg>
  );
}

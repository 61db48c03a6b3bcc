/** The panels of the tool rail: what can be added, what is there, and the product itself. */
import { useRef } from "preact/hooks";
import { isOffered } from "../model/choices";
import type { ShapeStyle, TextStyle } from "../model/newLayers";
import type { Upload } from "../model/uploads";
import type { Aspect, Product, ProductArea, ProductFont, TextArea } from "../model/wire";
import { words } from "../words";
import { Icon, type IconName } from "./icons";
import { LayerFindings } from "./LayerFindings";
import { LayersPanel } from "./LayersPanel";
import { type Tool, useSession } from "./session";

export function ToolPanel({ tool }: { tool: Tool }) {
  switch (tool) {
    case "text":
      return <TextPanel />;
    case "photos":
      return <PhotosPanel />;
    case "shapes":
      return <ShapesPanel />;
    case "layers":
      return <LayersPanel />;
    case "product":
      return <ProductPanel />;
  }
}

// -------------------------------------------------------------------- text

/** The product's own text fields where it has some, and styles to start a free text with. */
function TextPanel() {
  const { editor } = useSession();
  const areas = editor.product.areas.filter((area) => area.text_areas.length > 0);
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
  "M8 30V10M8 20h12M20 10v20M28 10v20h10M44 10v20M44 10h6a5 5 0 0 1 0 10h-6M60 10h10M65 10v20",
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

// ------------------------------------------------------------------ photos

const ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif";

function PhotosPanel() {
  const { editor, uploads, shelf } = useSession();
  const input = useRef<HTMLInputElement>(null);
  const pictures = [...editor.pictures.value.values()];
  const images = shelf.images.value;
  const selected = editor.selected.value;
  return (
    <div class="stack">
      <button type="button" class="drop" onClick={() => input.current?.click()}>
        <Icon name="upload" size={24} />
        <strong>{words.addPhoto}</strong>
        <span class="muted small">{words.photosIntro}</span>
      </button>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        multiple
        hidden
        aria-label={words.addPhoto}
        onChange={(event) => {
          uploads.add(event.currentTarget.files ?? []);
          event.currentTarget.value = "";
        }}
      />
      {selected?.type === "image" ? <LayerFindings layer={selected} /> : null}
      {uploads.list.value.map((upload) => (
        <UploadRow key={upload.key} upload={upload} />
      ))}
      {pictures.length > 0 ? (
        <section class="stack stack--8" aria-label={words.yourPhotos}>
          <h3 class="group__title">{words.yourPhotos}</h3>
          <div class="pictures">
            {pictures.map((picture) => (
              <button
                type="button"
                class="picture"
                key={picture.id}
                aria-label={words.usePhoto(picture.file_name || words.photo)}
                onClick={() => editor.addImage(picture)}
              >
                {images.has(picture.id) ? (
                  <img src={picture.working.url} alt="" loading="lazy" />
                ) : (
                  <span class="skeleton" />
                )}
              </button>
            ))}
          </div>
        </section>
      ) : null}
    </div>
  );
}

function UploadRow({ upload }: { upload: Upload }) {
  const { uploads } = useSession();
  if (upload.error) {
    return (
      <div class="notice notice--danger" role="alert">
        <p>{upload.error}</p>
        <div class="row">
          {upload.retry ? (
            <button type="button" class="link-button" onClick={upload.retry}>
              {words.retry}
            </button>
          ) : null}
          <button type="button" class="link-button" onClick={() => uploads.dismiss(upload.key)}>
            {words.dismiss}
          </button>
        </div>
      </div>
    );
  }
  const label = upload.progress === null ? words.preparing(upload.name) : words.uploading(upload.name);
  return (
    <div class="stack stack--4" role="status">
      <span class="small">{label}</span>
      <progress
        class="progress"
        aria-label={label}
        {...(upload.progress === null ? {} : { value: upload.progress })}
      />
    </div>
  );
}

// ------------------------------------------------------------------ shapes

interface ShapeChoice extends ShapeStyle {
  readonly label: string;
  readonly icon: string;
}

function shapeChoices(): readonly ShapeChoice[] {
  return [
    { label: words.rectangle, shape: "rectangle", ratio: 0.7, rounding: 0, icon: "M4 9h32v22H4z" },
    {
      label: words.rounded,
      shape: "rectangle",
      ratio: 0.7,
      rounding: 0.2,
      icon: "M10 9h20a6 6 0 0 1 6 6v10a6 6 0 0 1-6 6H10a6 6 0 0 1-6-6V15a6 6 0 0 1 6-6Z",
    },
    {
      label: words.ellipse,
      shape: "ellipse",
      ratio: 1,
      rounding: 0,
      icon: "M20 5a15 15 0 1 1 0 30 15 15 0 0 1 0-30Z",
    },
    {
      label: words.star,
      shape: "star",
      ratio: 0.95,
      rounding: 0,
      icon: "m20 4 4.7 10.6 11.5 1.1-8.7 7.7 2.6 11.3L20 28.8 9.9 34.7l2.6-11.3-8.7-7.7 11.5-1.1Z",
    },
    {
      label: words.heart,
      shape: "heart",
      ratio: 0.9,
      rounding: 0,
      icon: "M20 34C9 26 4 20.5 4 14.5 4 9.5 8 6.5 12 6.5c3.5 0 6.5 2 8 5.2 1.5-3.2 4.5-5.2 8-5.2 4 0 8 3 8 8C36 20.5 31 26 20 34Z",
    },
  ];
}

function ShapesPanel() {
  const { editor } = useSession();
  return (
    <div class="stack">
      <p class="muted small">{words.shapesIntro}</p>
      <div class="shapes">
        {shapeChoices().map((choice) => (
          <button
            type="button"
            class="shape"
            key={choice.label}
            aria-label={choice.label}
            title={choice.label}
            onClick={() => editor.addShape(choice)}
          >
            <svg viewBox="0 0 40 40" aria-hidden="true">
              <path d={choice.icon} />
            </svg>
          </button>
        ))}
      </div>
    </div>
  );
}

// ----------------------------------------------------------------- product

function ProductPanel() {
  const { editor } = useSession();
  const { product } = editor;
  return (
    <div class="stack stack--24">
      {product.aspects.map((aspect) => (
        <AspectChoice key={aspect.id} product={product} aspect={aspect} />
      ))}
      {editor.sku.value === null ? <p class="notice notice--warning">{words.unavailable}</p> : null}
      {product.description ? <p class="muted small">{product.description}</p> : null}
    </div>
  );
}

function AspectChoice({ product, aspect }: { product: Product; aspect: Aspect }) {
  const { editor } = useSession();
  const choices = editor.choices.value;
  const chosen = aspect.options.find((option) => option.id === choices[aspect.id]);
  const isColour = aspect.options.every((option) => option.colour);
  const choose = (optionId: string, name: string) => {
    editor.choices.value = { ...choices, [aspect.id]: optionId };
    editor.say(words.said.option(aspect.name, name));
  };
  return (
    <fieldset class="field">
      <legend class="field__label">
        {aspect.name}
        {chosen && isColour ? <span class="muted"> · {chosen.name}</span> : null}
      </legend>
      <div class={isColour ? "swatches swatches--large" : "sizes"}>
        {aspect.options.map((option) => {
          const isMade = isOffered(product, choices, aspect, option.id);
          return (
            <label
              key={option.id}
              class={isColour ? "swatch" : "size"}
              style={isColour ? { "--swatch": option.colour } : {}}
              title={isMade ? option.name : `${option.name}: ${words.unavailable}`}
              data-unavailable={isMade ? undefined : ""}
            >
              <input
                type="radio"
                name={`aspect-${aspect.id}`}
                checked={option.id === chosen?.id}
                onChange={() => choose(option.id, option.name)}
              />
              <span class={isColour ? "visually-hidden" : ""}>{option.name}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

export const TOOL_ICONS: Readonly<Record<Tool, IconName>> = {
  text: "text",
  photos: "photo",
  shapes: "shapes",
  layers: "layers",
  product: "product",
};

/** The product's own text fields where it has some, and styles to start a free text with. */
import { readableOn } from "../model/colours";
import { addPreset, type Preset, type PresetLine, presetsFor, secondColour } from "../model/textPresets";
import { words } from "../words";
import { FaceSample } from "./FaceSample";
import { useSession } from "./session";
import { TextFields } from "./TextFields";

export function TextPanel() {
  const { editor } = useSession();
  const { product } = editor;
  const hasFields = editor.areas.value.some((area) => area.text_areas.length > 0);
  const isFree = product.kind !== "textual" && !product.is_template;
  return (
    <div class="stack stack--24">
      {hasFields ? <TextFields /> : null}
      {isFree ? <Presets /> : null}
    </div>
  );
}

function Presets() {
  const { editor, configuration } = useSession();
  const area = editor.productArea;
  if (!area) return null;
  const presets = presetsFor(editor.product, area, configuration);
  const pairs = presets.filter(({ lines }) => lines.length > 1);
  return (
    <div class="stack">
      <p class="muted small">{words.textIntro}</p>
      <PresetTiles title={words.presetsSingle} presets={presets.filter(({ lines }) => lines.length === 1)} />
      {pairs.length > 0 ? <PresetTiles title={words.presetsPairs} presets={pairs} /> : null}
    </div>
  );
}

function PresetTiles({ title, presets }: { title: string; presets: readonly Preset[] }) {
  const { editor } = useSession();
  return (
    <section class="stack stack--8" aria-label={title}>
      <h3 class="field__label">{title}</h3>
      <div class="presets">
        {presets.map((preset) => (
          <button type="button" class="preset" key={preset.key} onClick={() => addPreset(editor, preset)}>
            <PresetPicture preset={preset} />
            <span>{words.presets[preset.key]}</span>
          </button>
        ))}
      </div>
    </section>
  );
}

/** As it would look on the product: its colour behind, the first words of the shopper's language in front. */
function PresetPicture({ preset }: { preset: Preset }) {
  const { editor } = useSession();
  const ground = editor.garment.value;
  const colour = readableOn(ground, editor.product.colours);
  return (
    <span
      class="preset__picture"
      style={{ background: ground ?? "#ffffff", color: colour }}
      aria-hidden="true"
    >
      {preset.lines.map((line) => (
        <PresetWords key={line.font.id} line={line} colour={colour} isAlone={preset.lines.length === 1} />
      ))}
    </span>
  );
}

const EM = 22;
/** As many letters fit into a picture at that size. */
const FITTING = 9;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** How much smaller than `EM` the language's first words must be to fit. */
function fitOf(text: string): number {
  const width = [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? 2 : 1), 0);
  return Math.min(1, FITTING / width);
}

function PresetWords({ line, colour, isAlone }: { line: PresetLine; colour: string; isAlone: boolean }) {
  const { editor } = useSession();
  const second = secondColour(colour, editor.garment.value, editor.product.colours);
  const size = EM * fitOf(words.yourText) * line.scale * (isAlone ? 1 : 0.82);
  const shift = size * 0.06;
  return (
    <span
      class="preset__words"
      style={{
        fontSize: `${size}px`,
        letterSpacing: `${line.spacing}em`,
        WebkitTextStroke: line.outline ? `${size * line.outline}px ${second}` : "",
        textShadow: line.hasShadow ? `${shift}px ${shift}px 0 ${second}` : "",
      }}
    >
      {line.isCurved ? <CurvedWords line={line} /> : <FaceSample font={line.font} text={words.yourText} />}
    </span>
  );
}

/** Letters on a hill, each turned about a point far below it. */
function CurvedWords({ line }: { line: PresetLine }) {
  const letters = [...words.yourText];
  const step = 9 * fitOf(words.yourText);
  return (
    <span class="preset__arc">
      {letters.map((letter, index) => (
        <span key={index} style={{ rotate: `${(index - (letters.length - 1) / 2) * step}deg` }}>
          <FaceSample font={line.font} text={letter} />
        </span>
      ))}
    </span>
  );
}

/** What can be set about the selected object: one section each, stacked on a desktop, single on a phone. */
import { useEffect, useRef } from "preact/hooks";
import type {
  ClipartLayer,
  CodeLayer,
  Fill,
  ImageLayer,
  Layer,
  ShapeLayer,
  TextLayer,
} from "../../../document/types";
import { type Box, boundsOf } from "../../../view2d/placement";
import { rotationOf, settle } from "../model/commands";
import { words } from "../words";
import { FontPicker } from "./FontPicker";
import { ColourField, IconButton, NumberField, RangeField, Segmented } from "./fields";
import { type Section, useSession } from "./session";

/** The sections that make sense for a layer, in the order in which they are shown. */
export function sectionsOf(layer: Layer): Section[] {
  if (layer.type === "text") return ["words", "font", "colour", "format", "arrange"];
  if (layer.type === "image") return ["frame", "arrange"];
  return layer.type === "shape" ? ["colour", "format", "arrange"] : ["arrange"];
}

export function SectionBody({ section, layer }: { section: Section; layer: Layer }) {
  switch (section) {
    case "words":
      return layer.type === "text" ? <WordsSection layer={layer} /> : null;
    case "font":
      return layer.type === "text" ? <FontPicker layer={layer} /> : null;
    case "colour":
      return layer.type === "text" || layer.type === "shape" ? <ColourSection layer={layer} /> : null;
    case "format":
      return layer.type === "text" ? (
        <TextFormat layer={layer} />
      ) : layer.type === "shape" ? (
        <ShapeFormat layer={layer} />
      ) : null;
    case "frame":
      return layer.type === "image" ? <FrameSection layer={layer} /> : null;
    case "arrange":
      return <ArrangeSection layer={layer} />;
  }
}

function WordsSection({ layer }: { layer: TextLayer }) {
  const { editor, ui } = useSession();
  const field = useRef<HTMLTextAreaElement>(null);
  const textArea = editor.productArea?.text_areas.find((one) => one.name === layer.text_area);
  useEffect(() => {
    // On a phone the section was opened in order to write.
    if (ui.isPhone.value) field.current?.focus();
  }, [ui]);
  return (
    <div class="field">
      <label for="layer-text">{layer.text_area ?? words.textContent}</label>
      <textarea
        ref={field}
        id="layer-text"
        class="words-field"
        rows={Math.min(4, Math.max(2, layer.text.split("\n").length))}
        maxLength={textArea?.max_length ?? 2000}
        value={layer.text}
        onInput={(event) => editor.setText(layer, event.currentTarget.value)}
        onBlur={() => editor.endRun()}
      />
    </div>
  );
}

function ColourSection({ layer }: { layer: TextLayer | ShapeLayer }) {
  const { editor } = useSession();
  const palette = editor.product.colours;
  const end = () => editor.endRun();
  if (layer.type === "shape") {
    return (
      <ColourField
        label={words.fill}
        value={plainColour(layer.fill)}
        palette={palette}
        onChange={(fill) => editor.change<ShapeLayer>(layer.id, { fill }, "fill")}
        onEnd={end}
      />
    );
  }
  const outline = (colour: string | null) =>
    editor.change<TextLayer>(
      layer.id,
      { stroke: colour ? { colour, width: layer.stroke?.width ?? Math.max(0.2, layer.size * 0.06) } : null },
      "outline",
    );
  return (
    <div class="stack">
      <ColourField
        label={words.colour}
        value={plainColour(layer.colour)}
        palette={palette}
        onChange={(colour) => colour && editor.change<TextLayer>(layer.id, { colour }, "colour")}
        onEnd={end}
      />
      <details class="disclosure" open={layer.stroke !== null}>
        <summary>{words.outline}</summary>
        <ColourField
          label={words.outline}
          isLabelHidden
          none={words.noOutline}
          value={layer.stroke?.colour ?? null}
          palette={palette}
          onChange={outline}
          onEnd={end}
        />
      </details>
    </div>
  );
}

/** The colour of a fill that is nothing but a colour. */
function plainColour(fill: Fill | null): string | null {
  return typeof fill === "string" ? fill : null;
}

function TextFormat({ layer }: { layer: TextLayer }) {
  const { editor } = useSession();
  const area = editor.productArea;
  const change = (fields: Partial<TextLayer>, run: string) => editor.change(layer.id, fields, run);
  const end = () => editor.endRun();
  const largest = area ? Math.max(area.width, area.height) : 500;
  return (
    <div class="stack">
      <div class="pair">
        <NumberField
          label={words.size}
          unit="mm"
          value={layer.size}
          min={0.5}
          max={largest}
          step={0.5}
          onChange={(size) => change(settle(layer, scaledAbout(layer, size / layer.size)), "size")}
          onEnd={end}
        />
        <Segmented
          label={words.alignment}
          value={layer.align}
          options={[
            { value: "left", label: words.alignLeft, icon: "left" },
            { value: "center", label: words.alignCenter, icon: "center" },
            { value: "right", label: words.alignRight, icon: "right" },
          ]}
          onChange={(align) => change({ align }, "align")}
        />
      </div>
      <RangeField
        label={words.letterSpacing}
        value={Math.round(layer.letter_spacing * 100)}
        min={-10}
        max={60}
        step={1}
        shown={String(Math.round(layer.letter_spacing * 100))}
        onChange={(value) => change({ letter_spacing: value / 100 }, "spacing")}
        onEnd={end}
      />
      {layer.text.includes("\n") || layer.box ? (
        <RangeField
          label={words.lineSpacing}
          value={layer.line_height}
          min={0.7}
          max={2.5}
          step={0.05}
          shown={layer.line_height.toFixed(2)}
          onChange={(line_height) => change({ line_height }, "lines")}
          onEnd={end}
        />
      ) : null}
      {layer.box ? null : <CurveField layer={layer} />}
    </div>
  );
}

/** The curve as a slider from −100 (a valley) to 100 (a hill); 100 bends the line over three quarters of a circle. */
const FULL_BEND = 1.5 * Math.PI;

function CurveField({ layer }: { layer: TextLayer }) {
  const { editor } = useSession();
  const length = editor.typesetter.straightLength(layer);
  const bend = layer.arc ? Math.round((length / layer.arc.radius / FULL_BEND) * 100) : 0;
  const onBend = (value: number) => {
    const arc = Math.abs(value) < 3 ? null : { radius: length / ((value / 100) * FULL_BEND) };
    editor.change<TextLayer>(layer.id, { arc }, "curve");
  };
  return (
    <RangeField
      label={words.curve}
      value={Math.max(-100, Math.min(100, bend))}
      min={-100}
      max={100}
      step={1}
      shown={bend === 0 ? words.curveStraight : `${bend} %`}
      onChange={onBend}
      onEnd={() => editor.endRun()}
    />
  );
}

function scaledAbout(layer: TextLayer, by: number) {
  const [a, b, c, d, e, f] = layer.transform;
  return [a * by, b * by, c * by, d * by, e, f] as const;
}

function ShapeFormat({ layer }: { layer: ShapeLayer }) {
  const { editor } = useSession();
  if (layer.shape !== "rectangle") return null;
  const most = Math.min(layer.width, layer.height) / 2;
  return (
    <RangeField
      label={words.cornerRadius}
      value={Math.round((layer.corner_radius / most) * 100)}
      min={0}
      max={100}
      step={1}
      shown={`${Math.round((layer.corner_radius / most) * 100)} %`}
      onChange={(value) =>
        editor.change<ShapeLayer>(layer.id, { corner_radius: (most * value) / 100 }, "corners")
      }
      onEnd={() => editor.endRun()}
    />
  );
}

function FrameSection({ layer }: { layer: ImageLayer }) {
  const { editor } = useSession();
  return (
    <Segmented
      label={words.mask}
      value={layer.mask}
      options={[
        { value: "none", label: words.maskNone },
        { value: "rounded", label: words.maskRounded },
        { value: "ellipse", label: words.maskEllipse },
      ]}
      onChange={(mask) => editor.change<ImageLayer>(layer.id, { mask })}
    />
  );
}

function ArrangeSection({ layer }: { layer: Layer }) {
  const { editor } = useSession();
  const area = editor.productArea;
  const set = editor.typesetter.typeset(layer);
  if (!area || !set) return null;
  const box = boundsOf(layer.transform, set.width, set.height);
  const end = () => editor.endRun();
  const off = layer.locked;
  return (
    <div class="stack">
      <div class="pair">
        <NumberField
          label={words.fromLeft}
          unit="mm"
          value={box.x}
          disabled={off}
          onChange={(x) => editor.nudge(layer.id, x - box.x, 0)}
          onEnd={end}
        />
        <NumberField
          label={words.fromTop}
          unit="mm"
          value={box.y}
          disabled={off}
          onChange={(y) => editor.nudge(layer.id, 0, y - box.y)}
          onEnd={end}
        />
        {layer.type === "text" || layer.type === "group" ? null : <SizeFields layer={layer} disabled={off} />}
        <NumberField
          label={words.rotation}
          unit="°"
          value={rotationOf(layer)}
          min={-360}
          max={360}
          disabled={off}
          onChange={(degrees) => editor.rotateTo(layer.id, degrees)}
          onEnd={end}
        />
        <NumberField
          label={words.opacity}
          unit="%"
          value={layer.opacity * 100}
          min={5}
          max={100}
          step={5}
          onChange={(value) => editor.change(layer.id, { opacity: value / 100 }, "opacity")}
          onEnd={end}
        />
      </div>
      <ArrangeActions layer={layer} box={box} />
    </div>
  );
}

function ArrangeActions({ layer, box }: { layer: Layer; box: Box }) {
  const { editor } = useSession();
  const area = editor.productArea;
  if (!area) return null;
  const off = layer.locked;
  return (
    <div class="row row--wrap actions">
      <IconButton
        icon="centreX"
        label={words.centreAcross}
        disabled={off}
        onClick={() => editor.nudge(layer.id, area.width / 2 - (box.x + box.width / 2), 0)}
      />
      <IconButton
        icon="centreY"
        label={words.centreDown}
        disabled={off}
        onClick={() => editor.nudge(layer.id, 0, area.height / 2 - (box.y + box.height / 2))}
      />
      <IconButton icon="forward" label={words.bringForward} onClick={() => editor.reorder(layer.id, 1)} />
      <IconButton icon="back" label={words.sendBack} onClick={() => editor.reorder(layer.id, -1)} />
      <IconButton
        icon={layer.locked ? "lock" : "unlock"}
        label={layer.locked ? words.unlock : words.lock}
        aria-pressed={layer.locked}
        onClick={() => editor.setLocked(layer.id, !layer.locked)}
      />
    </div>
  );
}

type Sized = ImageLayer | ShapeLayer | ClipartLayer | CodeLayer;

function SizeFields({ layer, disabled }: { layer: Sized; disabled: boolean }) {
  const { editor } = useSession();
  // The sides of a shape are free; anything else keeps its proportion.
  const resize = (width: number, height: number) =>
    editor.change<Sized>(layer.id, { width, height }, "sides");
  const ratio = layer.height / layer.width;
  const keepsRatio = layer.type !== "shape";
  const end = () => editor.endRun();
  return (
    <>
      <NumberField
        label={words.width}
        unit="mm"
        value={layer.width}
        min={1}
        max={5000}
        disabled={disabled}
        onChange={(width) => resize(width, keepsRatio ? width * ratio : layer.height)}
        onEnd={end}
      />
      <NumberField
        label={words.height}
        unit="mm"
        value={layer.height}
        min={1}
        max={5000}
        disabled={disabled}
        onChange={(height) => resize(keepsRatio ? height / ratio : layer.width, height)}
        onEnd={end}
      />
    </>
  );
}

/** What the line follows: nothing, a block that wraps it, an arc, a wave. */
import type { Fit, TextBox, TextLayer } from "../../../../document/types";
import { hasFeature } from "../../model/configuration";
import { bendOf, formed, formOf, type LineForm, radiusAt } from "../../model/textEffects";
import { words } from "../../words";
import { NumberField, RangeField, Segmented } from "../fields";
import { useSession } from "../session";
import { FormPicture } from "./FormPicture";

const FORMS: readonly LineForm[] = ["straight", "box", "arc", "wave", "rise", "circle"];

export function CurveSection({ layer }: { layer: TextLayer }) {
  const { editor, configuration } = useSession();
  const bends = hasFeature(configuration, "curve");
  const forms = bends ? FORMS : FORMS.slice(0, 2);
  const onForm = (form: LineForm) => {
    const set = editor.typesetter.typeset(layer) ?? { width: layer.size * 4, height: layer.size };
    const length = editor.typesetter.straightLength(layer);
    editor.change<TextLayer>(layer.id, formed(layer, form, set, length));
  };
  return (
    <div class="stack">
      <FormChoice value={formOf(layer)} forms={forms} onChange={onForm} />
      {bends && layer.arc ? <BendField layer={layer} /> : null}
      {bends && formOf(layer) === "circle" ? <InsideField layer={layer} /> : null}
      {layer.box ? <BoxFields layer={layer} box={layer.box} /> : null}
    </div>
  );
}

interface FormChoiceProps {
  value: LineForm | null;
  forms: readonly LineForm[];
  onChange: (form: LineForm) => void;
}

function FormChoice({ value, forms, onChange }: FormChoiceProps) {
  return (
    <fieldset class="field">
      <legend class="visually-hidden">{words.curve}</legend>
      <div class="forms">
        {forms.map((form) => (
          <label class="form" key={form}>
            <input type="radio" name="line-form" checked={form === value} onChange={() => onChange(form)} />
            <FormPicture form={form} />
            <span>{words.forms[form]}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function BendField({ layer }: { layer: TextLayer }) {
  const { editor } = useSession();
  const length = editor.typesetter.straightLength(layer);
  const bend = bendOf(layer, length);
  const set = (value: number, run: string | null) =>
    editor.change<TextLayer>(layer.id, { arc: { radius: radiusAt(value || 1, length) } }, run);
  return (
    <>
      <RangeField
        label={words.bend}
        value={bend}
        min={-100}
        max={100}
        step={1}
        shown={`${bend} %`}
        onChange={(value) => set(value, "curve")}
        onEnd={() => editor.endRun()}
      />
      <label class="switch">
        <input type="checkbox" checked={bend < 0} onChange={() => set(-bend, null)} />
        {words.bendInside}
      </label>
    </>
  );
}

function InsideField({ layer }: { layer: TextLayer }) {
  const { editor } = useSession();
  const path = layer.on_path;
  if (!path) return null;
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={path.flip}
        onChange={() => editor.change<TextLayer>(layer.id, { on_path: { ...path, flip: !path.flip } })}
      />
      {words.bendInside}
    </label>
  );
}

function BoxFields({ layer, box }: { layer: TextLayer; box: TextBox }) {
  const { editor } = useSession();
  const set = (fields: Partial<TextBox>, run: string | null = null) =>
    editor.change<TextLayer>(layer.id, { box: { ...box, ...fields } }, run);
  const end = () => editor.endRun();
  const fits: readonly { value: Fit; label: string }[] = [
    { value: "none", label: words.fitNone },
    { value: "shrink", label: words.fitShrink },
    { value: "grow", label: words.fitGrow },
  ];
  return (
    <>
      <div class="pair">
        <NumberField
          label={words.boxWidth}
          unit={words.millimetres}
          value={box.width}
          min={1}
          max={5000}
          onChange={(width) => set({ width }, "box")}
          onEnd={end}
        />
        <NumberField
          label={words.boxHeight}
          unit={words.millimetres}
          value={box.height}
          min={1}
          max={5000}
          onChange={(height) => set({ height }, "box")}
          onEnd={end}
        />
      </div>
      <div class="field">
        <label for="box-fit">{words.boxFit}</label>
        <select
          id="box-fit"
          value={box.fit}
          onChange={(event) => set({ fit: event.currentTarget.value as Fit })}
        >
          {fits.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <Segmented
        label={words.alignDown}
        value={box.vertical_align}
        options={[
          { value: "top", label: words.alignTop },
          { value: "middle", label: words.alignMiddle },
          { value: "bottom", label: words.alignBottom },
        ]}
        onChange={(vertical_align) => set({ vertical_align })}
      />
    </>
  );
}

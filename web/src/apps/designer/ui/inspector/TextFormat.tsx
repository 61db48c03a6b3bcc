import type { TextLayer } from "../../../../document/types";
import { determinant } from "../../../../geometry/matrix";
import { settle } from "../../model/commands";
import { hasFeature } from "../../model/configuration";
import { following } from "../../model/following";
import { chooseFont } from "../../model/fontChoice";
import { familiesOf, slantOf, styled } from "../../model/fontFamilies";
import { offeredFonts } from "../../model/offeredFonts";
import { language, words } from "../../words";
import { NumberField, RangeField, Segmented } from "../fields";
import { useSession } from "../session";

export function TextFormat({ layer }: { layer: TextLayer }) {
  const { editor, configuration } = useSession();
  const area = editor.productArea;
  const end = () => editor.endRun();
  const largest = area ? Math.max(area.width, area.height) : 500;
  // What follows a path is made larger as a whole, and so its em is not all of its size.
  const stretch = Math.sqrt(Math.abs(determinant(layer.transform)));
  const size = layer.size * stretch;
  return (
    <div class="stack">
      <div class="pair">
        <NumberField
          label={words.size}
          unit={words.millimetres}
          value={size}
          min={0.5}
          max={largest}
          step={0.5}
          onChange={(next) => editor.change(layer.id, settle(layer, scaledAbout(layer, next / size)), "size")}
          onEnd={end}
        />
        <StyleButtons layer={layer} />
      </div>
      <Segmented
        label={words.alignment}
        value={layer.align}
        options={[
          { value: "left", label: words.alignLeft, icon: "left" },
          { value: "center", label: words.alignCenter, icon: "center" },
          { value: "right", label: words.alignRight, icon: "right" },
        ]}
        onChange={(align) => editor.change<TextLayer>(layer.id, { align })}
      />
      {hasFeature(configuration, "spacing") ? <SpacingFields layer={layer} /> : null}
      <DirectionField layer={layer} />
    </div>
  );
}

function SpacingFields({ layer }: { layer: TextLayer }) {
  const { editor } = useSession();
  const change = (fields: Partial<TextLayer>, run: string) =>
    editor.change<TextLayer>(
      layer.id,
      { ...fields, ...following(editor.typesetter, layer, { ...layer, ...fields }) },
      run,
    );
  const end = () => editor.endRun();
  return (
    <>
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
    </>
  );
}

/** Bold and italic, where the family has them, and capital letters. */
function StyleButtons({ layer }: { layer: TextLayer }) {
  const { editor, configuration } = useSession();
  const fonts = offeredFonts(editor.product, configuration);
  const font = fonts.find(({ id }) => id === layer.font);
  const family = font && familiesOf(fonts).find(({ name }) => name === font.family);
  const slant = font && slantOf(font);
  const other = (change: Partial<ReturnType<typeof slantOf>>) =>
    family && slant && hasFeature(configuration, "fonts") ? styled(family, { ...slant, ...change }) : null;
  const bold = slant && other({ bold: !slant.bold });
  const italic = slant && other({ italic: !slant.italic });
  const capitals = layer.text.toLocaleUpperCase(language);
  return (
    <fieldset class="field">
      <legend class="field__label">{words.letterStyles}</legend>
      <div class="letter-styles">
        {bold ? (
          <button
            type="button"
            class="button letter-style letter-style--bold"
            aria-pressed={slant?.bold}
            aria-label={words.bold}
            title={words.bold}
            onClick={() => void chooseFont(editor, layer.id, bold.id)}
          >
            B
          </button>
        ) : null}
        {italic ? (
          <button
            type="button"
            class="button letter-style letter-style--italic"
            aria-pressed={slant?.italic}
            aria-label={words.italic}
            title={words.italic}
            onClick={() => void chooseFont(editor, layer.id, italic.id)}
          >
            I
          </button>
        ) : null}
        <button
          type="button"
          class="button letter-style"
          aria-label={words.upperCaseLong}
          title={words.upperCaseLong}
          disabled={capitals === layer.text}
          onClick={() => {
            editor.setText(layer, capitals);
            editor.endRun();
          }}
        >
          AA
        </button>
      </div>
    </fieldset>
  );
}

/** Letters that are read from right to left, and marks that ask for it. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Asked only where it can make a difference. */
function DirectionField({ layer }: { layer: TextLayer }) {
  const { editor } = useSession();
  if (layer.direction === "auto" && !RIGHT_TO_LEFT.test(layer.text)) return null;
  return (
    <Segmented
      label={words.direction}
      value={layer.direction}
      options={[
        { value: "auto", label: words.directionAuto },
        { value: "ltr", label: words.directionLtr },
        { value: "rtl", label: words.directionRtl },
      ]}
      onChange={(direction) => editor.change<TextLayer>(layer.id, { direction })}
    />
  );
}

function scaledAbout(layer: TextLayer, by: number) {
  const [a, b, c, d, e, f] = layer.transform;
  return [a * by, b * by, c * by, d * by, e, f] as const;
}

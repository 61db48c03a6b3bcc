/** The outline of a text, and the shadow of anything. */
import type { ClipartLayer, ImageLayer, Shadow, ShapeLayer, TextLayer } from "../../../../document/types";
import { darkest } from "../../model/colours";
import { hasFeature } from "../../model/configuration";
import {
  coloursOf,
  polarOf,
  SHADOW_STYLES,
  type ShadowStyle,
  shadowOf,
  shadowStyle,
  withPolar,
} from "../../model/textEffects";
import { secondColour } from "../../model/textPresets";
import { formatMillimetres, formatNumber, words } from "../../words";
import { ColourField, RangeField, Segmented } from "../fields";
import { useSession } from "../session";

type Shaded = TextLayer | ImageLayer | ClipartLayer | ShapeLayer;

export function EffectsSection({ layer }: { layer: Shaded }) {
  const { configuration } = useSession();
  return (
    <div class="stack">
      {layer.type === "text" && hasFeature(configuration, "outline") ? <OutlineFields layer={layer} /> : null}
      {hasFeature(configuration, "shadow") ? <ShadowFields layer={layer} /> : null}
    </div>
  );
}

/** A length in the document's usual precision. */
const hundredths = (length: number) => Math.round(length * 100) / 100;

function OutlineFields({ layer }: { layer: TextLayer }) {
  const { editor } = useSession();
  const { stroke, size } = layer;
  const end = () => editor.endRun();
  const set = (colour: string | null, width = stroke?.width ?? Math.max(0.2, hundredths(size * 0.06))) =>
    editor.change<TextLayer>(layer.id, { stroke: colour ? { colour, width } : null }, "outline");
  return (
    <>
      <ColourField
        label={words.outline}
        none={words.noOutline}
        value={stroke?.colour ?? null}
        palette={editor.product.colours}
        onChange={set}
        onEnd={end}
      />
      {stroke ? (
        <RangeField
          label={words.outlineWidth}
          value={Math.round((stroke.width / size) * 100)}
          min={1}
          max={30}
          step={1}
          shown={formatMillimetres(stroke.width)}
          onChange={(part) => set(stroke.colour, Math.max(0.05, hundredths((size * part) / 100)))}
          onEnd={end}
        />
      ) : null}
    </>
  );
}

/** What a shadow's lengths go by: the letters' size, or a part of a picture's shorter side. */
function shadowScale(layer: Shaded): number {
  return layer.type === "text" ? layer.size : Math.min(layer.width, layer.height) / 3;
}

/** Letters may be as dark as a shadow, so theirs is in another colour. */
function firstShadowColour(layer: Shaded, garment: string | null, palette: readonly string[]): string {
  if (layer.type !== "text") return darkest(palette);
  const [letters = "#1c1b1a"] = coloursOf(layer.colour);
  return secondColour(letters, garment, palette);
}

function ShadowFields({ layer }: { layer: Shaded }) {
  const { editor } = useSession();
  const { shadow } = layer;
  const size = shadowScale(layer);
  const set = (next: Shadow | null) => editor.change<Shaded>(layer.id, { shadow: next }, "shadow");
  const onStyle = (style: ShadowStyle | "none") => {
    const colour = shadow?.colour ?? firstShadowColour(layer, editor.garment.value, editor.product.colours);
    set(style === "none" ? null : shadowOf(style, size, colour));
    editor.endRun();
  };
  return (
    <>
      <Segmented
        label={words.shadow}
        value={shadow ? shadowStyle(shadow) : "none"}
        options={(["none", ...SHADOW_STYLES] as const).map((value) => ({
          value,
          label: words.shadowStyles[value],
        }))}
        onChange={onStyle}
      />
      {shadow ? <ShadowDetails shadow={shadow} size={size} onChange={set} /> : null}
    </>
  );
}

interface ShadowDetailsProps {
  shadow: Shadow;
  size: number;
  onChange: (shadow: Shadow) => void;
}

function ShadowDetails({ shadow, size, onChange }: ShadowDetailsProps) {
  const { editor } = useSession();
  const { distance, direction } = polarOf(shadow);
  const end = () => editor.endRun();
  const most = Math.max(1, hundredths(size * 0.3));
  return (
    <>
      <ColourField
        label={words.shadowColour}
        value={shadow.colour}
        palette={editor.product.colours}
        onChange={(colour) => colour && onChange({ ...shadow, colour })}
        onEnd={end}
      />
      <RangeField
        label={words.shadowDistance}
        value={distance}
        min={0}
        max={most}
        step={most / 50}
        shown={formatMillimetres(distance)}
        onChange={(value) => onChange(withPolar(shadow, value, distance === 0 ? 45 : direction))}
        onEnd={end}
      />
      {distance > 0 ? (
        <RangeField
          label={words.shadowDirection}
          value={direction}
          min={0}
          max={355}
          step={5}
          shown={`${direction}°`}
          onChange={(value) => onChange(withPolar(shadow, distance, value))}
          onEnd={end}
        />
      ) : null}
      <RangeField
        label={words.shadowBlur}
        value={shadow.blur}
        min={0}
        max={most}
        step={most / 50}
        shown={formatMillimetres(shadow.blur)}
        onChange={(value) => onChange({ ...shadow, blur: hundredths(value) })}
        onEnd={end}
      />
      <RangeField
        label={words.shadowStrength}
        value={Math.round(shadow.opacity * 100)}
        min={5}
        max={100}
        step={5}
        shown={`${formatNumber(shadow.opacity * 100)} %`}
        onChange={(value) => onChange({ ...shadow, opacity: value / 100 })}
        onEnd={end}
      />
    </>
  );
}

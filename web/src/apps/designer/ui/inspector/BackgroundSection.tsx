/** A photo without its background: one press, then how much and which colour. */
import { useSignal } from "@preact/signals";
import { useEffect, useId, useMemo, useRef } from "preact/hooks";
import type { Filter, ImageLayer } from "../../../../document/types";
import { Icon } from "../../../../ui/icons";
import { colourName } from "../../model/colourNames";
import { type CutoutSettings, type Cutouts, cutoutsOf, FIRST_SETTINGS } from "../../model/cutouts";
import { colourAt, edgeColours, paintThumbnail } from "../../model/pixels";
import { formatNumber, words } from "../../words";
import { RangeField } from "../fields";
import { Thumbnail } from "../photos/Thumbnail";
import { useSession } from "../session";

/** How long a slider rests before the server is asked, in ms. */
const REST = 350;
const NO_FILTERS: readonly Filter[] = [];

export function BackgroundSection({ layer }: { layer: ImageLayer }) {
  const { editor, api } = useSession();
  const cutouts = cutoutsOf(editor, api);
  const cutout = cutouts.of(layer.image);
  const isBusy = cutouts.busy.value === layer.id;
  return (
    <div class="stack">
      {cutout ? (
        <Tuning cutouts={cutouts} layer={layer} original={cutout.original} settings={cutout} />
      ) : (
        <div class="stack stack--8">
          <button
            type="button"
            class="button"
            disabled={isBusy}
            onClick={() => void cutouts.cut(layer, FIRST_SETTINGS)}
          >
            <Icon name="cutOut" />
            {words.removeBackground}
          </button>
          <p class="muted small">{words.removeBackgroundHint}</p>
        </div>
      )}
      {isBusy ? (
        <div class="stack stack--4">
          <span class="small" role="status">
            {words.removingBackground}
          </span>
          <progress class="progress" aria-label={words.removingBackground} />
        </div>
      ) : null}
      {cutouts.failure.value ? (
        <p class="notice notice--danger" role="alert">
          {cutouts.failure.value}
        </p>
      ) : null}
    </div>
  );
}

interface TuningProps {
  cutouts: Cutouts;
  layer: ImageLayer;
  original: string;
  settings: CutoutSettings;
}

function Tuning({ cutouts, layer, original, settings }: TuningProps) {
  const wished = useSignal<CutoutSettings | null>(null);
  const timer = useRef(0);
  const shown = wished.value ?? settings;
  const ask = (next: CutoutSettings, rest: number) => {
    wished.value = next;
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(async () => {
      await cutouts.cut(layer, next);
      if (wished.value === next) wished.value = null;
    }, rest);
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return (
    <>
      <div class="compare">
        <figure>
          <div class="compare__picture">
            <Thumbnail layer={layer} image={original} filters={NO_FILTERS} isWhole />
          </div>
          <figcaption>{words.before}</figcaption>
        </figure>
        <figure>
          <div class="compare__picture">
            <Thumbnail layer={layer} filters={NO_FILTERS} isWhole />
          </div>
          <figcaption>{words.after}</figcaption>
        </figure>
      </div>
      <RangeField
        label={words.tolerance}
        value={shown.tolerance}
        min={0}
        max={100}
        step={1}
        shown={formatNumber(shown.tolerance)}
        onChange={(tolerance) => ask({ ...shown, tolerance }, REST)}
      />
      <BackgroundColour
        image={original}
        colour={shown.colour}
        onColour={(colour) => ask({ ...shown, colour }, 0)}
      />
      <button type="button" class="link-button small" onClick={() => cutouts.restore(layer)}>
        {words.keepBackground}
      </button>
    </>
  );
}

interface BackgroundColourProps {
  image: string;
  colour: string | null;
  onColour: (colour: string | null) => void;
}

/** The colour that goes: that of the edges, one of those along them, or one picked from the photo. */
function BackgroundColour({ image, colour, onColour }: BackgroundColourProps) {
  const { shelf } = useSession();
  const name = useId();
  const bitmap = shelf.images.value.get(image);
  const offered = useMemo(() => (bitmap ? edgeColours(bitmap) : []), [bitmap]);
  const swatches = colour && !offered.includes(colour) ? [...offered, colour] : offered;
  return (
    <fieldset class="field">
      <legend class="field__label">{words.backgroundColour}</legend>
      <div class="swatches">
        <label class="chip chip--radio">
          <input type="radio" name={name} checked={colour === null} onChange={() => onColour(null)} />
          {words.edges}
        </label>
        {swatches.map((one) => (
          <label class="swatch" key={one} style={{ "--swatch": one }} title={colourName(one)}>
            <input type="radio" name={name} checked={one === colour} onChange={() => onColour(one)} />
            <span class="visually-hidden">{colourName(one)}</span>
          </label>
        ))}
      </div>
      {bitmap ? <Pipette bitmap={bitmap} onColour={onColour} /> : null}
    </fieldset>
  );
}

/** The photo, to take a colour from by pointing. The swatches above do the same for the keyboard. */
function Pipette({ bitmap, onColour }: { bitmap: ImageBitmap; onColour: (colour: string) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = 272;
  const height = Math.max(40, Math.min(200, Math.round((width * bitmap.height) / bitmap.width)));
  useEffect(() => {
    if (canvas.current) paintThumbnail(canvas.current, bitmap, { x: 0, y: 0, width: 1, height: 1 }, []);
  }, [bitmap]);
  return (
    <div class="pipette">
      <p class="muted small">
        <Icon name="pipette" size={16} />
        {words.pickColour}
      </p>
      <span aria-hidden="true">
        <canvas
          ref={canvas}
          class="pipette__photo"
          width={width}
          height={height}
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            const x = ((event.clientX - box.left) / box.width) * width;
            const y = ((event.clientY - box.top) / box.height) * height;
            const picked = colourAt(event.currentTarget, x, y);
            if (picked) onColour(picked);
          }}
        />
      </span>
    </div>
  );
}

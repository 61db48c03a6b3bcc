/** Everything that hands do on the stage, as controls; and whether it is done to all products or to one. */
import { useId } from "preact/hooks";
import { Icon } from "../../../ui/icons";
import type { Picture, Product } from "../../../wire/product";
import { type Finding, remedy } from "../model/checks";
import { areaOf, fitOf, PLAIN, placedBox, printedDpi } from "../model/placing";
import type { Blank } from "../model/wire";
import { formatDimensions, formatNumber, words } from "../words";
import { Slider } from "./Slider";
import { useSession } from "./session";

export function PlaceControls({ blank }: { blank: Blank }) {
  const { creator } = useSession();
  const product = creator.products.value.get(blank.id);
  const isAlone = creator.chosen.value.length === 1;
  return (
    <div class="controls">
      <Fitting id={blank.id} product={product} />
      <SizeField id={blank.id} />
      <TurnField id={blank.id} />
      {product ? <AreaField product={product} /> : null}
      {isAlone ? null : <Scope blank={blank} />}
      {product ? <Facts product={product} /> : null}
    </div>
  );
}

function Fitting({ id, product }: { id: number; product: Product | undefined }) {
  const { creator } = useSession();
  const placement = creator.placementOf(id);
  const artwork = creator.artwork.value;
  const area = product && areaOf(product, placement);
  const present = area && artwork ? fitOf(area, artwork, placement) : placement.fit;
  const fits = [
    ["contain", words.fit, "fit"],
    ["cover", words.fill, "fill"],
  ] as const;
  return (
    <div class="row row--wrap controls__fit">
      <fieldset class="segmented" aria-label={words.fitting}>
        {fits.map(([fit, name, icon]) => (
          <button
            type="button"
            key={fit}
            aria-pressed={present === fit}
            onClick={() =>
              creator.place(id, { ...PLAIN, area: placement.area, rotation: placement.rotation, fit })
            }
          >
            <Icon name={icon} size={18} />
            {name}
          </button>
        ))}
      </fieldset>
      <div class="controls__centre">
        <span class="field__label">{words.position}</span>
        <IconAction
          icon="centreX"
          label={words.centreAcross}
          onClick={() => creator.place(id, { offset_x: 0 })}
        />
        <IconAction
          icon="centreY"
          label={words.centreDown}
          onClick={() => creator.place(id, { offset_y: 0 })}
        />
        <IconAction
          icon="undo"
          label={words.reset}
          onClick={() => creator.place(id, { ...PLAIN, area: placement.area })}
        />
      </div>
    </div>
  );
}

interface IconActionProps {
  icon: "centreX" | "centreY" | "undo";
  label: string;
  onClick: () => void;
}

function IconAction({ icon, label, onClick }: IconActionProps) {
  return (
    <button
      type="button"
      class="button button--quiet button--icon"
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

/** Sizes by the logarithm, so that half and double are equally far. */
const STEPS_TO_DOUBLE = 100;

function SizeField({ id }: { id: number }) {
  const { creator } = useSession();
  const { scale } = creator.placementOf(id);
  return (
    <Slider
      label={words.size}
      said={words.percent(formatNumber(scale * 100))}
      value={Math.log2(scale) * STEPS_TO_DOUBLE}
      min={-430}
      max={230}
      onChange={(value) => creator.place(id, { scale: 2 ** (value / STEPS_TO_DOUBLE) })}
    />
  );
}

function TurnField({ id }: { id: number }) {
  const { creator } = useSession();
  const { rotation } = creator.placementOf(id);
  return (
    <Slider
      label={words.turn}
      said={words.degrees(formatNumber(rotation))}
      value={rotation}
      min={-180}
      max={180}
      onChange={(value) => creator.place(id, { rotation: value })}
    />
  );
}

/** On which print area, where the product has several, or others have. */
function AreaField({ product }: { product: Product }) {
  const { creator } = useSession();
  const id = useId();
  const isOwn = creator.hasOwn(product.id);
  const all = [...creator.products.value.values()].filter((one) => creator.isChosen(one.id));
  const names = isOwn ? product.areas : all.flatMap(({ areas }) => areas);
  const offered = [...new Set(names.map(({ name }) => name))];
  if (offered.length < 2 || (!isOwn && all.every(({ areas }) => areas.length < 2))) return null;
  const placement = creator.placementOf(product.id);
  return (
    <div class="field">
      <label for={id}>{words.printArea}</label>
      <select
        id={id}
        value={placement.area || areaOf(product, placement)?.name}
        aria-describedby={isOwn ? undefined : `${id}-hint`}
        onChange={(event) => creator.place(product.id, { area: event.currentTarget.value })}
      >
        {offered.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      {isOwn || all.length < 2 ? null : (
        <p class="field__hint" id={`${id}-hint`}>
          {words.printAreaHint}
        </p>
      )}
    </div>
  );
}

function Scope({ blank }: { blank: Blank }) {
  const { creator, said } = useSession();
  const isOwn = creator.hasOwn(blank.id);
  const owns = creator.chosen.value.filter(({ id }) => creator.hasOwn(id)).length;
  return (
    <div class="scope">
      <label class="switch">
        <input
          type="checkbox"
          checked={isOwn}
          onChange={() => {
            creator.setOwn(blank.id, isOwn ? null : creator.placementOf(blank.id));
            said.value = isOwn ? words.said.ownOff(blank.name) : words.said.ownOn(blank.name);
          }}
        />
        {words.onlyThis}
      </label>
      <p class="small muted">
        {isOwn ? words.onlyThisHint(blank.name) : owns > 0 ? words.onAllBut(owns) : words.onAll}
      </p>
      {owns > 0 ? (
        <button
          type="button"
          class="link-button small"
          onClick={() => {
            creator.placeAllAs(blank.id);
            said.value = words.said.allPlaced;
          }}
        >
          {words.placeAllAs}
        </button>
      ) : null}
    </div>
  );
}

/** How large it comes out and how fine, and what a printer would say to that. */
function Facts({ product }: { product: Product }) {
  const { creator, checks } = useSession();
  const artwork = creator.artwork.value;
  const placement = creator.placementOf(product.id);
  const area = areaOf(product, placement);
  if (!artwork || !area) return null;
  const box = placedBox(area, artwork, placement);
  const findings = checks.findings.value.get(product.id) ?? [];
  return (
    <>
      <p class="small muted controls__facts">
        {words.printSize(formatDimensions(box.width, box.height))}
        {artwork.drawing ? null : (
          <>
            {" · "}
            <span class="number">{words.dpi(formatNumber(printedDpi(area, artwork, placement)))}</span>
          </>
        )}
      </p>
      {findings.map((finding) => (
        <FindingNote key={finding.rule} finding={finding} product={product} artwork={artwork} />
      ))}
    </>
  );
}

interface FindingNoteProps {
  finding: Finding;
  product: Product;
  artwork: Picture;
}

function FindingNote({ finding, product, artwork }: FindingNoteProps) {
  const { creator } = useSession();
  const label = words.remedies[finding.rule];
  const { id } = product;
  const better = remedy(finding, product, artwork, creator.placementOf(id));
  const tone = { block: "notice--danger", warn: "notice--warning", inform: "" }[finding.severity];
  return (
    <div class={`notice ${tone}`}>
      <p>{finding.message}</p>
      {better && label ? (
        <p>
          <button
            type="button"
            class="link-button"
            onClick={() =>
              creator.chosen.value.length > 1 ? creator.setOwn(id, better) : creator.place(id, better)
            }
          >
            {label}
          </button>
        </p>
      ) : null}
    </div>
  );
}

/** The artwork is placed on all products at once, and differently where one needs it. */
import { Icon } from "../../../ui/icons";
import { remedy } from "../model/checks";
import type { Blank } from "../model/wire";
import { words } from "../words";
import { Heading } from "./Heading";
import { Mockup } from "./Mockup";
import { PlaceControls } from "./PlaceControls";
import { Stage } from "./Stage";
import { useSession } from "./session";

export function PlaceStep() {
  const { creator } = useSession();
  const blank = creator.focused.value;
  const isAlone = creator.chosen.value.length < 2;
  if (!blank) return null;
  return (
    <div class="step place" data-alone={isAlone}>
      <Heading>{words.placeHeading}</Heading>
      <div class="place__stage">
        <Stage blank={blank} />
        <p class="place__name">{blank.name}</p>
      </div>
      <div class="place__controls">
        {isAlone ? <GarmentColours /> : null}
        <PlaceControls blank={blank} />
      </div>
      {isAlone ? null : <All current={blank} />}
    </div>
  );
}

/** The colours in which there are products: all are looked at in one, since what is seen on white may be lost on black. */
function GarmentColours() {
  const { creator } = useSession();
  const palette = creator.palette.value.filter(({ offers }) => offers > 0);
  if (palette.length < 2) return null;
  const shown = creator.garmentShown(creator.focused.value?.id ?? 0);
  return (
    <fieldset class="swatches garment-colours" aria-label={words.colours}>
      {palette.map(({ name, colour }) => (
        <button
          type="button"
          key={name}
          class="swatch"
          style={{ "--swatch": colour }}
          aria-label={name}
          aria-pressed={
            creator.shownColour.value === name || (!creator.shownColour.value && colour === shown)
          }
          title={name}
          onClick={() => {
            creator.shownColour.value = name;
          }}
        />
      ))}
    </fieldset>
  );
}

/** Live mock-ups of all of them. */
function All({ current }: { current: Blank }) {
  const { creator } = useSession();
  return (
    <section class="place__all" aria-label={words.allProducts}>
      <GarmentColours />
      <Warnings />
      <ul class="mockups">
        {creator.chosen.value.map((blank) => (
          <li key={blank.id}>
            <One blank={blank} isCurrent={blank.id === current.id} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function One({ blank, isCurrent }: { blank: Blank; isCurrent: boolean }) {
  const { creator, checks } = useSession();
  const isOwn = creator.hasOwn(blank.id);
  const findings = checks.findings.value.get(blank.id) ?? [];
  const [worst] = findings;
  const isBlocked = findings.some(({ severity }) => severity === "block");
  return (
    <button
      type="button"
      class="one"
      aria-pressed={isCurrent}
      onClick={() => {
        creator.focus.value = blank.id;
      }}
    >
      <span class="one__picture">
        <Mockup blank={blank} size="card" colour={creator.garmentShown(blank.id)} />
        {worst ? (
          <span class="one__sign" data-blocked={isBlocked} title={worst.message}>
            <Icon name="alert" size={16} />
            <span class="visually-hidden">{worst.message}</span>
          </span>
        ) : null}
      </span>
      <span class="one__name">{blank.name}</span>
      {isOwn ? <span class="badge badge--accent one__own">{words.ownPlace}</span> : null}
    </button>
  );
}

/** Which of them want a look, and what puts them all right. */
function Warnings() {
  const { creator, checks } = useSession();
  const concerned = creator.chosen.value.filter(({ id }) => (checks.findings.value.get(id)?.length ?? 0) > 0);
  if (concerned.length === 0) return null;
  const must = concerned.filter(({ id }) =>
    checks.findings.value.get(id)?.some(({ severity }) => severity === "block"),
  ).length;
  const better = concerned.flatMap(({ id }) => {
    const [finding] = checks.findings.value.get(id) ?? [];
    const product = creator.products.value.get(id);
    const artwork = creator.artwork.value;
    const placement =
      finding && product && artwork && remedy(finding, product, artwork, creator.placementOf(id));
    return placement ? [[id, placement] as const] : [];
  });
  const show = () => {
    const at = concerned.findIndex(({ id }) => id === creator.focused.value?.id);
    creator.focus.value = concerned[(at + 1) % concerned.length]?.id ?? null;
  };
  return (
    <div class={`notice ${must > 0 ? "notice--danger" : "notice--warning"}`} role="status">
      <p>{must > 0 ? words.warnedMust(must) : words.warned(concerned.length)}</p>
      <p class="row">
        <button type="button" class="link-button" onClick={show}>
          {words.showNext}
        </button>
        {better.length > 1 ? (
          <button
            type="button"
            class="link-button"
            onClick={() => {
              for (const [id, placement] of better) creator.setOwn(id, placement);
            }}
          >
            {words.putAllRight}
          </button>
        ) : null}
      </p>
    </div>
  );
}

/** Products to put the artwork on: searched, filtered, chosen one by one or all at once. */
import { useEffect } from "preact/hooks";
import { Icon } from "../../../ui/icons";
import { SearchField } from "../../../ui/SearchField";
import type { ColourFacet } from "../model/lists";
import type { Blank } from "../model/wire";
import { formatNumber, formatPrice, words } from "../words";
import { Heading } from "./Heading";
import { Mockup } from "./Mockup";
import { useSession } from "./session";

const MOST_DOTS = 6;

export function BlanksStep() {
  const { blanks } = useSession();
  useEffect(() => {
    if (blanks.items.value.length === 0) void blanks.load();
  }, [blanks]);
  return (
    <div class="step">
      <div class="blanks__tools">
        <Heading>{words.blanksHeading}</Heading>
        <SearchField
          class="search"
          label={words.searchProducts}
          value={blanks.query.peek()}
          onSearch={(query) => void blanks.search(query)}
        />
        <Colours />
      </div>
      <Choosing />
      <Cards />
    </div>
  );
}

function Colours() {
  const { blanks } = useSession();
  const colours = blanks.colours.value;
  if (colours.length < 2 && blanks.colour.value === "") return null;
  return (
    <fieldset class="colour-filter" aria-label={words.colours}>
      <button
        type="button"
        class="chip"
        aria-pressed={blanks.colour.value === ""}
        onClick={() => void blanks.choose("")}
      >
        {words.anyColour}
      </button>
      {colours.map((facet) => (
        <ColourChip key={facet.name} facet={facet} />
      ))}
    </fieldset>
  );
}

function ColourChip({ facet: { name, colour, count } }: { facet: ColourFacet }) {
  const { blanks } = useSession();
  const isChosen = blanks.colour.value.toLowerCase() === name.toLowerCase();
  return (
    <button
      type="button"
      class="chip"
      aria-pressed={isChosen}
      aria-label={words.withColour(name, count)}
      onClick={() => void blanks.choose(isChosen ? "" : name)}
    >
      <span class="dot" style={{ "--swatch": colour }} />
      {name}
    </button>
  );
}

/** How many are chosen, and all or none of those that are shown. */
function Choosing() {
  const { blanks, creator } = useSession();
  const total = blanks.total.value;
  const chosen = creator.chosen.value.length;
  const isFull = chosen >= creator.most;
  const rest = blanks.items.value.filter(({ id }) => !creator.isChosen(id));
  const areAllChosen = rest.length === 0 && blanks.more.value === "none";
  const chooseAll = async () => {
    await blanks.loadAll(creator.most);
    const fresh = blanks.items.value.filter(({ id }) => !creator.isChosen(id));
    creator.choose([...creator.chosen.value, ...fresh]);
  };
  return (
    <div class="choosing">
      <p class="choosing__count" role="status">
        <strong>{words.chosenCount(chosen)}</strong>
        <span class="muted"> · {words.productsFound(total)}</span>
      </p>
      {isFull ? <p class="small muted">{words.atMost(formatNumber(creator.most))}</p> : null}
      <div class="row">
        {chosen > 0 ? (
          <button type="button" class="button button--small button--quiet" onClick={() => creator.choose([])}>
            {words.chooseNone}
          </button>
        ) : null}
        {total > 1 && !areAllChosen && !isFull ? (
          <button
            type="button"
            class="button button--small"
            aria-busy={blanks.more.value === "loading"}
            onClick={() => void chooseAll()}
          >
            {words.chooseAll(Math.min(total, creator.most))}
          </button>
        ) : null}
      </div>
    </div>
  );
}

function Cards() {
  const { blanks } = useSession();
  const items = blanks.items.value;
  const state = blanks.state.value;
  if (state === "failed") return <Failed />;
  if (state === "loading" && items.length === 0) return <Waiting />;
  if (items.length === 0) return <Nothing />;
  return (
    <>
      <ul class="cards" aria-busy={state === "loading"}>
        {items.map((blank) => (
          <li key={blank.id}>
            <Card blank={blank} />
          </li>
        ))}
      </ul>
      {blanks.more.value === "none" ? null : (
        <div class="cards__more">
          {blanks.more.value === "failed" ? <p role="alert">{words.moreUnreachable}</p> : null}
          <button
            type="button"
            class="button"
            aria-busy={blanks.more.value === "loading"}
            onClick={() => void blanks.showMore()}
          >
            {blanks.more.value === "failed" ? words.retry : words.showMore}
          </button>
        </div>
      )}
    </>
  );
}

/** The bare product; once it is chosen, with the artwork on it. */
function Card({ blank }: { blank: Blank }) {
  const { creator } = useSession();
  const { name, price, colours } = blank;
  const isChosen = creator.isChosen(blank.id);
  const isFull = !isChosen && creator.chosen.value.length >= creator.most;
  return (
    <label class="blank">
      <input type="checkbox" checked={isChosen} disabled={isFull} onChange={() => creator.toggle(blank)} />
      <span class="blank__picture">
        {isChosen ? <Mockup blank={blank} size="card" /> : <Thumbnail blank={blank} />}
        <span class="blank__tick" aria-hidden="true">
          <Icon name="check" size={16} />
        </span>
      </span>
      <span class="blank__name">{name}</span>
      <span class="blank__facts">
        {price ? <span class="number">{formatPrice(price.amount, price.currency)}</span> : null}
        {colours.length > 0 ? (
          <span class="dots">
            <span class="visually-hidden">{words.colourCount(colours.length)}</span>
            {colours.slice(0, MOST_DOTS).map(({ option_id, colour }) => (
              <span key={option_id} class="dot" style={{ "--swatch": colour }} aria-hidden="true" />
            ))}
            {colours.length > MOST_DOTS ? (
              <span aria-hidden="true">{words.moreColours(colours.length - MOST_DOTS)}</span>
            ) : null}
          </span>
        ) : null}
      </span>
    </label>
  );
}

function Thumbnail({ blank: { thumbnail } }: { blank: Blank }) {
  if (!thumbnail) return <Icon name="product" size={32} />;
  return <img src={thumbnail.url} width={thumbnail.width} height={thumbnail.height} alt="" loading="lazy" />;
}

/** The shape of what is coming. */
function Waiting() {
  return (
    <div class="cards" aria-busy="true">
      <span class="visually-hidden">{words.loadingProducts}</span>
      {Array.from({ length: 8 }, (_one, index) => (
        <div key={index} class="blank" aria-hidden="true">
          <span class="blank__picture skeleton" />
          <span class="skeleton" />
        </div>
      ))}
    </div>
  );
}

function Failed() {
  const { blanks } = useSession();
  return (
    <div class="empty" role="alert">
      <p class="empty__title">{words.unreachableTitle}</p>
      <p>{words.productsUnreachable}</p>
      <button type="button" class="button" onClick={() => void blanks.load()}>
        {words.retry}
      </button>
    </div>
  );
}

function Nothing() {
  const { blanks } = useSession();
  const { value: query } = blanks.query;
  return (
    <div class="empty" role="status">
      <Icon name="search" size={28} />
      <p class="empty__title">{query ? words.noProductFound(query) : words.noColourFound}</p>
      <p>{words.noProductFoundHint}</p>
      {blanks.colour.value ? (
        <button type="button" class="button" onClick={() => void blanks.choose("")}>
          {words.anyColour}
        </button>
      ) : null}
    </div>
  );
}

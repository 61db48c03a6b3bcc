/** Ready-made drawings and pictures to put on the product. */
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "../../../ui/icons";
import { isOneColour } from "../model/clipart";
import type { Editor } from "../model/editor";
import { GalleryShelf } from "../model/gallery";
import type { GalleryItem } from "../model/wire";
import { words } from "../words";
import { dragTo } from "./dragging";
import { placeFromGallery } from "./placing";
import { type Session, useSession } from "./session";

/** What was looked for is still there when the panel is opened again. */
const shelves = new WeakMap<Editor, GalleryShelf>();

function shelfOf({ editor, api, link }: Session): GalleryShelf {
  let shelf = shelves.get(editor);
  if (!shelf) {
    shelf = new GalleryShelf({ api, ids: link.galleries, productId: editor.product.id });
    shelves.set(editor, shelf);
    void shelf.open();
  }
  return shelf;
}

export function ClipartPanel() {
  const session = useSession();
  const shelf = shelfOf(session);
  const area = session.editor.productArea;
  const isEmpty = shelf.galleries.value?.length === 0;
  if (isEmpty)
    return (
      <div class="empty">
        <p class="empty__title">{words.noGalleriesTitle}</p>
        <p>{words.noGalleries}</p>
      </div>
    );
  return (
    <div class="stack stack--12">
      <Search shelf={shelf} />
      <Categories shelf={shelf} />
      {area && isOneColour(area) ? <p class="muted small">{words.oneColourWhy}</p> : null}
      <Results shelf={shelf} />
    </div>
  );
}

function Search({ shelf }: { shelf: GalleryShelf }) {
  const id = useId();
  return (
    <search class="field search">
      <label for={id} class="visually-hidden">
        {words.searchGalleries}
      </label>
      <Icon name="search" size={18} />
      <input
        id={id}
        type="search"
        autocomplete="off"
        enterkeyhint="search"
        placeholder={words.searchGalleries}
        value={shelf.query.value}
        onInput={(event) => shelf.search(event.currentTarget.value)}
      />
    </search>
  );
}

interface Chip {
  readonly label: string;
  readonly gallery: string;
  readonly category: string;
}

/** One gallery shows its categories, several show themselves first. */
function chipsOf(shelf: GalleryShelf): readonly Chip[] {
  const galleries = shelf.galleries.value ?? [];
  const all: Chip = { label: words.allPictures, gallery: "", category: "" };
  const within = galleries.flatMap((gallery) =>
    galleries.length === 1 || gallery.id === shelf.galleryId.value
      ? gallery.categories.map((category): Chip => ({ label: category, gallery: gallery.id, category }))
      : [],
  );
  if (galleries.length <= 1) return within.length > 1 ? [all, ...within] : [];
  const chips = galleries.map(({ id, name }): Chip => ({ label: name, gallery: id, category: "" }));
  return [all, ...chips, ...within];
}

function Categories({ shelf }: { shelf: GalleryShelf }) {
  const name = useId();
  const chips = chipsOf(shelf);
  if (chips.length === 0) return null;
  const isChosen = ({ gallery, category }: Chip) =>
    category === shelf.category.value && (category !== "" || gallery === shelf.galleryId.value);
  return (
    <fieldset class="chips">
      <legend class="visually-hidden">{words.categories}</legend>
      {chips.map((chip) => (
        <label class="chip chip--radio" key={`${chip.gallery}/${chip.category}`}>
          <input
            type="radio"
            name={name}
            checked={isChosen(chip)}
            onChange={() => void shelf.choose(chip.gallery, chip.category)}
          />
          {chip.label}
        </label>
      ))}
    </fieldset>
  );
}

function Results({ shelf }: { shelf: GalleryShelf }) {
  const state = shelf.state.value;
  const items = shelf.items.value;
  const query = shelf.query.value.trim();
  if (state === "failed" && items.length === 0)
    return (
      <div class="notice notice--warning" role="alert">
        <p>{words.galleriesUnreachable}</p>
        <button type="button" class="link-button" onClick={() => void shelf.open()}>
          {words.retry}
        </button>
      </div>
    );
  if (state === "waiting") return <Waiting />;
  if (items.length === 0)
    return (
      <div class="empty" role="status">
        <p class="empty__title">{words.nothingFound}</p>
        {query ? (
          <button type="button" class="button" onClick={() => shelf.search("")}>
            {words.clearSearch}
          </button>
        ) : null}
      </div>
    );
  return (
    <>
      <p class="muted small" role="status">
        {words.picturesFound(shelf.total.value)}
      </p>
      <Grid items={items} />
      {shelf.hasMore ? <More shelf={shelf} /> : null}
    </>
  );
}

function Waiting() {
  return (
    <div class="gallery" aria-busy="true">
      {Array.from({ length: 9 }, (_, index) => (
        <span class="skeleton gallery__item" key={`waiting-${index + 1}`} />
      ))}
    </div>
  );
}

/** One stop for the Tab key; arrows go from picture to picture. */
function Grid({ items }: { items: readonly GalleryItem[] }) {
  const grid = useRef<HTMLUListElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [...(grid.current?.querySelectorAll("button") ?? [])];
    const from = buttons.indexOf(event.target as HTMLButtonElement);
    const to = from < 0 ? undefined : buttons[neighbour(buttons, from, event.key)];
    if (!to || to === event.target) return;
    // Arrows outside of here would move what is selected on the product.
    event.preventDefault();
    event.stopPropagation();
    for (const button of buttons) button.tabIndex = button === to ? 0 : -1;
    to.focus();
  };
  return (
    <ul class="gallery" ref={grid} onKeyDown={onKeyDown} aria-label={words.clipart}>
      {items.map((item, index) => (
        <GalleryButton key={item.id} item={item} isFirst={index === 0} />
      ))}
    </ul>
  );
}

function neighbour(buttons: readonly HTMLElement[], from: number, key: string): number {
  const topOf = (button: HTMLElement | undefined) => Math.round(button?.getBoundingClientRect().top ?? 0);
  const inRow = buttons.filter((button) => topOf(button) === topOf(buttons[0])).length;
  const isRightToLeft = document.dir === "rtl";
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: isRightToLeft ? 1 : -1,
    ArrowRight: isRightToLeft ? -1 : 1,
    ArrowUp: -inRow,
    ArrowDown: inRow,
    Home: -from,
    End: buttons.length - 1 - from,
  };
  const to = from + (steps[key] ?? 0);
  return to < 0 || to >= buttons.length ? from : to;
}

function GalleryButton({ item, isFirst }: { item: GalleryItem; isFirst: boolean }) {
  const session = useSession();
  const { thumbnail, image, name } = item;
  const picture = { ...image, file_name: name };
  return (
    <li>
      <button
        type="button"
        class="gallery__item"
        aria-label={words.usePhoto(name)}
        title={name}
        tabIndex={isFirst ? 0 : -1}
        onClick={() => void placeFromGallery(session, picture, null)}
        {...dragTo(session, (target) => placeFromGallery(session, picture, target))}
      >
        <img
          src={thumbnail.url}
          width={thumbnail.width}
          height={thumbnail.height}
          alt=""
          loading="lazy"
          draggable={false}
        />
      </button>
    </li>
  );
}

/** Comes by itself when it is scrolled to. */
function More({ shelf }: { shelf: GalleryShelf }) {
  const button = useRef<HTMLButtonElement>(null);
  const state = shelf.state.value;
  useEffect(() => {
    const { current } = button;
    if (!current || state !== "ready") return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) void shelf.showMore();
    });
    observer.observe(current);
    return () => observer.disconnect();
  }, [shelf, state]);
  return (
    <button
      ref={button}
      type="button"
      class="button"
      aria-busy={state === "more"}
      onClick={() => void shelf.showMore()}
    >
      {state === "failed" ? words.retry : words.showMore}
    </button>
  );
}

/** Fonts by family, each shown in its own face with the shopper's own words. */
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import type { TextLayer } from "../../../document/types";
import { chooseFont } from "../model/fontChoice";
import { type Family, familiesOf, found, lacking, offeredFonts } from "../model/fontFamilies";
import { recentFonts } from "../model/recents";
import type { ProductFont } from "../model/wire";
import { words } from "../words";
import { FaceSample } from "./FaceSample";
import { Icon } from "./icons";
import { useSession } from "./session";

/** From this many families on there is something to search, and to find again. */
const MANY = 12;

export function FontPicker({ layer }: { layer: TextLayer }) {
  const { editor, configuration, ui } = useSession();
  const query = useSignal("");
  // What was used lately when the list was opened: rows that jump under the pointer would be missed.
  const recent = useRef(recentFonts.list.peek());
  const families = familiesOf(offeredFonts(editor.product, configuration));
  const isLong = families.length >= MANY;
  const shown = query.value ? found(families, query.value) : families;
  const first = query.value || !isLong ? [] : families.filter(({ name }) => recent.current.includes(name));
  return (
    <div class="stack stack--8">
      {isLong ? (
        <input
          type="search"
          aria-label={words.fontSearch}
          placeholder={words.fontSearch}
          value={query.value}
          onInput={(event) => {
            query.value = event.currentTarget.value;
          }}
        />
      ) : null}
      {shown.length === 0 ? (
        <p class="muted small" role="status">
          {words.fontsNone(query.value)}
        </p>
      ) : null}
      {first.length > 0 ? <FamilyList title={words.fontsRecent} families={first} layer={layer} /> : null}
      {shown.length > 0 ? (
        <FamilyList
          title={first.length > 0 ? words.fontsAll : words.font}
          isTitleHidden={ui.isPhone.value && first.length === 0}
          families={shown}
          layer={layer}
          isLong
        />
      ) : null}
    </div>
  );
}

interface FamilyListProps {
  title: string;
  isTitleHidden?: boolean;
  families: readonly Family[];
  layer: TextLayer;
  isLong?: boolean;
}

function FamilyList({ title, isTitleHidden, families, layer, isLong }: FamilyListProps) {
  const name = useId();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>(".font:has(:checked)");
    if (isLong && list.current && chosen) {
      list.current.scrollTop = chosen.offsetTop - list.current.clientHeight / 3;
    }
  }, [isLong]);
  return (
    <fieldset class="field">
      <legend class={isTitleHidden ? "visually-hidden" : "field__label"}>{title}</legend>
      <div class="fonts" ref={list}>
        {families.map((family) => (
          <FamilyRow key={family.name} family={family} group={name} layer={layer} />
        ))}
      </div>
    </fieldset>
  );
}

interface FamilyRowProps {
  family: Family;
  group: string;
  layer: TextLayer;
}

function FamilyRow({ family, group, layer }: FamilyRowProps) {
  const { editor } = useSession();
  const chosen = family.styles.find(({ id }) => id === layer.font);
  // A family of which somebody has chosen a style keeps showing that style.
  const shown = chosen ?? family.styles[0];
  const isFailed = useComputed(() =>
    family.styles.some(({ id }) => editor.typesetter.failed.value.has(id)),
  ).value;
  if (!shown) return null;
  const sample = layer.text.replace(/\s+/g, " ").trim();
  const lacks = lacking(shown, layer.text);
  return (
    <div class="font-family">
      <label class="font">
        <input
          type="radio"
          name={group}
          checked={chosen !== undefined}
          onChange={() => void chooseFont(editor, layer.id, shown.id)}
        />
        <FaceSample class="font__face" font={shown} text={[...sample].slice(0, 18).join("") || family.name} />
        <span class="font__name">
          {family.name}
          {lacks.length > 0 ? <Lacking letters={lacks} /> : null}
        </span>
      </label>
      {isFailed ? <Failure family={family} layer={layer} font={shown} /> : null}
      {chosen && family.styles.length > 1 ? <Styles family={family} layer={layer} /> : null}
    </div>
  );
}

function Lacking({ letters }: { letters: readonly string[] }) {
  return (
    <span class="font__lacks" title={words.fontLacksLetters(letters.slice(0, 8).join(" "))}>
      {letters.length > 4 ? words.fontLacks : words.fontLacksLetters(letters.join(" "))}
    </span>
  );
}

function Failure({ family, layer, font }: { family: Family; layer: TextLayer; font: ProductFont }) {
  const { editor } = useSession();
  return (
    <p class="font__failure" role="status">
      <Icon name="alert" size={16} />
      <span>{words.fontFailed(family.name)}</span>
      <button type="button" class="link-button" onClick={() => void chooseFont(editor, layer.id, font.id)}>
        {words.retry}
      </button>
    </p>
  );
}

function Styles({ family, layer }: { family: Family; layer: TextLayer }) {
  const { editor } = useSession();
  const name = useId();
  return (
    <fieldset class="font-styles">
      <legend class="visually-hidden">{words.fontStyles(family.name)}</legend>
      {family.styles.map((font) => (
        <label class="font-style" key={font.id}>
          <input
            type="radio"
            name={name}
            checked={font.id === layer.font}
            onChange={() => void chooseFont(editor, layer.id, font.id)}
          />
          <FaceSample font={font} text={font.style === "Regular" ? words.fontRegular : font.style} isRead />
        </label>
      ))}
    </fieldset>
  );
}

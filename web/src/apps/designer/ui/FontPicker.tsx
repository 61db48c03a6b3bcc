/** Fonts by family, each shown in its own face with the shopper's own words. */
import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import type { TextLayer } from "../../../document/types";
import { Icon } from "../../../ui/icons";
import { chooseFont } from "../model/fontChoice";
import { type Family, familiesOf, found, lacking } from "../model/fontFamilies";
import { offeredFonts } from "../model/offeredFonts";
import { recentFonts } from "../model/recents";
import { words } from "../words";
import { FaceSample } from "./FaceSample";
import { useSession } from "./session";

/** From this many families on there is something to search, and to find again. */
const MANY = 12;

export function FontPicker({ layer }: { layer: TextLayer }) {
  const { editor, configuration, ui } = useSession();
  const query = useSignal("");
  // The choice shows at once, and goes back where its font cannot be had.
  const pending = useSignal<string | null>(null);
  const onChoose = async (fontId: string) => {
    pending.value = fontId;
    await chooseFont(editor, layer.id, fontId);
    if (pending.value === fontId) pending.value = null;
  };
  const choice = { layer, fontId: pending.value ?? layer.font, onChoose };
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
      {first.length > 0 ? <FamilyList title={words.fontsRecent} families={first} choice={choice} /> : null}
      {shown.length > 0 ? (
        <FamilyList
          title={first.length > 0 ? words.fontsAll : words.font}
          isTitleHidden={ui.isPhone.value && first.length === 0}
          families={shown}
          choice={choice}
          isLong
        />
      ) : null}
    </div>
  );
}

interface Choice {
  readonly layer: TextLayer;
  /** The font that is chosen, or about to be. */
  readonly fontId: string;
  readonly onChoose: (fontId: string) => Promise<void>;
}

interface FamilyListProps {
  title: string;
  isTitleHidden?: boolean;
  families: readonly Family[];
  choice: Choice;
  isLong?: boolean;
}

function FamilyList({ title, isTitleHidden, families, choice, isLong }: FamilyListProps) {
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
          <FamilyRow key={family.name} family={family} group={name} choice={choice} />
        ))}
      </div>
    </fieldset>
  );
}

interface FamilyRowProps {
  family: Family;
  group: string;
  choice: Choice;
}

function FamilyRow({ family, group, choice }: FamilyRowProps) {
  const { editor } = useSession();
  const { layer, fontId, onChoose } = choice;
  const chosen = family.styles.find(({ id }) => id === fontId);
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
          onChange={() => void onChoose(shown.id)}
        />
        <FaceSample class="font__face" font={shown} text={[...sample].slice(0, 18).join("") || family.name} />
        <span class="font__name">
          {family.name}
          {lacks.length > 0 ? <Lacking letters={lacks} /> : null}
        </span>
      </label>
      {isFailed ? <Failure family={family} onRetry={() => void onChoose(shown.id)} /> : null}
      {chosen && family.styles.length > 1 ? <Styles family={family} choice={choice} /> : null}
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

function Failure({ family, onRetry }: { family: Family; onRetry: () => void }) {
  return (
    <p class="font__failure" role="status">
      <Icon name="alert" size={16} />
      <span>{words.fontFailed(family.name)}</span>
      <button type="button" class="link-button" onClick={onRetry}>
        {words.retry}
      </button>
    </p>
  );
}

function Styles({ family, choice }: { family: Family; choice: Choice }) {
  const name = useId();
  return (
    <fieldset class="font-styles">
      <legend class="visually-hidden">{words.fontStyles(family.name)}</legend>
      {family.styles.map((font) => (
        <label class="font-style" key={font.id}>
          <input
            type="radio"
            name={name}
            checked={font.id === choice.fontId}
            onChange={() => void choice.onChoose(font.id)}
          />
          <FaceSample font={font} text={font.style === "Regular" ? words.fontRegular : font.style} isRead />
        </label>
      ))}
    </fieldset>
  );
}

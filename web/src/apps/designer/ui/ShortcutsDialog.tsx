/** The keys that `keys.ts` and the stage know. */
import { type Configuration, type Feature, hasFeature } from "../model/configuration";
import { words } from "../words";
import { Dialog } from "./Dialog";
import { useSession } from "./session";

/** What a key says on this machine. */
const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);
const CTRL = isMac ? "⌘" : "Ctrl";
const ALT = isMac ? "⌥" : "Alt";

type Row = readonly [what: string, ...keys: readonly string[]];

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { configuration } = useSession();
  return (
    <Dialog
      isWide
      title={words.shortcuts}
      onClose={onClose}
      footer={
        <button type="button" class="button button--primary" onClick={onClose}>
          {words.close}
        </button>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the list is long, and whoever has no mouse scrolls it by keys */}
      <section class="shortcuts" tabIndex={0} aria-label={words.shortcuts}>
        {groupsFor(configuration).map(([title, rows]) => (
          <Group key={title} title={title} rows={rows} />
        ))}
      </section>
    </Dialog>
  );
}

/** What can be done by keys, under its headings, as far as it is on offer. */
function groupsFor(
  configuration: Configuration,
): readonly (readonly [title: string, rows: readonly Row[]])[] {
  const { shortcut } = words;
  const when = (feature: Feature, ...rows: readonly Row[]) =>
    hasFeature(configuration, feature) ? rows : [];
  return [
    [
      shortcut.objects,
      [
        [shortcut.next, "Tab", "⇧ Tab"],
        [shortcut.move, "← → ↑ ↓"],
        [shortcut.moveFar, "⇧ ← → ↑ ↓"],
        [shortcut.moveFine, `${ALT} ← → ↑ ↓`],
        [shortcut.resize, `${CTRL} ← → ↑ ↓`],
        [shortcut.turn, ",", "."],
        [shortcut.turnFine, "⇧ ,", "⇧ ."],
        [shortcut.order, `${CTRL} [`, `${CTRL} ]`],
        [shortcut.orderEnds, `${CTRL} ⇧ [`, `${CTRL} ⇧ ]`],
        [shortcut.edit, "Enter"],
        ...when("duplicate", [shortcut.duplicate, `${CTRL} D`]),
        [shortcut.remove, "Delete"],
        [shortcut.letGo, "Esc"],
      ],
    ],
    [
      shortcut.hands,
      [
        [shortcut.straight, "⇧"],
        [shortcut.centre, ALT],
        [shortcut.noSnap, CTRL],
      ],
    ],
    [
      shortcut.view,
      [
        ...when("zoom", [shortcut.zoom, "+", "−"], [shortcut.whole, "0"], [shortcut.area, "1"]),
        [shortcut.push, shortcut.space],
      ],
    ],
    [
      shortcut.design,
      [
        [shortcut.undo, `${CTRL} Z`],
        [shortcut.redo, `${CTRL} ⇧ Z`],
      ],
    ],
  ];
}

function Group({ title, rows }: { title: string; rows: readonly Row[] }) {
  return (
    <section class="shortcuts__group">
      <h3 class="group__title">{title}</h3>
      <dl>
        {rows.map(([what, ...keys]) => (
          <div class="shortcuts__row" key={what}>
            <dt>{what}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

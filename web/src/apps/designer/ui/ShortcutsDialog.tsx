/** The keys that `keys.ts` and the stage know. */
import { type Feature, hasFeature } from "../model/configuration";
import { words } from "../words";
import { Dialog } from "./Dialog";
import { useSession } from "./session";

/** What a key says on this machine. */
const isMac = /mac|iphone|ipad/i.test(navigator.userAgent);
const CTRL = isMac ? "⌘" : "Ctrl";
const ALT = isMac ? "⌥" : "Alt";

type Row = readonly [what: string, ...keys: readonly string[]];

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const { shortcut } = words;
  const { configuration } = useSession();
  const when = (feature: Feature, rows: readonly Row[]) => (hasFeature(configuration, feature) ? rows : []);
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
        <Group
          title={shortcut.objects}
          rows={[
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
            ...when("duplicate", [[shortcut.duplicate, `${CTRL} D`]]),
            [shortcut.remove, "Delete"],
            [shortcut.letGo, "Esc"],
          ]}
        />
        <Group
          title={shortcut.hands}
          rows={[
            [shortcut.straight, "⇧"],
            [shortcut.centre, ALT],
            [shortcut.noSnap, CTRL],
          ]}
        />
        <Group
          title={shortcut.view}
          rows={[
            ...when("zoom", [
              [shortcut.zoom, "+", "−"],
              [shortcut.whole, "0"],
              [shortcut.area, "1"],
            ]),
            [shortcut.push, shortcut.space],
          ]}
        />
        <Group
          title={shortcut.design}
          rows={[
            [shortcut.undo, `${CTRL} Z`],
            [shortcut.redo, `${CTRL} ⇧ Z`],
          ]}
        />
      </section>
    </Dialog>
  );
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

/** A phone's tools: one row at the thumb. It changes with the selection; an open panel takes its place as a sheet. */
import type { Layer } from "../../../document/types";
import { IconButton } from "../../../ui/IconButton";
import { Icon, type IconName } from "../../../ui/icons";
import { hasFeature } from "../model/configuration";
import { mayMove } from "../model/freedom";
import { words } from "../words";
import { sectionsOf } from "./inspector/sections";
import { Later } from "./Later";
import { sectionTitle } from "./Panel";
import { isTool, type Panel, type Section, toolsFor, useSession } from "./session";
import { writeOrOpen } from "./startStage";
import { TOOL_ICONS } from "./toolIcons";

const SECTION_ICONS: Readonly<Record<Section, IconName>> = {
  words: "edit",
  font: "font",
  colour: "colour",
  format: "format",
  curve: "curve",
  effects: "effects",
  photo: "photo",
  filters: "filters",
  background: "cutOut",
  code: "code",
  frame: "mask",
  arrange: "arrange",
};

export function PhoneTools() {
  const { ui, editor } = useSession();
  const panel = ui.panel.value;
  const layer = editor.selected.value;
  if (panel !== null && (isTool(panel) || layer)) return <BottomSheet panel={panel} layer={layer} />;
  return layer ? <ObjectRow layer={layer} /> : <ToolRow />;
}

function ToolRow() {
  const { configuration, ui, editor } = useSession();
  return (
    <nav class="tool-row" aria-label={words.tools}>
      {toolsFor(configuration, editor.product).map((tool) => (
        <button
          type="button"
          class="tool"
          key={tool}
          aria-expanded={false}
          onClick={() => {
            ui.panel.value = tool;
          }}
        >
          <Icon name={TOOL_ICONS[tool]} size={22} />
          {words[tool]}
        </button>
      ))}
    </nav>
  );
}

function ObjectRow({ layer }: { layer: Layer }) {
  const session = useSession();
  const { configuration, ui, editor } = session;
  const sections = sectionsOf(layer, session);
  const isFree = mayMove(editor.product, layer);
  return (
    <section class="object-tools" aria-label={words.selection}>
      <Later quiet show={({ LayerVerdicts }) => <LayerVerdicts layer={layer} />} />
      <div class="object-row" role="toolbar" aria-label={words.tools}>
        <div class="object-row__scroll">
          {sections.map((section) => (
            <button
              type="button"
              class="tool"
              key={section}
              onClick={() => {
                if (section === "words" && !layer.locked) writeOrOpen(session, layer.id);
                else ui.panel.value = section;
              }}
            >
              <Icon name={SECTION_ICONS[section]} size={22} />
              {section === "words" ? words.edit : sectionTitle(section)}
            </button>
          ))}
          {isFree && hasFeature(configuration, "duplicate") ? (
            <button type="button" class="tool" onClick={() => editor.duplicate(layer.id)}>
              <Icon name="copy" size={22} />
              {words.duplicate}
            </button>
          ) : null}
          {isFree ? (
            <button type="button" class="tool" onClick={() => editor.remove(layer.id)}>
              <Icon name="trash" size={22} />
              {words.delete}
            </button>
          ) : null}
        </div>
        <IconButton icon="check" label={words.done} onClick={() => editor.select(null)} />
      </div>
    </section>
  );
}

function BottomSheet({ panel, layer }: { panel: Panel; layer: Layer | null }) {
  const { ui } = useSession();
  const title = isTool(panel) ? words[panel] : sectionTitle(panel);
  return (
    <section id="panel" class="bottom-sheet" aria-label={words.panel(title)}>
      <header class="panel__header">
        <h2>{title}</h2>
        <button
          type="button"
          class="button button--quiet bottom-sheet__done"
          onClick={() => {
            ui.panel.value = null;
          }}
        >
          {words.done}
        </button>
      </header>
      <div class="panel__body">
        <Later
          show={({ ToolPanel, SectionBody, LayerVerdicts }) =>
            isTool(panel) ? (
              <ToolPanel tool={panel} />
            ) : layer ? (
              <div class="stack">
                <LayerVerdicts layer={layer} />
                <SectionBody section={panel} layer={layer} />
              </div>
            ) : null
          }
        />
      </div>
    </section>
  );
}

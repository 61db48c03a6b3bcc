/** The panel beside the rail: a tool, or everything about the selected object. */
import { Fragment } from "preact";
import type { Layer } from "../../../document/types";
import { nameOf } from "../model/names";
import { words } from "../words";
import { IconButton } from "./fields";
import { sectionsOf } from "./inspector/sections";
import { Later, type Tools } from "./Later";
import { LayerVerdicts } from "./LayerVerdicts";
import { isTool, type Section, useSession } from "./session";

export function sectionTitle(section: Section): string {
  const titles: Readonly<Record<Section, string>> = {
    words: words.text,
    font: words.font,
    colour: words.colour,
    format: words.format,
    curve: words.curve,
    effects: words.effects,
    photo: words.picture,
    filters: words.filters,
    background: words.background,
    code: words.qrCode,
    frame: words.mask,
    arrange: words.position,
  };
  return titles[section];
}

export function Panel() {
  const { ui, editor } = useSession();
  const panel = ui.panel.value;
  const layer = editor.selected.value;
  if (panel === null) return null;
  const title = isTool(panel) ? words[panel] : layer ? nameOf(layer, editor.pictures.value) : "";
  return (
    <aside id="panel" class="panel" aria-label={words.panel(title)}>
      <header class="panel__header">
        <h2>{title}</h2>
        <IconButton
          small
          icon="close"
          label={words.close}
          onClick={() => {
            ui.panel.value = null;
          }}
        />
      </header>
      <div class="panel__body">
        <Later
          show={({ ToolPanel, SectionBody }) =>
            isTool(panel) ? (
              <ToolPanel tool={panel} />
            ) : layer ? (
              <Inspector layer={layer} SectionBody={SectionBody} />
            ) : null
          }
        />
      </div>
    </aside>
  );
}

function Inspector({ layer, SectionBody }: { layer: Layer } & Pick<Tools, "SectionBody">) {
  const session = useSession();
  return (
    <div class="stack inspector" key={layer.id}>
      {layer.type === "text" ? null : <LayerVerdicts layer={layer} />}
      {layer.locked ? <p class="notice">{words.locked}</p> : null}
      {sectionsOf(layer, session).map((section) =>
        section === "arrange" ? (
          <details class="disclosure" key={section} open={layer.type !== "text"}>
            <summary>{sectionTitle(section)}</summary>
            <SectionBody section={section} layer={layer} />
          </details>
        ) : (
          <Fragment key={section}>
            <SectionBody section={section} layer={layer} />
            {section === "words" ? <LayerVerdicts layer={layer} /> : null}
          </Fragment>
        ),
      )}
    </div>
  );
}

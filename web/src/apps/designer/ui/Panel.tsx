/** The panel beside the rail: a tool, or everything about the selected object. */
import { type ComponentChildren, Fragment } from "preact";
import { useState } from "preact/hooks";
import type { Layer } from "../../../document/types";
import { IconButton } from "../../../ui/IconButton";
import { nameOf } from "../model/names";
import { words } from "../words";
import { sectionsOf } from "./inspector/sections";
import { Later, type Tools } from "./Later";
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
          show={(tools) =>
            isTool(panel) ? (
              <tools.ToolPanel tool={panel} />
            ) : layer ? (
              <Inspector layer={layer} tools={tools} />
            ) : null
          }
        />
      </div>
    </aside>
  );
}

function Inspector({ layer, tools: { SectionBody, LayerVerdicts } }: { layer: Layer; tools: Tools }) {
  const session = useSession();
  return (
    <div class="stack inspector" key={layer.id}>
      {layer.type === "text" ? null : <LayerVerdicts layer={layer} />}
      {layer.locked ? <p class="notice">{words.locked}</p> : null}
      {sectionsOf(layer, session).map((section) =>
        FOLDED.includes(section) ? (
          <Fold key={section} title={sectionTitle(section)} isOpenAtFirst={isInUse(section, layer)}>
            <SectionBody section={section} layer={layer} />
          </Fold>
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

interface FoldProps {
  title: string;
  isOpenAtFirst: boolean;
  children: ComponentChildren;
}

/** It stays as somebody left it, whatever is set in it. */
function Fold({ title, isOpenAtFirst, children }: FoldProps) {
  const [isOpen] = useState(isOpenAtFirst);
  return (
    <details class="disclosure" open={isOpen}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

/** Sections that few need at first; each opens by itself where something is set in it. */
const FOLDED: readonly Section[] = ["curve", "effects", "arrange"];

function isInUse(section: Section, layer: Layer): boolean {
  if (section === "effects") return layer.shadow !== null || (layer.type === "text" && layer.stroke !== null);
  if (layer.type !== "text") return true;
  return section === "curve" && (layer.arc !== null || layer.on_path !== null || layer.box !== null);
}

import { Icon } from "../../../ui/icons";
import { words } from "../words";
import { toolsFor, useSession } from "./session";
import { TOOL_ICONS } from "./toolIcons";

/** The tools at the left of a wide screen. */
export function Rail() {
  const { configuration, ui, editor } = useSession();
  const open = ui.panel.value;
  return (
    <nav class="rail" aria-label={words.tools}>
      {toolsFor(configuration, editor.product).map((tool) => (
        <button
          type="button"
          class="rail__tool"
          key={tool}
          aria-expanded={open === tool}
          aria-controls="panel"
          onClick={() => {
            if (tool !== "layers") editor.select(null);
            ui.panel.value = open === tool ? null : tool;
          }}
        >
          <Icon name={TOOL_ICONS[tool]} size={22} />
          {words[tool]}
        </button>
      ))}
    </nav>
  );
}

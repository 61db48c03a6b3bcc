/** How large the product is seen. */

import { IconButton } from "../../../ui/IconButton";
import { MOST_ZOOM } from "../../../view2d/viewport";
import { hasFeature } from "../model/configuration";
import { formatNumber, words } from "../words";
import { useSession } from "./session";
import type { StageState } from "./startStage";

const STEP = 1.5;

export function Zoom({ level }: Pick<StageState, "level">) {
  const { configuration, editor, ui } = useSession();
  if (!hasFeature(configuration, "zoom") || !editor.productArea) return null;
  const zoom = level.value;
  const isWhole = zoom < 1.01;
  const isArea = ui.camera.value === "area";
  return (
    <div class="zoom" role="toolbar" aria-label={words.zoom}>
      <IconButton
        icon="minus"
        label={words.zoomOut}
        disabled={isWhole}
        onClick={() => ui.stage?.zoom(1 / STEP)}
      />
      <button
        type="button"
        class="button button--quiet zoom__level number"
        aria-label={words.wholeProductAt(formatNumber(zoom * 100))}
        title={words.wholeProduct}
        disabled={isWhole}
        onClick={() => {
          ui.camera.value = "product";
        }}
      >
        {words.percent(formatNumber(zoom * 100))}
      </button>
      <IconButton
        icon="plus"
        label={words.zoomIn}
        disabled={zoom >= MOST_ZOOM - 0.01}
        onClick={() => ui.stage?.zoom(STEP)}
      />
      <IconButton
        icon={isArea ? "whole" : "printArea"}
        label={isArea ? words.wholeProduct : words.closer}
        aria-pressed={isArea}
        onClick={() => {
          ui.camera.value = isArea ? "product" : "area";
        }}
      />
    </div>
  );
}

/** What a gesture does to the object, beside the pointer. */

import type { Measure } from "../../../view2d/scene";
import { formatMillimetres, formatNumber, words } from "../words";
import type { StageState } from "./startStage";

/** Room for the words between the pointer and the stage's edge, in CSS pixels. */
const ROOM = 170;

export function Measurements({ measure }: Pick<StageState, "measure">) {
  if (!measure.value) return null;
  const { at } = measure.value;
  return (
    <output
      class="measurements number"
      aria-hidden="true"
      style={{ left: `min(${at.x + 18}px, calc(100% - ${ROOM}px))`, top: `max(8px, ${at.y - 44}px)` }}
    >
      {sentence(measure.value.measure)}
    </output>
  );
}

function sentence(measure: Measure): string {
  switch (measure.kind) {
    case "place":
      return words.measuredPlace(formatMillimetres(measure.x), formatMillimetres(measure.y));
    case "size":
      return words.measuredSize(formatMillimetres(measure.width), formatMillimetres(measure.height));
    case "turn":
      return words.measuredTurn(formatNumber(measure.degrees));
  }
}

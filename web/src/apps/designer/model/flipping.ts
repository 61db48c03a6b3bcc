/** Which way round a picture is. */
import type { Flip } from "../../../document/types";

type Axis = "horizontal" | "vertical";

/** Mirrored once more along this axis. */
export function flipped(flip: Flip, axis: Axis): Flip {
  const across = (flip === "horizontal" || flip === "both") !== (axis === "horizontal");
  const down = (flip === "vertical" || flip === "both") !== (axis === "vertical");
  if (across && down) return "both";
  return across ? "horizontal" : down ? "vertical" : "none";
}

/** Texts that were left without a letter. */
import type { DesignDocument } from "../../../document/types";
import { findLayer, removeLayer } from "./commands";
import type { History } from "./history";

/**
 * The history without a text that was emptied: undone once, its last words are back. One that never had any is as if it
 * had not been begun.
 */
export function withoutEmptied(history: History<DesignDocument>, id: string): History<DesignDocument> {
  const isEmpty = (state: DesignDocument) => {
    const layer = findLayer(state, id)?.layer;
    return layer?.type === "text" && layer.text.trim() === "";
  };
  const past = history.past.slice(0, history.past.findLastIndex((state) => !isEmpty(state)) + 1);
  const before = past.at(-1);
  const rest = { future: [], run: null };
  if (before && !findLayer(before, id)) return { past: past.slice(0, -1), present: before, ...rest };
  return { past, present: removeLayer(history.present, id), ...rest };
}

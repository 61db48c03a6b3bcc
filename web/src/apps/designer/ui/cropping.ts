/** Choosing the part of a picture that shows, on the stage itself. `ui.cropping` holds the id of the picture in hand. */
import type { Session } from "./session";

/** Begins with this image layer: it is selected, and the stage shows the whole picture. Nothing happens for others. */
export function startCropping({ editor, ui }: Session, layerId: string): void {
  editor.select(layerId);
  if (editor.selected.value?.type === "image") ui.cropping.value = layerId;
}

export function stopCropping({ ui }: Session): void {
  ui.cropping.value = null;
}

/** Pictures that are let go over the product: files of the device, and what was dragged out of a panel. */
import type { Signal } from "@preact/signals";
import { invert, type Matrix, transformPoint } from "../../../geometry/matrix";
import { hasFeature } from "../model/configuration";
import { startTools } from "./Later";
import type { Session } from "./session";

interface Stage {
  readonly element: HTMLElement;
  /** From the print area's millimetres to the element's pixels; null where there is no area. */
  readonly toScreen: () => Matrix | null;
}

/**
 * Listens for drops anywhere: beside the product as well, where the browser would leave the design to show the file.
 * `isTarget` says whether files hang over the page. Returns what takes the listeners away.
 */
export function listenForDrops(session: Session, stage: Stage, isTarget: Signal<boolean>): () => void {
  const { configuration, ui } = session;
  const takesFiles = hasFeature(configuration, "upload");
  const listeners = new AbortController();
  const { signal } = listeners;
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
  const onDragOver = (event: DragEvent) => {
    if (!hasFiles(event) && !ui.dragged) return;
    event.preventDefault();
    isTarget.value = takesFiles && hasFiles(event);
  };
  const onDrop = (event: DragEvent) => {
    isTarget.value = false;
    if (!hasFiles(event) && !ui.dragged) return;
    event.preventDefault();
    const point = pointOn(stage, session, event);
    if (hasFiles(event) && !takesFiles) return;
    if (hasFiles(event)) void takeFiles(session, [...(event.dataTransfer?.files ?? [])], point);
    else if (point) ui.dragged?.(...point);
  };
  const onDragLeave = (event: DragEvent) => {
    if (event.relatedTarget === null) isTarget.value = false;
  };
  document.addEventListener("dragover", onDragOver, { signal });
  document.addEventListener("drop", onDrop, { signal });
  document.addEventListener("dragleave", onDragLeave, { signal });
  return () => listeners.abort();
}

/** Where on the print area (mm) something was let go, or null beside it. */
function pointOn(stage: Stage, { editor }: Session, event: DragEvent): [number, number] | null {
  const toScreen = stage.toScreen();
  const area = editor.productArea;
  if (!toScreen || !area) return null;
  const { left, top } = stage.element.getBoundingClientRect();
  const [x, y] = transformPoint(invert(toScreen), event.clientX - left, event.clientY - top);
  return x >= 0 && y >= 0 && x <= area.width && y <= area.height ? [x, y] : null;
}

async function takeFiles(
  { editor, uploads, ui }: Session,
  files: readonly File[],
  point: [number, number] | null,
): Promise<void> {
  const tools = point && (await startTools());
  uploads.add(files, tools ? tools.targetAt(editor, ...point) : null);
  ui.panel.value = "photos";
}

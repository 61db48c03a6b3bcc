/** Pictures that are dragged out of a panel onto the product. */
import { type PictureTarget, targetAt } from "../model/pictures";
import type { Session } from "./session";

/** The attributes of a button that can be dragged as well as pressed; `drop` is told where it was let go. */
export function dragTo({ editor, ui }: Session, drop: (target: PictureTarget) => Promise<void>) {
  return {
    draggable: !ui.isPhone.value,
    onDragStart: (event: DragEvent) => {
      if (!event.dataTransfer) return;
      event.dataTransfer.effectAllowed = "copy";
      // Firefox drags nothing that carries nothing.
      event.dataTransfer.setData("text/plain", "");
      ui.dragged = (x, y) => void drop(targetAt(editor, x, y));
    },
    onDragEnd: () => {
      ui.dragged = null;
    },
  };
}

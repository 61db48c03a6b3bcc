/** Pictures onto the design, with a word where there is no room for one. */
import { layerOfImageArea } from "../model/imageAreas";
import { type FieldTarget, type PictureTarget, placePicture } from "../model/pictures";
import type { Picture } from "../model/wire";
import { words } from "../words";
import type { Session } from "./session";

/** The image area that was pressed, as long as it is empty. */
export function placeInHand({ editor, ui }: Session): FieldTarget | null {
  const place = ui.place.value;
  return place && layerOfImageArea(editor.document.value, place.areaName, place.field) ? null : place;
}

/** Puts a picture where it is meant for, else where there is room. */
export async function place(
  { editor, ui }: Session,
  picture: Picture,
  target: PictureTarget | null,
): Promise<void> {
  if (!(await placePicture(editor, picture, target))) ui.toast(words.placesFull);
}

/** The same for one of a gallery, which is not the shopper's own. */
export function placeFromGallery(
  session: Session,
  picture: Picture,
  target: PictureTarget | null,
): Promise<void> {
  const { unlisted } = session.editor;
  unlisted.value = new Set([...unlisted.value, picture.id]);
  return place(session, picture, target);
}

/** Which part of the product photo is seen, and how large. */
import type { Matrix } from "../geometry/matrix";
import { type Box, boundsOf } from "./placement";
import type { SceneArea } from "./scene";

/** Room around a print area in close-up, in CSS pixels, so that handles outside it can still be reached. */
const CLOSE_UP_MARGIN = 36;
const MAX_CLOSE_UP = 3;

/** The photo's pixels to the stage's CSS pixels: the whole photo, or the print area as large as fits. */
export function viewportMatrix(
  stage: { width: number; height: number },
  photo: { width: number; height: number },
  area: SceneArea | null,
  closeUp: boolean,
): Matrix {
  const whole = Math.min(stage.width / photo.width, stage.height / photo.height);
  const centred = [
    whole,
    0,
    0,
    whole,
    (stage.width - photo.width * whole) / 2,
    (stage.height - photo.height * whole) / 2,
  ] as const;
  if (!closeUp || !area) return centred;
  const box = areaBox(area);
  const wanted = Math.min(
    (stage.width - 2 * CLOSE_UP_MARGIN) / box.width,
    (stage.height - 2 * CLOSE_UP_MARGIN) / box.height,
  );
  const scale = Math.max(whole, Math.min(wanted, whole * MAX_CLOSE_UP));
  const x = stage.width / 2 - (box.x + box.width / 2) * scale;
  const y = stage.height / 2 - (box.y + box.height / 2) * scale;
  return [
    scale,
    0,
    0,
    scale,
    withinReach(x, photo.width * scale, stage.width),
    withinReach(y, photo.height * scale, stage.height),
  ];
}

/** Never shows nothing beside a photo that could fill the place; a photo that is smaller stays in the middle. */
function withinReach(offset: number, length: number, room: number): number {
  if (length <= room) return (room - length) / 2;
  return Math.min(0, Math.max(room - length, offset));
}

function areaBox({ toPhoto: [a, b, c, d, e, f], width, height }: SceneArea): Box {
  const middle: Matrix = [a, b, c, d, e + (a * width + c * height) / 2, f + (b * width + d * height) / 2];
  return boundsOf(middle, width, height);
}

/** Which part of the product photo is seen, and how large. */
import type { Matrix } from "../geometry/matrix";
import { type Box, boundsOf, type Point } from "./placement";
import type { SceneArea } from "./scene";

/** The whole product, its print area as large as fits, or a part that somebody has chosen. */
export type Camera = "product" | "area" | FreeCamera;

export interface FreeCamera {
  /** Against the whole product, which is 1. */
  readonly zoom: number;
  /** The pixel of the photo in the middle of the stage, which stays there when the stage changes its size. */
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export const MOST_ZOOM = 8;
/** Room around a print area in close-up, in CSS pixels, so that handles outside it can still be reached. */
const CLOSE_UP_MARGIN = 36;
const MAX_CLOSE_UP = 3;

/** The photo's pixels to the stage's CSS pixels. */
export function viewportMatrix(stage: Size, photo: Size, area: SceneArea | null, camera: Camera): Matrix {
  const whole = wholeScale(stage, photo);
  const middle = { x: photo.width / 2, y: photo.height / 2 };
  if (camera === "product" || (camera === "area" && !area)) return aimed(stage, photo, whole, middle);
  if (camera !== "area") return aimed(stage, photo, whole * camera.zoom, camera);
  const box = areaBox(area as SceneArea);
  const wanted = Math.min(
    (stage.width - 2 * CLOSE_UP_MARGIN) / box.width,
    (stage.height - 2 * CLOSE_UP_MARGIN) / box.height,
  );
  const scale = Math.max(whole, Math.min(wanted, whole * MAX_CLOSE_UP));
  return aimed(stage, photo, scale, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
}

/** How large the photo is shown; the whole product is 1. */
export function zoomLevel(stage: Size, photo: Size, toScreen: Matrix): number {
  return toScreen[0] / wholeScale(stage, photo);
}

/** The camera after zooming by `factor` about a point of the stage, which stays where it is. */
export function zoomedAt(stage: Size, photo: Size, toScreen: Matrix, factor: number, at: Point): Camera {
  const [scale, , , , e, f] = toScreen;
  const zoom = zoomLevel(stage, photo, toScreen) * factor;
  if (zoom < 1.01) return "product";
  const next = wholeScale(stage, photo) * Math.min(zoom, MOST_ZOOM);
  const moved: Matrix = [
    next,
    0,
    0,
    next,
    at.x - ((at.x - e) / scale) * next,
    at.y - ((at.y - f) / scale) * next,
  ];
  return cameraOf(stage, photo, moved);
}

/** The camera after pushing the photo by so many CSS pixels. */
export function pannedBy(stage: Size, photo: Size, toScreen: Matrix, dx: number, dy: number): Camera {
  const [a, b, c, d, e, f] = toScreen;
  return cameraOf(stage, photo, [a, b, c, d, e + dx, f + dy]);
}

/** The camera that sees what `toScreen` shows, within the photo's edges. */
function cameraOf(stage: Size, photo: Size, toScreen: Matrix): FreeCamera {
  const [scale, , , , e, f] = toScreen;
  const left = withinReach(e, photo.width * scale, stage.width);
  const top = withinReach(f, photo.height * scale, stage.height);
  return {
    zoom: zoomLevel(stage, photo, toScreen),
    x: (stage.width / 2 - left) / scale,
    y: (stage.height / 2 - top) / scale,
  };
}

function wholeScale(stage: Size, photo: Size): number {
  return Math.min(stage.width / photo.width, stage.height / photo.height);
}

function aimed(stage: Size, photo: Size, scale: number, middle: Point): Matrix {
  const x = withinReach(stage.width / 2 - middle.x * scale, photo.width * scale, stage.width);
  const y = withinReach(stage.height / 2 - middle.y * scale, photo.height * scale, stage.height);
  return [scale, 0, 0, scale, x, y];
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

/** The camera after two fingers went from `before` to `after`: closer or further by their distance, and with them. */
export function pinchedBy(
  stage: Size,
  photo: Size,
  toScreen: Matrix,
  before: readonly [Point, Point],
  after: readonly [Point, Point],
): Camera {
  const [from, to] = [middleOf(before), middleOf(after)];
  const factor = distanceOf(after) / (distanceOf(before) || 1);
  const zoomed = zoomedAt(stage, photo, toScreen, factor, from);
  if (zoomed === "product") return zoomed;
  return pannedBy(stage, photo, viewportMatrix(stage, photo, null, zoomed), to.x - from.x, to.y - from.y);
}

function middleOf([p, q]: readonly [Point, Point]): Point {
  return { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 };
}

function distanceOf([p, q]: readonly [Point, Point]): number {
  return Math.hypot(p.x - q.x, p.y - q.y);
}

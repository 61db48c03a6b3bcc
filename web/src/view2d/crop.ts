/** A picture while its part is chosen: the whole of it, dim beside its frame, and corners that change the frame. */
import { invert, type Matrix, multiply, transformPoint } from "../geometry/matrix";
import type { Point } from "./placement";
import { playOperations } from "./play";
import type { Grip } from "./resizing";
import type { SceneCrop, SceneLayer, StageColours } from "./scene";

const CORNERS: readonly Grip[] = [
  { x: -1, y: -1 },
  { x: 1, y: -1 },
  { x: 1, y: 1 },
  { x: -1, y: 1 },
];
const THUMB = 22;
const MOUSE = 14;
/** Length and thickness of the angle that marks a corner, in CSS pixels. */
const ANGLE = 20;
const THICKNESS = 4;
/** Over the part that does not show. */
const SHADE = "rgb(0 0 0 / 0.55)";

/** Whether the point lies on the picture, inside its frame or dim beside it. */
export function isOnPicture(
  { whole }: SceneCrop,
  layer: SceneLayer,
  areaToScreen: Matrix,
  point: Point,
): boolean {
  const [x, y] = transformPoint(invert(multiply(areaToScreen, layer.transform)), point.x, point.y);
  return x >= whole.x && y >= whole.y && x <= whole.x + whole.width && y <= whole.y + whole.height;
}

/** The corner of the frame under the pointer. */
export function cropGripAt(
  { hasFreeFrame }: SceneCrop,
  layer: SceneLayer,
  areaToScreen: Matrix,
  point: Point,
  isTouch: boolean,
): Grip | null {
  if (!hasFreeFrame) return null;
  const toScreen = multiply(areaToScreen, layer.transform);
  const reach = isTouch ? THUMB : MOUSE;
  const found = CORNERS.find((grip) => {
    const [x, y] = transformPoint(toScreen, (grip.x * layer.width) / 2, (grip.y * layer.height) / 2);
    return Math.hypot(x - point.x, y - point.y) <= reach;
  });
  return found ?? null;
}

/** Paints in CSS pixels of the stage. What is in the frame is the artwork's own. */
export function paintCrop(
  pen: CanvasRenderingContext2D,
  { whole, operations, hasFreeFrame }: SceneCrop,
  layer: SceneLayer,
  areaToScreen: Matrix,
  images: ReadonlyMap<string, CanvasImageSource>,
  colours: StageColours,
): void {
  const toScreen = multiply(areaToScreen, layer.transform);
  const { width, height } = layer;
  pen.save();
  pen.transform(...toScreen);
  pen.beginPath();
  pen.rect(whole.x, whole.y, whole.width, whole.height);
  pen.rect(-width / 2, -height / 2, width, height);
  pen.clip("evenodd");
  const { a, b } = pen.getTransform();
  playOperations(pen, operations, { images, pixelsPerMillimetre: Math.hypot(a, b) });
  // Darkened rather than paled: it is told from the part that shows on a white product too.
  pen.fillStyle = SHADE;
  pen.fillRect(whole.x, whole.y, whole.width, whole.height);
  pen.restore();
  outlined(pen, toScreen, whole, colours);
  outlined(pen, toScreen, { x: -width / 2, y: -height / 2, width, height }, colours);
  if (hasFreeFrame) for (const grip of CORNERS) angle(pen, toScreen, layer, grip, colours);
}

function outlined(
  pen: CanvasRenderingContext2D,
  toScreen: Matrix,
  { x, y, width, height }: SceneCrop["whole"],
  colours: StageColours,
): void {
  pen.save();
  pen.beginPath();
  const corners = [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ] as const;
  for (const [left, top] of corners) pen.lineTo(...transformPoint(toScreen, left, top));
  pen.closePath();
  pen.strokeStyle = colours.halo;
  pen.lineWidth = 3;
  pen.stroke();
  pen.strokeStyle = colours.accent;
  pen.lineWidth = 1;
  pen.stroke();
  pen.restore();
}

/** A thick angle around a corner of the frame. */
function angle(
  pen: CanvasRenderingContext2D,
  toScreen: Matrix,
  { width, height }: SceneLayer,
  grip: Grip,
  colours: StageColours,
): void {
  const [a, b, c, d] = toScreen;
  const across = Math.min(ANGLE / Math.hypot(a, b), width / 3);
  const down = Math.min(ANGLE / Math.hypot(c, d), height / 3);
  const [x, y] = [(grip.x * width) / 2, (grip.y * height) / 2];
  for (const [colour, thickness] of [
    [colours.accent, THICKNESS + 3],
    [colours.handle, THICKNESS],
  ] as const) {
    pen.beginPath();
    pen.moveTo(...transformPoint(toScreen, x - grip.x * across, y));
    pen.lineTo(...transformPoint(toScreen, x, y));
    pen.lineTo(...transformPoint(toScreen, x, y - grip.y * down));
    pen.lineCap = "round";
    pen.lineJoin = "round";
    pen.strokeStyle = colour;
    pen.lineWidth = thickness;
    pen.stroke();
  }
}

/** The gestures that the stage answers: each follows the pointer, shows the object in the hand, and keeps it at the end. */
import { invert, type Matrix, multiply, transformPoint } from "../geometry/matrix";
import { cropGripAt, isOnPicture } from "./crop";
import type { Move, Pinch, Press } from "./gestures";
import { dragged, reshaped, type Surroundings, scales, turned, uprightened } from "./moves";
import { fingersMap, inPlane } from "./pinch";
import { boundsOf, decompose, type Point } from "./placement";
import { type Grip, scaleOf } from "./resizing";
import type { Measure, SceneCrop, SceneLayer, StageEvents } from "./scene";
import type { Guide } from "./snapping";
import { pannedBy } from "./viewport";

/** What the moves need of the stage. */
export interface MoveStage {
  readonly events: StageEvents;
  selected(): SceneLayer | null;
  surroundings(): Surroundings | null;
  /** Shows the object as it lies in the hand. */
  hold(layer: SceneLayer, guides: readonly Guide[], measure: Measure, at: Point): void;
  /** Ends that; `keep` takes into the document how it lies. */
  letGo(keep: () => void): void;
}

const NOTHING = () => {};
const NO_GUIDES: readonly Guide[] = [];

export function dragMove(stage: MoveStage, press: Press): Move | null {
  const layer = stage.selected();
  const surroundings = stage.surroundings();
  if (!layer || !surroundings) return null;
  let last: Matrix = layer.transform;
  return {
    move(point, modifiers) {
      const { transform, guides } = dragged(layer, press.point, point, surroundings, modifiers);
      last = transform;
      const { x, y } = boundsOf(transform, layer.width, layer.height);
      stage.hold({ ...layer, transform }, guides, { kind: "place", x, y }, point);
    },
    end: () => stage.letGo(() => stage.events.place(layer.id, last)),
    cancel: () => stage.letGo(NOTHING),
  };
}

export function turnMove(stage: MoveStage, press: Press): Move | null {
  const layer = stage.selected();
  const areaToScreen = stage.surroundings()?.areaToScreen;
  if (!layer || !areaToScreen) return null;
  let last: Matrix = layer.transform;
  return {
    move(point, modifiers) {
      last = turned(layer, press.point, point, areaToScreen, modifiers);
      const measure: Measure = { kind: "turn", degrees: decompose(last).rotation };
      stage.hold({ ...layer, transform: last }, NO_GUIDES, measure, point);
    },
    end: () => stage.letGo(() => stage.events.place(layer.id, last)),
    cancel: () => stage.letGo(NOTHING),
  };
}

export function pullMove(stage: MoveStage, grip: Grip, press: Press): Move | null {
  const layer = stage.selected();
  const areaToScreen = stage.surroundings()?.areaToScreen;
  if (!layer || !areaToScreen) return null;
  const { events } = stage;
  const { id } = layer;
  let keep: () => void = NOTHING;
  return {
    move(point, modifiers) {
      const change = reshaped(layer, grip, press.point, point, areaToScreen, modifiers);
      const isScale = scales(layer, grip, modifiers);
      const shown = isScale
        ? { ...layer, transform: scaleOf(layer, change) }
        : (events.preview(id, change) ?? layer);
      keep = isScale ? () => events.place(id, shown.transform) : () => events.reshape(id, change);
      stage.hold(shown, NO_GUIDES, sizeOf(shown), point);
    },
    end: () => stage.letGo(() => keep()),
    cancel: () => stage.letGo(NOTHING),
  };
}

function sizeOf({ transform: [a, b, c, d], width, height }: SceneLayer): Measure {
  return { kind: "size", width: width * Math.hypot(a, b), height: height * Math.hypot(c, d) };
}

/** Pushes the product under the stage. */
export function cameraMove(
  stage: MoveStage,
  size: Parameters<typeof pannedBy>[0],
  photo: Parameters<typeof pannedBy>[1],
  toScreen: Matrix,
  { point: from }: Press,
): Move {
  return {
    move: (point) => stage.events.look(pannedBy(size, photo, toScreen, point.x - from.x, point.y - from.y)),
    end: NOTHING,
    cancel: NOTHING,
  };
}

/** One pointer on a picture that is being cropped: its corner or the picture itself. */
export function cropMove(
  { events }: MoveStage,
  crop: SceneCrop,
  layer: SceneLayer,
  areaToScreen: Matrix,
  press: Press,
): Move | null {
  const grip = cropGripAt(crop, layer, areaToScreen, press.point, press.isTouch);
  if (!grip && !isOnPicture(crop, layer, areaToScreen, press.point)) return null;
  const back = invert(multiply(areaToScreen, layer.transform));
  // Each step goes on from the last one: the frame, and with it the layer's own plane, may move meanwhile.
  let last = press.point;
  return {
    move(point) {
      const [x0, y0] = transformPoint(back, last.x, last.y);
      const [x1, y1] = transformPoint(back, point.x, point.y);
      last = point;
      const by = { dx: x1 - x0, dy: y1 - y0 };
      events.crop(grip ? { kind: "frame", grip, ...by } : { kind: "pan", ...by });
    },
    end: () => events.endCrop(),
    cancel: () => events.endCrop(),
  };
}

/** Two fingers on the selected object, or on the picture in its frame. */
export function objectPinch(
  stage: MoveStage,
  layer: SceneLayer,
  areaToScreen: Matrix,
  crop: SceneCrop | null,
  fingers: readonly [Point, Point],
): Pinch {
  return crop
    ? cropPinch(stage, layer, areaToScreen, fingers)
    : layerPinch(stage, layer, areaToScreen, fingers);
}

function layerPinch(
  stage: MoveStage,
  layer: SceneLayer,
  areaToScreen: Matrix,
  fingers: readonly [Point, Point],
): Pinch {
  let last: Matrix = layer.transform;
  return {
    move(now) {
      const moved = inPlane(fingersMap(fingers, now), areaToScreen);
      last = uprightened(multiply(moved, layer.transform));
      const shown = { ...layer, transform: last };
      stage.hold(shown, NO_GUIDES, sizeOf(shown), now[0]);
    },
    end: () => stage.letGo(() => stage.events.place(layer.id, last)),
  };
}

function cropPinch(
  { events }: MoveStage,
  layer: SceneLayer,
  areaToScreen: Matrix,
  fingers: readonly [Point, Point],
): Pinch {
  const back = invert(multiply(areaToScreen, layer.transform));
  let last = fingers;
  return {
    move(now) {
      const [from, to] = [middleOf(last), middleOf(now)];
      const [x0, y0] = transformPoint(back, from.x, from.y);
      const [x1, y1] = transformPoint(back, to.x, to.y);
      events.crop({ kind: "pan", dx: x1 - x0, dy: y1 - y0 });
      events.crop({ kind: "zoom", factor: apart(now) / (apart(last) || 1), at: { x: x1, y: y1 } });
      last = now;
    },
    end: () => events.endCrop(),
  };
}

function middleOf([p, q]: readonly [Point, Point]): Point {
  return { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 };
}

function apart([p, q]: readonly [Point, Point]): number {
  return Math.hypot(p.x - q.x, p.y - q.y);
}

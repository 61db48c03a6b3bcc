/** From the screen to the design and back: what lies under a finger, and where an object's outline is seen. */
import { type Object3D, type PerspectiveCamera, Raycaster, Vector2, Vector3 } from "three";
import { invert, transformPoint } from "../geometry/matrix";
import type { Box } from "../view2d/placement";
import type { Point } from "./gestures";
import type { ProductModel } from "./product";
import type { ModelLayer, ModelScene } from "./scene";

/** The share of the way round a layer's edges at which its outline is measured. */
const STEPS = [-1, -0.5, 0, 0.5, 1];
/** What is seen at a flatter angle than this (its cosine) is out of sight. */
const FLATTEST = 0.08;

export interface Frame {
  readonly camera: PerspectiveCamera;
  readonly turntable: Object3D;
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

const caster = new Raycaster();

/** The place of the design, in the area's millimetres, under a point of the screen; null beside it. */
export function placeUnder(
  point: Point,
  { camera, width, height }: Frame,
  model: ProductModel,
  scene: ModelScene,
): Point | null {
  const onScreen = new Vector2((point.x / width) * 2 - 1, 1 - (point.y / height) * 2);
  caster.setFromCamera(onScreen, camera);
  const [hit] = caster.intersectObjects([...model.meshes], false);
  if (!hit?.uv || hit.object !== model.printed) return null;
  return { x: hit.uv.x * scene.width, y: hit.uv.y * scene.height };
}

/** The uppermost layer that a place of the design belongs to. */
export function layerAt(place: Point | null, layers: readonly ModelLayer[]): ModelLayer | null {
  if (!place) return null;
  return layers.findLast((layer) => isWithin(place, layer)) ?? null;
}

function isWithin(place: Point, { transform, width, height }: ModelLayer): boolean {
  const [x, y] = transformPoint(invert(transform), place.x, place.y);
  return Math.abs(x) <= width / 2 && Math.abs(y) <= height / 2;
}

/** The box round a layer on the screen; null where its middle is out of sight. */
export function outlineOf(
  layer: ModelLayer,
  frame: Frame,
  model: ProductModel,
  scene: ModelScene,
): Box | null {
  const middle = seen(layer, 0, 0, frame, model, scene);
  if (!middle || middle.facing < FLATTEST) return null;
  const points = STEPS.flatMap((x) => STEPS.map((y) => seen(layer, x, y, frame, model, scene))).filter(
    (place) => place !== null && place.facing > 0,
  );
  const xs = points.map((place) => place?.x ?? middle.x);
  const ys = points.map((place) => place?.y ?? middle.y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** A place of a layer, −1…1 across it, on the screen, and the cosine at which the camera sees it. */
function seen(
  layer: ModelLayer,
  across: number,
  down: number,
  { camera, turntable, width, height }: Frame,
  model: ProductModel,
  scene: ModelScene,
): (Point & { facing: number }) | null {
  const [x, y] = transformPoint(layer.transform, (across * layer.width) / 2, (down * layer.height) / 2);
  const place = model.surface.at(x / scene.width, y / scene.height);
  if (!place) return null;
  const position = turntable.localToWorld(new Vector3(...place.position));
  const normal = new Vector3(...place.normal).transformDirection(turntable.matrixWorld);
  const facing = normal.dot(camera.position.clone().sub(position).normalize());
  const onScreen = position.project(camera);
  return { x: ((onScreen.x + 1) / 2) * width, y: ((1 - onScreen.y) / 2) * height, facing };
}

/** Where the camera stands before a product, so that all of it is seen from wherever one looks. */
import { type PerspectiveCamera, Vector3 } from "three";
import type { Pose } from "./orbit";
import type { ProductModel } from "./product";

/** Of the camera, in radii of the product: a long lens, which keeps upright edges nearly upright. */
const DISTANCE = 6;
/** Share of the frame that the product takes. */
const FILLED_ACROSS = 0.8;
const FILLED_DOWN = 0.7;
/** By which share of the frame it stands above the middle: below it there are controls. */
const RAISED = 0.04;
/** A product's front is seen a little from the left and from above, as the studio photographs. */
export const FRONT = { azimuth: -11.3, elevation: 16.4 };

const DEGREES = Math.PI / 180;
const UPWARDS = new Vector3(0, 1, 0);

/** From this zoom on the camera looks at what is printed; at 1 it looks at the whole product. */
const LOOKS_AT_PRINT = 1.8;

/** Moves the camera for a pose. The product itself is turned to `azimuth`: light and shadow stay with the camera. */
export function aimCamera(
  camera: PerspectiveCamera,
  model: ProductModel,
  { azimuth, elevation, zoom }: Pose,
  aspect: number,
): void {
  const { size, reach } = model;
  const radius = Math.hypot(reach, size.y / 2);
  const distance = radius * DISTANCE;
  const middle = new Vector3(0, size.y / 2, 0);
  const towardsPrint = Math.min(1, (zoom - 1) / (LOOKS_AT_PRINT - 1));
  const target = model.printMiddle.clone().applyAxisAngle(UPWARDS, -azimuth * DEGREES);
  const sideways = target.sub(middle).multiplyScalar(towardsPrint);
  const [rise, run] = [Math.sin(elevation * DEGREES), Math.cos(elevation * DEGREES)];
  camera.position.set(0, middle.y + distance * rise, distance * run);
  camera.lookAt(middle);
  // What is nearer than the middle looks larger.
  const nearer = DISTANCE / (DISTANCE - reach / radius);
  const tall = (size.y * Math.abs(run) + 2 * reach * Math.abs(rise)) * nearer;
  const wide = 2 * reach * nearer;
  const height = Math.max(tall / FILLED_DOWN, wide / FILLED_ACROSS / aspect);
  camera.position.add(sideways);
  camera.translateY((-height * RAISED * (1 - towardsPrint)) / zoom);
  camera.fov = (2 * Math.atan(height / 2 / distance)) / DEGREES;
  camera.zoom = zoom;
  camera.aspect = aspect;
  camera.near = distance / 10;
  camera.far = distance * 4;
  camera.updateProjectionMatrix();
  camera.updateMatrixWorld();
}

/** Device pixels to a model's unit where it is nearest to the camera. */
export function pixelsPerUnit(camera: PerspectiveCamera, model: ProductModel, height: number): number {
  const distance =
    Math.hypot(camera.position.x, camera.position.z, camera.position.y - model.size.y / 2) - model.reach;
  return (height * camera.zoom) / (2 * distance * Math.tan((camera.fov * DEGREES) / 2));
}

/** What lies under the pointer. */
import { invert, type Matrix, transformPoint } from "../geometry/matrix";
import type { Point } from "./placement";
import type { SceneLayer } from "./scene";

/** The least width and height, in CSS pixels, of the part of an object that can be taken hold of. */
const LEAST_PLACE = 24;

/**
 * The ids of all layers at a point of the stage, the topmost first. What is drawn small can be hit a little beside it
 * too; but then what is under the point itself and lies above comes first.
 */
export function layersAt(layers: readonly SceneLayer[], areaToScreen: Matrix, point: Point): string[] {
  const [x, y] = transformPoint(invert(areaToScreen), point.x, point.y);
  const scale = Math.hypot(areaToScreen[0], areaToScreen[1]);
  return layers
    .filter((layer) => isHit(layer, x, y, scale))
    .map((layer) => layer.id)
    .reverse();
}

/** Whether the point lies in the layer's box or, around a small one, within `reach` CSS pixels of it. */
export function isWithin(layer: SceneLayer, areaToScreen: Matrix, point: Point, reach: number): boolean {
  const [x, y] = transformPoint(invert(areaToScreen), point.x, point.y);
  return isHit(layer, x, y, Math.hypot(areaToScreen[0], areaToScreen[1]), reach);
}

function isHit(
  { transform, width, height }: SceneLayer,
  x: number,
  y: number,
  scale: number,
  reach = 0,
): boolean {
  const [own, other] = transformPoint(invert(transform), x, y);
  const pixel = 1 / (scale * Math.hypot(transform[0], transform[1]));
  const least = (LEAST_PLACE / 2) * pixel;
  const beside = reach * pixel;
  return (
    Math.abs(own) <= Math.max(width / 2, least) + beside &&
    Math.abs(other) <= Math.max(height / 2, least) + beside
  );
}

/** The next lower one of those under the pointer, and after the lowest the topmost again; null if there is no other. */
export function nextBelow(ids: readonly string[], selected: string | null): string | null {
  if (ids.length < 2) return null;
  const at = ids.indexOf(selected ?? "");
  return at < 0 ? null : (ids[(at + 1) % ids.length] ?? null);
}

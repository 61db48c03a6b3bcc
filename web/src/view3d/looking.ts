/** From where a design is seen best. */
import { FRONT } from "./camera";
import type { Pose } from "./orbit";
import type { ModelLayer, ModelScene } from "./scene";
import type { Point3, Surface } from "./surface";

/** Degrees by which what has changed may look away before the product turns to show it. */
const LOOKS_AWAY = 38;
/** And by which it still may when it has turned: something of the product's front is kept. */
const KEPT_AWAY = 18;
/** What looks ahead is seen from a little to its right: it looks towards the window then. */
const ASIDE = 14;
/** The highest that the camera rises by itself. */
const HIGHEST = 60;

const DEGREES = Math.PI / 180;

/** The product's front, or as far round as it takes to see what is designed. */
export function homePose(surface: Surface, scene: ModelScene): Pose {
  const sum: [number, number, number] = [0, 0, 0];
  let count = 0;
  for (const layer of scene.layers) {
    const normal = normalOf(surface, layer, scene);
    if (!normal) continue;
    count++;
    for (const axis of [0, 1, 2] as const) sum[axis] += normal[axis];
  }
  // Layers that look in all directions have no side of their own.
  if (count > 0 && Math.hypot(...sum) > 0.3 * count) return poseFor(sum);
  const middle = surface.at(0.5, 0.5)?.normal ?? [0, 0, 1];
  const isAhead = Math.abs(turned(FRONT.azimuth - azimuthOf(middle))) <= LOOKS_AWAY;
  return isAhead ? poseFor(middle) : { ...FRONT, elevation: elevationFor(middle), zoom: 1 };
}

/** Where to turn to see a layer; null if it is in sight from where the camera is going. */
export function poseToSee(surface: Surface, layer: ModelLayer, scene: ModelScene, now: Pose): Pose | null {
  const normal = normalOf(surface, layer, scene);
  if (!normal || facing(normal, now) > Math.cos(LOOKS_AWAY * DEGREES)) return null;
  return { ...poseFor(normal), zoom: now.zoom };
}

function poseFor(normal: Point3): Pose {
  const azimuth = azimuthOf(normal);
  const away = turned(FRONT.azimuth - azimuth);
  const kept = Math.abs(away) <= KEPT_AWAY ? ASIDE : Math.sign(away) * KEPT_AWAY;
  return { azimuth: azimuth + kept, elevation: elevationFor(normal), zoom: 1 };
}

function azimuthOf([x, , z]: Point3): number {
  return Math.hypot(x, z) > 0.05 ? Math.atan2(x, z) / DEGREES : FRONT.azimuth;
}

/** What lies on the table is looked at from above. */
function elevationFor([x, y, z]: Point3): number {
  const slope = Math.atan2(y, Math.hypot(x, z)) / DEGREES;
  return Math.min(HIGHEST, Math.max(FRONT.elevation, slope * 0.8));
}

function normalOf(surface: Surface, { transform }: ModelLayer, { width, height }: ModelScene): Point3 | null {
  const [, , , , x, y] = transform;
  const within = (value: number) => Math.min(1, Math.max(0, value));
  return surface.at(within(x / width), within(y / height))?.normal ?? null;
}

/** The cosine between a normal of the product and the way to the camera. */
function facing([x, y, z]: Point3, { azimuth, elevation }: Pose): number {
  const [a, e] = [azimuth * DEGREES, elevation * DEGREES];
  return x * Math.sin(a) * Math.cos(e) + y * Math.sin(e) + z * Math.cos(a) * Math.cos(e);
}

/** Degrees, −180…180. */
function turned(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}

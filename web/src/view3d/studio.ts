/**
 * The light of the product photos: a large soft window at the upper left, a bright room, a shadow on the table.
 *
 * The room is a formula rather than a picture. It is smooth at any distance, sharp in a glaze, and there at once, where
 * a filtered environment map costs half a minute without a graphics card and shows bands on a mug.
 */
import {
  CircleGeometry,
  DirectionalLight,
  LightProbe,
  Mesh,
  type MeshStandardMaterial,
  ShadowMaterial,
  SphericalHarmonics3,
  Vector3,
} from "three";
import type { ProductModel } from "./product";

export const SHADOW = 0x2a2119;

/** A lamp in the room: a rectangle on a wall `distance` away along an axis, seen from the product. */
interface Lamp {
  /** 0: to the right, 1: up, 2: towards the camera. */
  readonly axis: 0 | 1 | 2;
  /** Negative: on the other side. */
  readonly distance: number;
  /** On the two other axes, in their order. */
  readonly middle: readonly [number, number];
  readonly half: readonly [number, number];
  readonly brightness: number;
}

const WINDOW: Lamp = { axis: 0, distance: -1, middle: [0.5, 0.55], half: [0.55, 0.5], brightness: 2.2 };
const LAMPS: readonly Lamp[] = [
  WINDOW,
  { axis: 0, distance: 1, middle: [0.2, 0.15], half: [0.8, 0.16], brightness: 0.75 },
  { axis: 2, distance: 1, middle: [-0.5, 0.75], half: [0.7, 0.35], brightness: 0.55 },
  { axis: 1, distance: 1, middle: [-0.2, 0.2], half: [0.9, 0.5], brightness: 0.8 },
];
/** Of the room itself, below and above. */
const ROOM = [0.16, 0.36] as const;
/** What matt surfaces get from all sides besides. */
const FILL = 0.6;
/** By how much lamps light what is matt: they gleam less than they shine. */
const MATT = 1.1;

/** GLSL: what is seen of the room in a direction of the studio, blurred by a rough surface. */
const RADIANCE = /* glsl */ `
float lampLight( float depth, vec2 across, vec2 halfSize, float blur ) {
  if ( depth <= 0.0 ) return 0.0;
  vec2 away = abs( across ) / max( depth, 1e-3 ) - halfSize;
  vec2 lit = 1.0 - smoothstep( -blur, blur, away );
  return lit.x * lit.y;
}
vec3 studioRadiance( vec3 d, float roughness ) {
  float blur = 0.05 + 1.6 * roughness * roughness;
  float light = mix( ${ROOM[0].toFixed(3)}, ${ROOM[1].toFixed(3)}, smoothstep( -0.5, 0.8, d.y ) );
${LAMPS.map(lampInShader).join("\n")}
  return vec3( light );
}
`;

function lampInShader({ axis, distance, middle, half, brightness }: Lamp): string {
  const depth = `${distance < 0 ? "-" : ""}d.${"xyz"[axis]}`;
  const others = [0, 1, 2].filter((other) => other !== axis).map((other) => "xyz"[other]);
  const numbers = (values: readonly number[]) => values.map((value) => value.toFixed(3)).join(", ");
  const across = `d.${others.join("")} - max( ${depth}, 0.0 ) * vec2( ${numbers(middle)} )`;
  return `  light += ${brightness.toFixed(3)} * lampLight( ${depth}, ${across}, vec2( ${numbers(half)} ), blur );`;
}

/** The same, for what is matt: 0…1 of a lamp in a direction. */
function lampLight({ axis, distance, middle, half }: Lamp, d: readonly [number, number, number]): number {
  const depth = Math.sign(distance) * d[axis];
  if (depth <= 0.01) return 0;
  const [p, q] = d.filter((_, other) => other !== axis) as [number, number];
  const isLit = Math.abs(p / depth - middle[0]) < half[0] && Math.abs(q / depth - middle[1]) < half[1];
  return isLit ? 1 : 0;
}

const REFLECTED = /* glsl */ `
#include <lights_fragment_maps>
{
  vec3 mirrored = transformDirectionByInverseViewMatrix( reflect( - geometryViewDir, geometryNormal ), viewMatrix );
  // Metal shows nothing but the room, which would leave it black.
  radiance += studioRadiance( normalize( mirrored ), material.roughness ) * ( 1.0 + 0.9 * material.metalness );
  #ifdef USE_CLEARCOAT
    vec3 onCoat = transformDirectionByInverseViewMatrix( reflect( - geometryViewDir, geometryClearcoatNormal ), viewMatrix );
    clearcoatRadiance += studioRadiance( normalize( onCoat ), material.clearcoatRoughness );
  #endif
}
`;

/**
 * GLSL: how much of the room is seen from here. Less close to the table, less deep inside a vessel; as in the pictures
 * that the server makes.
 */
const OPENNESS = /* glsl */ `
#include <aomap_fragment>
{
  float rise = vStudioPlace.y / productHeight;
  vec2 outwards = normalize( vStudioPlace.xz + 1e-6 );
  float inside = clamp( - dot( normalize( vStudioNormal ).xz, outwards ), 0.0, 1.0 ) * clamp( ( 1.0 - rise ) * 2.2, 0.0, 1.0 );
  float low = clamp( 1.0 - rise / 0.22, 0.0, 1.0 );
  float openness = ( 1.0 - 0.16 * low * low ) * ( 1.0 - 0.5 * inside );
  reflectedLight.indirectDiffuse *= openness;
  reflectedLight.directDiffuse *= openness;
  reflectedLight.indirectSpecular *= 1.0 - 0.8 * inside;
}
`;
const VARYINGS = /* glsl */ `
varying vec3 vStudioPlace;
varying vec3 vStudioNormal;
`;

/** Puts a material of a product of this height into the room's light. */
export function lightByStudio(material: MeshStandardMaterial, height: number): void {
  const before = material.onBeforeCompile;
  material.onBeforeCompile = (shader, renderer) => {
    before.call(material, shader, renderer);
    shader.uniforms.productHeight = { value: height };
    shader.vertexShader = shader.vertexShader.replace(
      "void main() {",
      `${VARYINGS}\nvoid main() {\nvStudioPlace = position;\nvStudioNormal = normal;`,
    );
    shader.fragmentShader = shader.fragmentShader
      .replace("void main() {", `${VARYINGS}uniform float productHeight;\n${RADIANCE}\nvoid main() {`)
      .replace("#include <lights_fragment_maps>", REFLECTED)
      .replace("#include <aomap_fragment>", OPENNESS);
  };
}

const SAMPLES = 3000;

/** The room as light on matt surfaces. */
export function roomLight(): LightProbe {
  const sum = new SphericalHarmonics3();
  const basis: number[] = Array.from({ length: 9 }, () => 0);
  const direction = new Vector3();
  for (let at = 0; at < SAMPLES; at++) {
    // Evenly over the sphere: a golden spiral.
    const y = 1 - (2 * (at + 0.5)) / SAMPLES;
    const ring = Math.sqrt(1 - y * y);
    const angle = at * Math.PI * (3 - Math.sqrt(5));
    const d = [Math.cos(angle) * ring, y, Math.sin(angle) * ring] as const;
    const lamps = LAMPS.reduce((light, lamp) => light + lamp.brightness * lampLight(lamp, d), 0);
    const light = FILL + MATT * lamps;
    SphericalHarmonics3.getBasisAt(direction.set(...d), basis);
    for (const [number, coefficient] of sum.coefficients.entries())
      coefficient.addScalar((light * (basis[number] as number) * 4 * Math.PI) / SAMPLES);
  }
  return new LightProbe(sum);
}

/** How far the table's shadows reach, in reaches of the product. */
const TABLE = 3.2;

/** What throws the shadow. It stands still beside the camera while the product turns. */
export function keyLight(model: ProductModel): DirectionalLight {
  const light = new DirectionalLight(0xffffff, 0.3);
  const reach = Math.max(model.reach, model.size.y / 2);
  const middle = model.size.y / 2;
  light.position.set(-reach * 3.4, middle + reach * 3.4, reach * 1.9);
  light.target.position.set(0, middle, 0);
  light.castShadow = true;
  const { shadow } = light;
  shadow.mapSize.set(256, 256);
  const side = reach * TABLE;
  Object.assign(shadow.camera, {
    left: -side,
    right: side,
    top: side,
    bottom: -side,
    near: reach,
    far: reach * 10,
  });
  shadow.radius = 9;
  shadow.blurSamples = 14;
  shadow.autoUpdate = false;
  return light;
}

/** The table: nothing but the shadow that falls on it. */
export function table(model: ProductModel): Mesh {
  const reach = Math.max(model.reach, model.size.y / 2);
  const plane = new Mesh(
    new CircleGeometry(reach * (TABLE - 0.2), 64),
    new ShadowMaterial({ opacity: 0.17, color: SHADOW }),
  );
  plane.rotation.x = -Math.PI / 2;
  plane.receiveShadow = true;
  return plane;
}

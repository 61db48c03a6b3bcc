/** The tight dark shadow where a product stands on the table. It belongs to the product, so it is painted once. */
import { CanvasTexture, Mesh, MeshBasicMaterial, PlaneGeometry } from "three";
import type { ProductModel } from "./product";
import { SHADOW } from "./studio";

const SIZE = 160;
/** Of the plane's side to the product's reach. */
const ROOM = 3.4;

interface Depth {
  /** The part of the product's height that is near enough to darken the table. */
  readonly height: number;
  /** In pixels. */
  readonly blur: number;
  readonly strength: number;
}
const DEPTHS: readonly Depth[] = [
  { height: 0.03, blur: 2, strength: 0.36 },
  { height: 0.3, blur: 8, strength: 0.2 },
];

export function contactShadow(model: ProductModel): Mesh {
  const side = model.reach * ROOM;
  const darkness = new Float32Array(SIZE * SIZE);
  for (const { height, blur, strength } of DEPTHS) {
    const covered = blurred(footprint(model, side, model.size.y * height), blur);
    for (const [at, value] of covered.entries())
      darkness[at] = 1 - (1 - (darkness[at] as number)) * (1 - value * strength);
  }
  const material = new MeshBasicMaterial({
    map: new CanvasTexture(pictureOf(darkness)),
    color: SHADOW,
    transparent: true,
    depthWrite: false,
    toneMapped: false,
  });
  const plane = new Mesh(new PlaneGeometry(side, side), material);
  plane.rotation.x = -Math.PI / 2;
  plane.position.y = model.size.y * 0.0005;
  plane.renderOrder = -1;
  return plane;
}

/** How far each pixel of the table is covered, 0…1, by what lies below a height. */
function footprint(model: ProductModel, side: number, height: number): Float32Array {
  const canvas = blank();
  const pen = penOf(canvas);
  const scale = SIZE / side;
  pen.beginPath();
  for (const { geometry } of model.meshes) {
    const place = geometry.getAttribute("position");
    const index = geometry.index?.array;
    const count = index?.length ?? place.count;
    for (let at = 0; at < count; at += 3) {
      const corners = [0, 1, 2].map((corner) => (index ? (index[at + corner] as number) : at + corner));
      if (corners.some((corner) => place.getY(corner) > height)) continue;
      for (const [order, corner] of corners.entries()) {
        const x = place.getX(corner) * scale + SIZE / 2;
        const y = place.getZ(corner) * scale + SIZE / 2;
        if (order === 0) pen.moveTo(x, y);
        else pen.lineTo(x, y);
      }
      pen.closePath();
    }
  }
  pen.fill("nonzero");
  // Triangles that turn the other way would cut holes into one another: a hairline closes what they leave.
  pen.stroke();
  const pixels = pen.getImageData(0, 0, SIZE, SIZE).data;
  return Float32Array.from({ length: SIZE * SIZE }, (_, at) => (pixels[at * 4 + 3] as number) / 255);
}

/** Three box blurs in each direction: as good as a Gaussian. */
function blurred(values: Float32Array, reach: number): Float32Array {
  let result = values;
  for (let round = 0; round < 3; round++)
    result = boxBlurred(boxBlurred(result, reach, 1, SIZE), reach, SIZE, 1);
  return result;
}

/** Along lines whose neighbours lie `step` apart, and which begin `line` apart. */
function boxBlurred(values: Float32Array, reach: number, step: number, line: number): Float32Array {
  const result = new Float32Array(values.length);
  const at = (row: number, place: number) => values[row * line + place * step] ?? 0;
  for (let row = 0; row < SIZE; row++) {
    let sum = 0;
    for (let place = 0; place < reach; place++) sum += at(row, place);
    for (let place = 0; place < SIZE; place++) {
      if (place + reach < SIZE) sum += at(row, place + reach);
      if (place - reach - 1 >= 0) sum -= at(row, place - reach - 1);
      result[row * line + place * step] = sum / (2 * reach + 1);
    }
  }
  return result;
}

function pictureOf(darkness: Float32Array): HTMLCanvasElement {
  const canvas = blank();
  const pen = penOf(canvas);
  const picture = pen.createImageData(SIZE, SIZE);
  for (const [at, value] of darkness.entries())
    picture.data.set([255, 255, 255, Math.round(value * 255)], at * 4);
  pen.putImageData(picture, 0, 0);
  return canvas;
}

function blank(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = SIZE;
  canvas.height = SIZE;
  return canvas;
}

function penOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) throw new Error("no canvas in this browser");
  return pen;
}

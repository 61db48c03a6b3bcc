/** The design as a picture to be laid on the product: drawn by our player, with the selected object's outline. */
import { multiply } from "../geometry/matrix";
import { createGlyphCache } from "../view2d/outline";
import { playOperations } from "../view2d/play";
import type { ModelColours, ModelScene } from "./scene";

const glyphCache = createGlyphCache();

/** In texels, which are about device pixels. */
const OUTLINE = 2;
const HALO = 5;

/** Draws the scene's design over the whole canvas, which it gives the size that fits. */
export function paintDesign(
  context: CanvasRenderingContext2D,
  scene: ModelScene,
  texelsPerMillimetre: number,
  colours: ModelColours,
): void {
  const { canvas } = context;
  const width = Math.max(1, Math.round(scene.width * texelsPerMillimetre));
  const height = Math.max(1, Math.round(scene.height * texelsPerMillimetre));
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  context.resetTransform();
  context.clearRect(0, 0, width, height);
  context.save();
  context.scale(width / scene.width, height / scene.height);
  playOperations(context, scene.operations, {
    images: scene.images,
    pixelsPerMillimetre: texelsPerMillimetre,
    glyphCache,
  });
  if (scene.cover) {
    context.globalCompositeOperation = "destination-in";
    context.drawImage(scene.cover, 0, 0, scene.width, scene.height);
  }
  context.restore();
  outlineSelected(context, scene, texelsPerMillimetre, colours);
}

function outlineSelected(
  context: CanvasRenderingContext2D,
  scene: ModelScene,
  scale: number,
  colours: ModelColours,
): void {
  const layer = scene.layers.find((one) => one.id === scene.selected);
  if (!layer) return;
  const [a, b, c, d, e, f] = multiply([scale, 0, 0, scale, 0, 0], layer.transform);
  const [x, y] = [layer.width / 2, layer.height / 2];
  const corner = (p: number, q: number): [number, number] => [a * p + c * q + e, b * p + d * q + f];
  context.save();
  context.resetTransform();
  context.beginPath();
  context.moveTo(...corner(-x, -y));
  context.lineTo(...corner(x, -y));
  context.lineTo(...corner(x, y));
  context.lineTo(...corner(-x, y));
  context.closePath();
  context.lineJoin = "round";
  for (const [colour, line] of [
    [colours.halo, HALO],
    [colours.accent, OUTLINE],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = line;
    context.stroke();
  }
  context.restore();
}

/**
 * The design on the product, on three sheets. While an object is dragged it lies alone on the middle sheet, so that only
 * it is drawn again in each frame and the browser stacks the rest. Each sheet is cut by the area's mask and shaded by
 * itself; stacked, that is the same picture as shading the whole.
 */
import { type Matrix, multiply } from "../geometry/matrix";
import type { Canvas, Canvases } from "./canvases";
import { createGlyphCache } from "./outline";
import { playOperations } from "./play";
import type { Scene, SceneLayer } from "./scene";
import { blends } from "./sheets";

interface Sheet {
  readonly canvas: Canvas;
  layers: readonly SceneLayer[];
  /** Everything that its picture depends on; the same again need not be drawn. */
  shown: readonly unknown[];
}

export class Artwork {
  private readonly below: Sheet;
  private readonly held: Sheet;
  private readonly above: Sheet;
  private readonly glyphs = createGlyphCache();
  private scene: Scene | null = null;
  private photoToScreen: Matrix | null = null;
  private areaToScreen: Matrix | null = null;

  constructor(private readonly canvases: Canvases) {
    this.below = this.createSheet();
    this.held = this.createSheet();
    this.above = this.createSheet();
  }

  /**
   * Brings the sheets to the scene. `areaToScreen` is null when the view has no print area; `held` lies alone, unless
   * something is blended, which needs what lies below it.
   */
  show(scene: Scene, photoToScreen: Matrix, areaToScreen: Matrix | null, held: string | null): void {
    this.scene = scene;
    this.photoToScreen = photoToScreen;
    this.areaToScreen = areaToScreen;
    const { layers } = scene;
    const at = held === null ? -1 : layers.findIndex((layer) => layer.id === held);
    const isApart = at >= 0 && !layers.some((layer) => blends(layer.operations));
    this.lay(this.below, isApart ? layers.slice(0, at) : layers);
    this.lay(this.held, isApart ? layers.slice(at, at + 1) : []);
    this.lay(this.above, isApart ? layers.slice(at + 1) : []);
  }

  private lay(sheet: Sheet, layers: readonly SceneLayer[]): void {
    const { scene, photoToScreen, areaToScreen } = this;
    if (!scene) return;
    sheet.layers = layers;
    const ground = sheet === this.below ? scene.ground : [];
    const isEmpty = layers.length === 0 && ground.length === 0;
    const shown = isEmpty
      ? []
      : [
          ...(photoToScreen ?? []),
          ...(areaToScreen ?? []),
          scene.images,
          scene.shade,
          scene.area?.cover,
          ...layers,
          ...ground,
        ];
    const isSame =
      shown.length === sheet.shown.length && shown.every((one, index) => one === sheet.shown[index]);
    sheet.shown = shown;
    if (!isSame) sheet.canvas.redraw();
  }

  private createSheet(): Sheet {
    const sheet: Sheet = {
      canvas: this.canvases.add((pen) => this.paint(sheet, pen)),
      layers: [],
      shown: [],
    };
    return sheet;
  }

  private paint(sheet: Sheet, pen: CanvasRenderingContext2D): void {
    const { scene, areaToScreen } = this;
    if (!scene?.area || !areaToScreen || sheet.shown.length === 0) return;
    const { ratio } = this.canvases;
    const toPixels = multiply([ratio, 0, 0, ratio, 0, 0], areaToScreen);
    pen.save();
    pen.setTransform(...toPixels);
    pen.beginPath();
    pen.rect(0, 0, scene.area.width, scene.area.height);
    pen.clip();
    if (sheet === this.below) this.play(pen, scene.ground, toPixels, toPixels);
    for (const layer of sheet.layers)
      this.play(pen, layer.operations, multiply(toPixels, layer.transform), toPixels);
    pen.restore();
    this.finish(pen, scene, toPixels);
  }

  private play(
    pen: CanvasRenderingContext2D,
    operations: Scene["ground"],
    toPixels: Matrix,
    areaToCanvas: Matrix,
  ): void {
    pen.setTransform(...toPixels);
    playOperations(pen, operations, {
      images: this.scene?.images ?? new Map(),
      pixelsPerMillimetre: Math.hypot(toPixels[0], toPixels[1]),
      glyphCache: this.glyphs,
      areaToCanvas,
    });
  }

  /** Cuts by the mask and multiplies the shading over what was drawn. */
  private finish(pen: CanvasRenderingContext2D, scene: Scene, toPixels: Matrix): void {
    const { ratio } = this.canvases;
    pen.save();
    if (scene.area?.cover) {
      pen.setTransform(...toPixels);
      pen.globalCompositeOperation = "destination-in";
      pen.drawImage(scene.area.cover, 0, 0, scene.area.width, scene.area.height);
    }
    if (scene.shade && this.photoToScreen) {
      pen.setTransform(...multiply([ratio, 0, 0, ratio, 0, 0], this.photoToScreen));
      pen.globalCompositeOperation = "source-atop";
      pen.drawImage(scene.shade, 0, 0, scene.photoWidth, scene.photoHeight);
    }
    pen.restore();
  }
}

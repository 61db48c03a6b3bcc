/**
 * The design on the product: one Konva node per layer, on three sheets. While an object is dragged it lies alone on the
 * middle sheet, so that only it is drawn again in each frame and the browser stacks the rest. Each sheet is cut by the
 * area's mask and shaded by itself; stacked, that is the same picture as shading the whole.
 */
import Konva from "konva/lib/Core";
import { type Matrix, multiply } from "../geometry/matrix";
import { createGlyphCache } from "./outline";
import { decompose } from "./placement";
import { playOperations } from "./play";
import type { Scene, SceneLayer } from "./scene";
import { blends } from "./sheets";

interface Sheet {
  readonly layer: Konva.Layer;
  readonly group: Konva.Group;
}

export class Artwork {
  private readonly below: Sheet;
  private readonly held: Sheet;
  private readonly above: Sheet;
  private readonly sheets: readonly Sheet[];
  private heldId: string | null = null;
  private readonly nodes = new Map<string, Konva.Shape>();
  private readonly ground: Konva.Shape;
  private readonly glyphs = createGlyphCache();
  private scene: Scene | null = null;
  private photoToScreen: Matrix | null = null;

  constructor(stage: Konva.Stage) {
    this.below = this.createSheet(stage);
    this.held = this.createSheet(stage);
    this.above = this.createSheet(stage);
    this.sheets = [this.below, this.held, this.above];
    this.ground = new Konva.Shape({
      listening: false,
      sceneFunc: (context) => this.play(context, this.scene?.ground ?? []),
    });
    this.below.group.add(this.ground);
  }

  /**
   * Brings nodes and sheets to the scene. `areaToScreen` is null when the view has no print area. Konva draws a sheet
   * again when an attribute of its nodes changes, so what stays the same costs nothing.
   */
  show(scene: Scene, photoToScreen: Matrix, areaToScreen: Matrix | null): void {
    const before = this.scene;
    this.scene = scene;
    this.photoToScreen = photoToScreen;
    for (const { group } of this.sheets) {
      group.visible(areaToScreen !== null);
      if (!areaToScreen || !scene.area) continue;
      const { width, height } = scene.area;
      group.setAttrs({
        ...decompose(areaToScreen),
        clipX: 0,
        clipY: 0,
        clipWidth: width,
        clipHeight: height,
      });
    }
    this.dropNodes(new Set(scene.layers.map((layer) => layer.id)));
    for (const layer of scene.layers) this.showLayer(layer);
    if (scene.held !== this.heldId || !isSameOrder(before, scene)) {
      this.gather();
      if (scene.held) this.hold(scene.held);
    }
    if (!before || !isSameSurface(before, scene)) this.draw();
  }

  node(id: string | null): Konva.Shape | null {
    return (id && this.nodes.get(id)) || null;
  }

  /** The id of the layer that a node stands for. */
  idOf(node: Konva.Node): string | null {
    const id = node.getAttr("layerId");
    return typeof id === "string" && this.nodes.get(id) === node ? id : null;
  }

  /** Puts one object alone on the middle sheet; not where something is blended, which needs what lies below it. */
  hold(id: string): void {
    const node = this.nodes.get(id);
    if (!node || this.heldId === id) return;
    if (this.scene?.layers.some((layer) => blends(layer.operations))) return;
    this.gather();
    for (const upper of this.below.group.children.slice(node.index + 1)) upper.moveTo(this.above.group);
    node.moveTo(this.held.group);
    this.heldId = id;
    this.draw();
  }

  /** Back onto one sheet, in the scene's order. Call it before the change goes into the document. */
  release(): void {
    if (this.heldId) this.gather();
  }

  private gather(): void {
    this.heldId = null;
    this.ground.moveToBottom();
    for (const layer of this.scene?.layers ?? []) {
      const node = this.nodes.get(layer.id);
      node?.moveTo(this.below.group);
      node?.moveToTop();
    }
    this.draw();
  }

  private dropNodes(wanted: ReadonlySet<string>): void {
    for (const [id, node] of this.nodes) {
      if (wanted.has(id)) continue;
      if (this.heldId === id) this.heldId = null;
      node.destroy();
      this.nodes.delete(id);
    }
  }

  private showLayer(layer: SceneLayer): void {
    const node = this.nodes.get(layer.id) ?? this.createNode(layer.id);
    node.setAttrs({
      ...decompose(layer.transform),
      width: layer.width,
      height: layer.height,
      offsetX: layer.width / 2,
      offsetY: layer.height / 2,
      operations: layer.operations,
    });
  }

  private createNode(id: string): Konva.Shape {
    const node = new Konva.Shape({
      layerId: id,
      fill: "black",
      perfectDrawEnabled: false,
      sceneFunc: (context, shape) => {
        context.translate(shape.width() / 2, shape.height() / 2);
        this.play(context, shape.getAttr("operations"));
      },
      hitFunc: (context, shape) => {
        context.beginPath();
        context.rect(0, 0, shape.width(), shape.height());
        context.closePath();
        context.fillStrokeShape(shape);
      },
    });
    this.nodes.set(id, node);
    this.below.group.add(node);
    return node;
  }

  private play(context: Konva.Context, operations: Scene["ground"]): void {
    if (!this.scene) return;
    const { a, b } = (context._context as CanvasRenderingContext2D).getTransform();
    playOperations(context._context as CanvasRenderingContext2D, operations, {
      images: this.scene.images,
      pixelsPerMillimetre: Math.hypot(a, b),
      glyphCache: this.glyphs,
      areaToCanvas: toPixels(this.below),
    });
  }

  private createSheet(stage: Konva.Stage): Sheet {
    const layer = new Konva.Layer();
    const group = new Konva.Group();
    layer.add(group);
    layer.on("draw", () => this.finish(layer, group));
    stage.add(layer);
    return { layer, group };
  }

  /** Cuts by the mask and multiplies the shading over what was drawn. */
  private finish(layer: Konva.Layer, group: Konva.Group): void {
    const { scene, photoToScreen } = this;
    if (!scene || !photoToScreen || !group.hasChildren()) return;
    const context = layer.getContext()._context as CanvasRenderingContext2D;
    const ratio = layer.getCanvas().getPixelRatio();
    context.save();
    if (scene.area?.cover) {
      context.setTransform(...toPixels({ layer, group }));
      context.globalCompositeOperation = "destination-in";
      context.drawImage(scene.area.cover, 0, 0, scene.area.width, scene.area.height);
    }
    if (scene.shade) {
      const [a, b, c, d, e, f] = photoToScreen;
      context.setTransform(a * ratio, b * ratio, c * ratio, d * ratio, e * ratio, f * ratio);
      context.globalCompositeOperation = "source-atop";
      context.drawImage(scene.shade, 0, 0, scene.photoWidth, scene.photoHeight);
    }
    context.restore();
  }

  private draw(): void {
    for (const { layer } of this.sheets) layer.batchDraw();
  }
}

/** From the print area's millimetres to a sheet's pixels. */
function toPixels({ layer, group }: Sheet): Matrix {
  const ratio = layer.getCanvas().getPixelRatio();
  return multiply([ratio, 0, 0, ratio, 0, 0], group.getAbsoluteTransform().getMatrix() as unknown as Matrix);
}

function isSameOrder(one: Scene | null, other: Scene): boolean {
  const before = one?.layers ?? [];
  return (
    before.length === other.layers.length && before.every((layer, at) => layer.id === other.layers[at]?.id)
  );
}

/** Whether all that is not a node's own attribute is the same: pictures, mask, shading, the ground. */
function isSameSurface(one: Scene, other: Scene): boolean {
  return (
    one.images === other.images &&
    one.shade === other.shade &&
    one.area?.cover === other.area?.cover &&
    one.ground.length === 0 &&
    other.ground.length === 0
  );
}

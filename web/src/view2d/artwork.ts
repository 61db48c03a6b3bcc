/**
 * The design on the product: one Konva node per layer, on three sheets. While an object is dragged it lies alone on the
 * middle sheet, so that only it is drawn again in each frame and the browser stacks the rest. Each sheet is cut by the
 * area's mask and shaded by itself; stacked, that is the same picture as shading the whole.
 */
import Konva from "konva/lib/Core";
import type { Matrix } from "../geometry/matrix";
import { decompose } from "./placement";
import { createGlyphCache, playOperations } from "./play";
import type { Scene, SceneLayer } from "./scene";

interface Sheet {
  readonly layer: Konva.Layer;
  readonly group: Konva.Group;
}

export class Artwork {
  readonly below: Sheet;
  readonly held: Sheet;
  readonly above: Sheet;
  private readonly nodes = new Map<string, Konva.Shape>();
  private readonly ground: Konva.Shape;
  private readonly glyphs = createGlyphCache();
  private scene: Scene | null = null;
  private photoToScreen: Matrix | null = null;

  constructor(stage: Konva.Stage) {
    this.below = this.createSheet(stage);
    this.held = this.createSheet(stage);
    this.above = this.createSheet(stage);
    this.ground = new Konva.Shape({
      listening: false,
      sceneFunc: (context) => this.play(context, this.scene?.ground ?? []),
    });
    this.below.group.add(this.ground);
  }

  /** Brings nodes and sheets to the scene. `areaToScreen` is null when the view has no print area. */
  show(scene: Scene, photoToScreen: Matrix, areaToScreen: Matrix | null): void {
    this.scene = scene;
    this.photoToScreen = photoToScreen;
    for (const { group } of [this.below, this.held, this.above]) {
      group.visible(areaToScreen !== null);
      if (!areaToScreen || !scene.area) continue;
      group.setAttrs({
        ...decompose(areaToScreen),
        clip: { x: 0, y: 0, width: scene.area.width, height: scene.area.height },
      });
    }
    this.ground.moveToBottom();
    const wanted = new Set(scene.layers.map((layer) => layer.id));
    for (const [id, node] of this.nodes) {
      if (wanted.has(id)) continue;
      node.destroy();
      this.nodes.delete(id);
    }
    for (const layer of scene.layers) this.showLayer(layer);
    this.draw();
  }

  node(id: string | null): Konva.Shape | null {
    return (id && this.nodes.get(id)) || null;
  }

  /** The id of the layer that a node stands for. */
  idOf(node: Konva.Node): string | null {
    const id = node.getAttr("layerId");
    return typeof id === "string" && this.nodes.get(id) === node ? id : null;
  }

  ids(): Iterable<string> {
    return this.nodes.keys();
  }

  /** Puts one object alone on the middle sheet. */
  hold(id: string): void {
    const node = this.nodes.get(id);
    if (!node || node.getParent() !== this.below.group) return;
    for (const upper of this.below.group.children.slice(node.index + 1)) upper.moveTo(this.above.group);
    node.moveTo(this.held.group);
    this.draw();
  }

  /** Back onto one sheet, in the scene's order. Call it before the change goes into the document. */
  release(): void {
    if (!this.held.group.hasChildren()) return;
    for (const layer of this.scene?.layers ?? []) {
      const node = this.nodes.get(layer.id);
      node?.moveTo(this.below.group);
      node?.moveToTop();
    }
    this.draw();
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
    if (node.getParent() === this.below.group) node.moveToTop();
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
      const [a, b, c, d, e, f] = group.getAbsoluteTransform().getMatrix() as unknown as Matrix;
      context.setTransform(a * ratio, b * ratio, c * ratio, d * ratio, e * ratio, f * ratio);
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
    for (const { layer } of [this.below, this.held, this.above]) layer.batchDraw();
  }
}

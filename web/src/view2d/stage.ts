/** The design stage on Konva: product photo, artwork on three sheets, handles and guides above them. */
import Konva from "konva/lib/Core";
import { invert, type Matrix, multiply, transformPoint } from "../geometry/matrix";
import { Artwork } from "./artwork";
import { attachHandles, createHandles } from "./handles";
import { Marks } from "./marks";
import { listenForPinch } from "./pinch";
import { boundsOf, decompose } from "./placement";
import type { DesignStage, Scene, SceneLayer, StageColours, StageEvents } from "./scene";
import { snapBox } from "./snapping";
import { paintStudio } from "./studio";
import { viewportMatrix } from "./viewport";

/** How near, in CSS pixels, a moved object comes before it snaps. */
const SNAP_REACH = 7;

export function createStage(
  container: HTMLDivElement,
  events: StageEvents,
  colours: StageColours,
): DesignStage {
  return new KonvaStage(container, events, colours);
}

class KonvaStage implements DesignStage {
  private readonly stage: Konva.Stage;
  private readonly photo: Konva.Shape = new Konva.Shape({ listening: false, sceneFunc: paintStudio });
  private readonly artwork: Artwork;
  private readonly marks: Marks;
  private readonly handles: ReturnType<typeof createHandles>;
  private readonly top = new Konva.Layer();
  private readonly stopPinch: () => void;
  private scene: Scene | null = null;
  private isTouch = window.matchMedia("(pointer: coarse)").matches;
  private isBusy = false;

  constructor(
    private readonly container: HTMLDivElement,
    private readonly events: StageEvents,
    colours: StageColours,
  ) {
    // Five canvases at a phone's full density would cost more memory than the eye gains.
    Konva.pixelRatio = Math.min(2, window.devicePixelRatio || 1);
    this.stage = new Konva.Stage({ container, width: 1, height: 1 });
    const ground = new Konva.Layer({ listening: false });
    ground.add(this.photo);
    this.stage.add(ground);
    this.artwork = new Artwork(this.stage);
    this.marks = new Marks(colours);
    this.handles = createHandles(colours, this.isTouch);
    this.top.add(this.marks.group, this.handles);
    this.stage.add(this.top);
    this.listen();
    this.stopPinch = listenForPinch(container, {
      start: () => this.beginPinch(),
      areaToScreen: () => this.areaToScreen(),
      move: (transform) => this.selectedNode()?.setAttrs(decompose(transform)),
      end: () => this.settle(),
    });
  }

  show(scene: Scene): void {
    this.scene = scene;
    if (this.isBusy) return;
    const photoToScreen = this.photoToScreen(scene);
    const areaToScreen = this.areaToScreen();
    this.photo.setAttrs({
      photo: scene.photo,
      width: scene.photoWidth,
      height: scene.photoHeight,
      ...decompose(photoToScreen),
    });
    this.artwork.show(scene, photoToScreen, areaToScreen);
    this.allowDragging();
    const selected = this.selectedLayer();
    attachHandles(this.handles, selected, this.selectedNode());
    this.marks.show(scene.area, areaToScreen, scene.showsArea || selected !== null);
    this.top.batchDraw();
    // Without a selection a finger on the product scrolls the page; with one it works on the design.
    this.container.style.touchAction = selected ? "none" : "pan-y pinch-zoom";
    this.tellOutline();
  }

  resize(width: number, height: number): void {
    if (width === this.stage.width() && height === this.stage.height()) return;
    this.stage.size({ width, height });
    if (this.scene) this.show(this.scene);
  }

  areaToScreen(): Matrix | null {
    const scene = this.scene;
    return scene?.area ? multiply(this.photoToScreen(scene), scene.area.toPhoto) : null;
  }

  destroy(): void {
    this.stopPinch();
    this.stage.destroy();
  }

  private photoToScreen(scene: Scene): Matrix {
    return viewportMatrix(
      { width: this.stage.width(), height: this.stage.height() },
      { width: scene.photoWidth, height: scene.photoHeight },
      scene.area,
      scene.closeUp,
    );
  }

  private selectedLayer(): SceneLayer | null {
    return this.layer(this.scene?.selected ?? null);
  }

  private layer(id: string | null): SceneLayer | null {
    return this.scene?.layers.find((layer) => layer.id === id) ?? null;
  }

  private selectedNode(): Konva.Shape | null {
    return this.artwork.node(this.scene?.selected ?? null);
  }

  /** A mouse drags whatever it takes hold of; a finger only what is selected, or the page could not be scrolled. */
  private allowDragging(): void {
    for (const layer of this.scene?.layers ?? []) {
      const isSelected = layer.id === this.scene?.selected;
      const draggable = !layer.locked && (isSelected || !this.isTouch);
      this.artwork.node(layer.id)?.setAttrs({ draggable, preventDefault: draggable });
    }
  }

  private listen(): void {
    const { stage } = this;
    this.container.addEventListener(
      "pointerdown",
      (event) => {
        this.isTouch = event.pointerType === "touch";
        this.allowDragging();
      },
      true,
    );
    stage.on("mousedown", (event) => {
      const id = this.artwork.idOf(event.target);
      if (id && id !== this.scene?.selected) this.events.select(id);
    });
    stage.on("click tap", (event) => this.onTap(event.target));
    stage.on("dblclick dbltap", (event) => {
      const id = this.artwork.idOf(event.target);
      if (id && !this.layer(id)?.locked) this.events.edit(id);
    });
    stage.on("mouseover", (event) => {
      if (this.artwork.idOf(event.target)) stage.container().style.cursor = "move";
    });
    stage.on("mouseout", () => {
      stage.container().style.cursor = "";
    });
    stage.on("dragstart", (event) => this.begin(this.artwork.idOf(event.target)));
    stage.on("dragmove", (event) => this.onDrag(event.target));
    stage.on("dragend", (event) => {
      if (this.artwork.idOf(event.target)) this.settle();
    });
    this.handles.on("transformstart", () => this.begin(this.scene?.selected ?? null));
    this.handles.on("transformend", () => this.settle());
  }

  private onTap(target: Konva.Node): void {
    const id = this.artwork.idOf(target);
    if (id) {
      if (id !== this.scene?.selected) this.events.select(id);
      this.events.tap(id);
      return;
    }
    if (target !== this.stage) return;
    if (this.scene?.selected) this.events.select(null);
    else if (this.isInArea(this.stage.getPointerPosition())) this.events.tapEmptyArea();
  }

  private isInArea(point: { x: number; y: number } | null): boolean {
    const toScreen = this.areaToScreen();
    const area = this.scene?.area;
    if (!point || !toScreen || !area) return false;
    const [x, y] = transformPoint(invert(toScreen), point.x, point.y);
    return x >= 0 && y >= 0 && x <= area.width && y <= area.height;
  }

  private begin(id: string | null): void {
    if (!id) return;
    if (id !== this.scene?.selected) this.events.select(id);
    this.isBusy = true;
    this.artwork.hold(id);
    this.events.outline(null);
  }

  private beginPinch(): Matrix | null {
    const layer = this.selectedLayer();
    const node = this.selectedNode();
    if (!layer || !node || layer.locked) return null;
    // One finger may already drag it: what it has moved so far is where the pinch starts.
    const transform = transformOf(node);
    node.stopDrag();
    this.handles.stopTransform();
    this.isBusy = false;
    this.begin(layer.id);
    return transform;
  }

  private onDrag(node: Konva.Node): void {
    const area = this.scene?.area;
    const layer = this.layer(this.artwork.idOf(node));
    const toScreen = this.areaToScreen();
    if (!area || !layer || !toScreen) return;
    const reach = SNAP_REACH / Math.hypot(toScreen[0], toScreen[1]);
    const snap = snapBox(boundsOf(transformOf(node as Konva.Shape), layer.width, layer.height), area, reach);
    node.position({ x: node.x() + snap.dx, y: node.y() + snap.dy });
    this.marks.moving(snap.guides);
    this.top.batchDraw();
  }

  /** The object rests: sheets first, then the document, or the order of layers would be lost. */
  private settle(): void {
    const id = this.scene?.selected ?? null;
    const node = this.artwork.node(id);
    this.isBusy = false;
    this.marks.moving(null);
    this.artwork.release();
    if (id && node) this.events.place(id, transformOf(node));
    if (this.scene) this.show(this.scene);
  }

  private tellOutline(): void {
    const layer = this.selectedLayer();
    const toScreen = this.areaToScreen();
    const isVisible = layer !== null && toScreen !== null;
    this.events.outline(
      isVisible ? boundsOf(multiply(toScreen, layer.transform), layer.width, layer.height) : null,
    );
  }
}

/** From the layer's own millimetres (origin in its middle) to the area's, as the node lies now. */
function transformOf(node: Konva.Shape): Matrix {
  const own = node.getTransform().getMatrix() as unknown as Matrix;
  return multiply(own, [1, 0, 0, 1, node.width() / 2, node.height() / 2]);
}

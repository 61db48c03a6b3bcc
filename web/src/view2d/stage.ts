/** The design stage: product photo, artwork on three sheets, handles and guides above them, and hands on all of it. */
import { invert, type Matrix, multiply, transformPoint } from "../geometry/matrix";
import { Artwork } from "./artwork";
import { type Canvas, Canvases } from "./canvases";
import { cropGripAt, isOnPicture, paintCrop } from "./crop";
import { type Hand, listenForGestures, type Move, type Pinch, type Press } from "./gestures";
import { cursorOf, frameOf, handleAt, paintFrame } from "./handles";
import { cameraMove, cropMove, dragMove, type MoveStage, objectPinch, pullMove, turnMove } from "./handling";
import { isWithin, layersAt, nextBelow } from "./hitting";
import { paintMarks } from "./marks";
import { boundsOf, type Point } from "./placement";
import type { DesignStage, Measure, Scene, SceneLayer, StageColours, StageEvents } from "./scene";
import type { Guide } from "./snapping";
import { paintStudio } from "./studio";
import { pinchedBy, viewportMatrix, zoomedAt, zoomLevel } from "./viewport";

/** Fingers this far beside the selected object still mean it, in CSS pixels. */
const PINCH_REACH = 24;
/** The most that one turn of a wheel zooms. */
const WHEEL_STEP = 25;

export function createStage(container: HTMLElement, events: StageEvents, colours: StageColours): DesignStage {
  return new OwnStage(container, events, colours);
}

class OwnStage implements DesignStage, Hand, MoveStage {
  private readonly canvases: Canvases;
  private readonly photo: Canvas;
  private readonly artwork: Artwork;
  private readonly top: Canvas;
  private readonly listeners = new AbortController();
  private scene: Scene | null = null;
  private shownPhoto: readonly unknown[] = [];
  /** The object in the hand, as it looks now; and the guides that it has snapped to. */
  private live: SceneLayer | null = null;
  private guides: readonly Guide[] = [];
  private isTouch = window.matchMedia("(pointer: coarse)").matches;
  /** What was selected when the pointer came down, and what the last click meant before it went on to a lower layer. */
  private before: string | null = null;
  private meant: string | null = null;

  constructor(
    private readonly container: HTMLElement,
    readonly events: StageEvents,
    private readonly colours: StageColours,
  ) {
    this.canvases = new Canvases(container);
    this.photo = this.canvases.add((pen) => this.paintPhoto(pen));
    this.artwork = new Artwork(this.canvases);
    this.top = this.canvases.add((pen) => this.paintTop(pen));
    listenForGestures(container, this, this.listeners.signal);
  }

  show(scene: Scene): void {
    this.scene = scene;
    if (this.live && !scene.layers.some((layer) => layer.id === this.live?.id)) this.live = null;
    this.render();
  }

  resize(width: number, height: number): void {
    this.canvases.resize(width, height);
    this.shownPhoto = [];
    this.render();
    this.canvases.flush();
  }

  areaToScreen(): Matrix | null {
    const { scene } = this;
    return scene?.area ? multiply(this.photoToScreen(scene), scene.area.toPhoto) : null;
  }

  zoomLevel(): number {
    const { scene } = this;
    return scene ? zoomLevel(this.canvases, photoSize(scene), this.photoToScreen(scene)) : 1;
  }

  zoom(factor: number, at: Point = { x: this.canvases.width / 2, y: this.canvases.height / 2 }): void {
    const { scene } = this;
    if (!scene) return;
    this.events.look(zoomedAt(this.canvases, photoSize(scene), this.photoToScreen(scene), factor, at));
  }

  destroy(): void {
    this.listeners.abort();
    this.canvases.destroy();
  }

  // ------------------------------------------------------------------ drawing

  private photoToScreen(scene: Scene): Matrix {
    return viewportMatrix(this.canvases, photoSize(scene), scene.area, scene.camera);
  }

  private render(): void {
    const { scene, live } = this;
    if (!scene) return;
    const photoToScreen = this.photoToScreen(scene);
    const layers = live ? scene.layers.map((layer) => (layer.id === live.id ? live : layer)) : scene.layers;
    const held = live?.id ?? scene.held ?? scene.changing;
    this.artwork.show({ ...scene, layers }, photoToScreen, this.areaToScreen(), held);
    const photo = [scene.photo, ...photoToScreen];
    if (photo.some((one, index) => one !== this.shownPhoto[index])) this.photo.redraw();
    this.shownPhoto = photo;
    this.top.redraw();
    this.tellOutline();
  }

  private paintPhoto(pen: CanvasRenderingContext2D): void {
    const { scene } = this;
    if (!scene?.photo) return;
    pen.transform(...this.photoToScreen(scene));
    paintStudio(pen, scene.photo, scene.photoWidth, scene.photoHeight);
  }

  private paintTop(pen: CanvasRenderingContext2D): void {
    const { scene } = this;
    const areaToScreen = this.areaToScreen();
    if (!scene?.area || !areaToScreen) return;
    const selected = this.selected();
    const guides = this.live ? this.guides : null;
    const showsEdge = scene.showsArea || selected !== null;
    const isCrossed = selected !== null && crosses(selected, scene.area);
    paintMarks(pen, { area: scene.area, areaToScreen, showsEdge, guides, isCrossed }, this.colours);
    if (!selected) return;
    if (scene.crop) {
      paintCrop(pen, scene.crop, selected, areaToScreen, scene.images, this.colours);
      return;
    }
    if (scene.held === selected.id) return;
    const frame = frameOf(selected, areaToScreen, this.canvases, this.isTouch);
    paintFrame(pen, this.live ? { ...frame, handles: [] } : frame, this.colours, selected.fixed);
  }

  private tellOutline(): void {
    const selected = this.selected();
    const toScreen = this.areaToScreen();
    const isAtRest = selected !== null && toScreen !== null && this.live === null;
    this.events.outline(
      isAtRest ? boundsOf(multiply(toScreen, selected.transform), selected.width, selected.height) : null,
    );
  }

  // ------------------------------------------------------------------ objects

  /** The selected object, as it lies in the hand if it does. */
  selected(): SceneLayer | null {
    if (this.live) return this.live;
    const { scene } = this;
    return scene?.layers.find((layer) => layer.id === scene.selected) ?? null;
  }

  surroundings() {
    const { scene } = this;
    const areaToScreen = this.areaToScreen();
    if (!scene?.area || !areaToScreen) return null;
    const others = scene.layers
      .filter((layer) => layer.id !== scene.selected)
      .map((layer) => boundsOf(layer.transform, layer.width, layer.height));
    return { areaToScreen, area: scene.area, others };
  }

  hold(layer: SceneLayer, guides: readonly Guide[], measure: Measure, at: Point): void {
    this.live = layer;
    this.guides = guides;
    this.events.measure(measure, at);
    this.render();
  }

  /** The object leaves the hand; `keep` takes into the document how it lies. */
  letGo(keep: () => void): void {
    this.live = null;
    this.guides = [];
    this.events.measure(null, { x: 0, y: 0 });
    keep();
    this.render();
  }

  // -------------------------------------------------------------------- hands

  press(press: Press): Move | null {
    const { scene } = this;
    const areaToScreen = this.areaToScreen();
    this.before = scene?.selected ?? null;
    if (this.isTouch !== press.isTouch) {
      this.isTouch = press.isTouch;
      this.top.redraw();
    }
    if (!scene) return null;
    if (press.isPush || !areaToScreen) return this.push(press);
    const selected = this.selected();
    if (scene.crop && selected) return cropMove(this, scene.crop, selected, areaToScreen, press);
    const handle = selected && this.handleAt(selected, areaToScreen, press.point);
    if (selected && handle)
      return handle.kind === "turn" ? turnMove(this, press) : pullMove(this, handle.grip, press);
    return this.pressObject(scene, areaToScreen, press);
  }

  /** A mouse takes hold of whatever it finds; a finger only of what is selected, or the page could not be scrolled. */
  private pressObject(scene: Scene, areaToScreen: Matrix, press: Press): Move | null {
    const ids = layersAt(scene.layers, areaToScreen, press.point);
    const [topmost] = ids;
    if (topmost === undefined) return press.isTouch ? null : this.push(press);
    if (!ids.includes(scene.selected ?? "")) {
      if (press.isTouch) return null;
      this.events.select(topmost);
    }
    return this.selected()?.fixed ? null : dragMove(this, press);
  }

  private handleAt(layer: SceneLayer, areaToScreen: Matrix, point: Point) {
    return handleAt(frameOf(layer, areaToScreen, this.canvases, this.isTouch), point, this.isTouch);
  }

  /** Pushes the product, where more of it is there than is seen. */
  private push(press: Press): Move | null {
    const { scene } = this;
    if (!scene || (this.zoomLevel() <= 1 && scene.camera === "product")) return null;
    return cameraMove(this, this.canvases, photoSize(scene), this.photoToScreen(scene), press);
  }

  click({ point }: Press): void {
    const { scene, before } = this;
    const areaToScreen = this.areaToScreen();
    if (!scene || !areaToScreen) return;
    const selected = this.selected();
    if (scene.crop && selected) {
      if (!isOnPicture(scene.crop, selected, areaToScreen, point)) this.events.leaveCrop();
      return;
    }
    if (selected && this.handleAt(selected, areaToScreen, point)) return;
    const ids = layersAt(scene.layers, areaToScreen, point);
    const [topmost] = ids;
    if (topmost === undefined) {
      this.events.tapGround(pointInArea(scene, areaToScreen, point));
      return;
    }
    // Clicked again, what is selected gives way to what lies below it.
    this.meant = before && ids.includes(before) ? before : topmost;
    const wanted = this.meant === before ? (nextBelow(ids, before) ?? before) : topmost;
    if (wanted !== scene.selected) this.events.select(wanted);
    this.events.tap(wanted);
  }

  /** Beside all objects two quick clicks are two: what they are for may have changed between them. */
  doubleClick(press: Press): void {
    const { scene } = this;
    const areaToScreen = this.areaToScreen();
    if (!scene || !areaToScreen || scene.crop) return;
    const ids = layersAt(scene.layers, areaToScreen, press.point);
    const wanted = this.meant && ids.includes(this.meant) ? this.meant : ids[0];
    if (wanted) this.events.edit(wanted);
    else this.click(press);
  }

  pinch(fingers: readonly [Point, Point]): Pinch | null {
    const { scene } = this;
    const areaToScreen = this.areaToScreen();
    if (!scene) return null;
    const selected = this.selected();
    if (
      selected &&
      areaToScreen &&
      (scene.crop || (!selected.fixed && isMeant(selected, areaToScreen, fingers)))
    )
      return objectPinch(this, selected, areaToScreen, scene.crop, fingers);
    const toScreen = this.photoToScreen(scene);
    return {
      move: (now) => this.events.look(pinchedBy(this.canvases, photoSize(scene), toScreen, fingers, now)),
      end: () => {},
    };
  }

  wheel(point: Point, event: WheelEvent): boolean {
    const { scene } = this;
    const areaToScreen = this.areaToScreen();
    const selected = this.selected();
    const turn = Math.max(-WHEEL_STEP, Math.min(WHEEL_STEP, event.deltaY));
    const factor = Math.exp(-turn / 100);
    if (scene?.crop && selected && areaToScreen && isOnPicture(scene.crop, selected, areaToScreen, point)) {
      const [x, y] = transformPoint(invert(multiply(areaToScreen, selected.transform)), point.x, point.y);
      this.events.crop({ kind: "zoom", factor, at: { x, y } });
      return true;
    }
    if (!event.ctrlKey && !event.metaKey) return false;
    this.zoom(factor, point);
    return true;
  }

  hover(point: Point): void {
    const cursor = this.cursorAt(point);
    if (this.container.style.cursor !== cursor) this.container.style.cursor = cursor;
  }

  private cursorAt(point: Point): string {
    const { scene } = this;
    const areaToScreen = this.areaToScreen();
    if (!scene || !areaToScreen) return "";
    const selected = this.selected();
    if (scene.crop && selected) {
      const grip = cropGripAt(scene.crop, selected, areaToScreen, point, this.isTouch);
      if (grip)
        return cursorOf({ kind: "pull", grip }, Math.atan2(selected.transform[1], selected.transform[0]));
      return isOnPicture(scene.crop, selected, areaToScreen, point) ? "move" : "";
    }
    if (selected) {
      const frame = frameOf(selected, areaToScreen, this.canvases, this.isTouch);
      const handle = handleAt(frame, point, this.isTouch);
      if (handle) return cursorOf(handle, frame.angle);
    }
    const [topmost] = layersAt(scene.layers, areaToScreen, point);
    if (!topmost) return "";
    return scene.layers.find((layer) => layer.id === topmost)?.fixed ? "pointer" : "move";
  }
}

function photoSize({ photoWidth, photoHeight }: Scene) {
  return { width: photoWidth, height: photoHeight };
}

function pointInArea({ area }: Scene, areaToScreen: Matrix, point: Point): Point | null {
  if (!area) return null;
  const [x, y] = transformPoint(invert(areaToScreen), point.x, point.y);
  return x >= 0 && y >= 0 && x <= area.width && y <= area.height ? { x, y } : null;
}

/** Whether a layer reaches beyond the safe area; one that covers the whole print area does so on purpose. */
function crosses(layer: SceneLayer, { width, height, safeMargin }: NonNullable<Scene["area"]>): boolean {
  const box = boundsOf(layer.transform, layer.width, layer.height);
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const isInside =
    box.x >= safeMargin - 1e-6 &&
    box.y >= safeMargin - 1e-6 &&
    right <= width - safeMargin + 1e-6 &&
    bottom <= height - safeMargin + 1e-6;
  const isGround = box.x <= 0.5 && box.y <= 0.5 && right >= width - 0.5 && bottom >= height - 0.5;
  return !isInside && !isGround;
}

/** Whether two fingers mean this object: one of them, or the middle between them, is at it. */
function isMeant(layer: SceneLayer, areaToScreen: Matrix, [p, q]: readonly [Point, Point]): boolean {
  const middle = { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 };
  return [p, q, middle].some((point) => isWithin(layer, areaToScreen, point, PINCH_REACH));
}

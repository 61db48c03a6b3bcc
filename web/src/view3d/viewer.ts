/** The stage in three dimensions: a product that turns before the camera, with the design on it as a live texture. */
import {
  Color,
  Group,
  NoToneMapping,
  PerspectiveCamera,
  Scene,
  SRGBColorSpace,
  VSMShadowMap,
  WebGLRenderer,
} from "three";
import { aimCamera, FRONT, pixelsPerUnit } from "./camera";
import { contactShadow } from "./contact";
import { type GestureEvents, listenForGestures, type Point } from "./gestures";
import { homePose, poseToSee } from "./looking";
import { watchForLoss } from "./loss";
import { Orbit } from "./orbit";
import { type ProductModel, readModel } from "./product";
import {
  type ModelColours,
  type ModelEvents,
  type ModelLayer,
  type ModelScene,
  type ModelStage,
  ModelUnavailableError,
} from "./scene";
import { DesignSheet, REST_MILLISECONDS } from "./sheet";
import { keyLight, roomLight, table } from "./studio";
import { type Frame, layerAt, outlineOf, placeUnder } from "./touch";

/** Degrees to a CSS pixel of dragging. */
const TURN = 0.42;
const TILT = 0.25;

/** Opens the model in the element. Raises ModelUnavailableError where it cannot be shown. */
export async function createModelStage(
  element: HTMLElement,
  file: ArrayBuffer,
  printMesh: string,
  events: ModelEvents,
  colours: ModelColours,
): Promise<ModelStage> {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2", {
    antialias: true,
    alpha: true,
    powerPreference: "high-performance",
  });
  if (!context) throw new ModelUnavailableError("this browser shows no WebGL 2");
  const renderer = new WebGLRenderer({ canvas, context, alpha: true, antialias: true });
  try {
    const sheet = new DesignSheet(renderer, colours);
    const model = await readModel(file, printMesh, sheet.ink);
    return new Viewer(element, renderer, model, sheet, events);
  } catch (error) {
    renderer.dispose();
    renderer.forceContextLoss();
    throw error;
  }
}

class Viewer implements ModelStage {
  private readonly world = new Scene();
  private readonly turntable = new Group();
  private readonly camera = new PerspectiveCamera();
  private readonly light;
  private readonly orbit: Orbit;
  private readonly endings: (() => void)[];
  private scene: ModelScene | null = null;
  private size = { width: 0, height: 0 };
  /** Somebody has turned it, or something has been shown: it does not go home by itself any more. */
  private isHandled = false;
  private isReady = false;
  private restTimer = 0;
  private frameRequest = 0;
  private framedAt = 0;
  private held: { id: string; from: Point } | null = null;

  constructor(
    element: HTMLElement,
    private readonly renderer: WebGLRenderer,
    private readonly model: ProductModel,
    private readonly sheet: DesignSheet,
    private readonly events: ModelEvents,
  ) {
    const stillness = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.orbit = new Orbit({ ...FRONT, zoom: 1 }, () => stillness.matches);
    this.light = keyLight(model);
    this.turntable.add(model.group, contactShadow(model));
    this.world.add(this.turntable, table(model), roomLight(), this.light, this.light.target);
    prepare(renderer);
    const canvas = renderer.domElement;
    element.append(canvas);
    this.endings = [
      listenForGestures(canvas, this.gestures()),
      watchForLoss(canvas, { restored: () => this.restore(), failed: () => events.failed() }),
    ];
  }

  show(scene: ModelScene): void {
    const before = this.scene;
    this.scene = scene;
    if (scene.tint !== before?.tint) this.model.tint(scene.tint ? new Color(scene.tint) : null);
    this.sheet.changed();
    if (!this.isHandled && !scene.selected) this.orbit.settle(homePose(this.model.surface, scene));
    else if (!this.held) this.turnToShow(scene, before);
    this.allowScrolling();
    this.invalidate();
  }

  resize(width: number, height: number): void {
    if (width === this.size.width && height === this.size.height) return;
    this.size = { width, height };
    this.renderer.setSize(width, height, false);
    // What was on the canvas is gone: it is filled again before anybody sees it.
    if (this.isReady) this.draw();
    this.invalidate();
  }

  turn(across: number, up: number): void {
    this.isHandled = true;
    const { azimuth, elevation } = this.orbit.target;
    this.orbit.turnTo({ azimuth: azimuth + across, elevation: elevation + up });
    this.invalidate();
  }

  zoomBy(factor: number): void {
    this.isHandled = true;
    this.orbit.turnTo({ zoom: this.orbit.target.zoom * factor });
    this.allowScrolling();
    this.invalidate();
  }

  reset(): void {
    if (this.scene) this.orbit.setHome(homePose(this.model.surface, this.scene));
    this.orbit.reset();
    this.allowScrolling();
    this.invalidate();
  }

  destroy(): void {
    for (const end of this.endings) end();
    cancelAnimationFrame(this.frameRequest);
    window.clearTimeout(this.restTimer);
    this.model.dispose();
    this.sheet.dispose();
    this.renderer.dispose();
    this.renderer.forceContextLoss();
    this.renderer.domElement.remove();
  }

  // ------------------------------------------------------------------ drawing

  private invalidate(): void {
    if (this.size.width > 0) this.frameRequest ||= requestAnimationFrame((time) => this.frame(time));
  }

  private frame(time: number): void {
    this.frameRequest = 0;
    const passed = Math.min(0.1, Math.max(0.001, (time - this.framedAt) / 1000));
    this.framedAt = time;
    const isMoving = this.orbit.step(passed);
    this.aim();
    if (this.scene) this.sheet.paint(this.scene, this.pixelsPerMillimetre(this.scene), passed);
    this.renderer.render(this.world, this.camera);
    this.tellOutline(isMoving);
    if (isMoving) this.invalidate();
    else this.waitForRest();
    if (this.scene && !this.isReady) {
      this.isReady = true;
      this.events.ready();
    }
  }

  private draw(): void {
    this.aim();
    this.renderer.render(this.world, this.camera);
  }

  /** The product turns and the camera rises: light and shadow stay with whoever looks. */
  private aim(): void {
    const { pose } = this.orbit;
    const angle = (-pose.azimuth * Math.PI) / 180;
    if (this.turntable.rotation.y !== angle || !this.isReady) {
      this.turntable.rotation.y = angle;
      this.turntable.updateMatrixWorld();
      this.light.shadow.needsUpdate = true;
    }
    aimCamera(this.camera, this.model, pose, this.size.width / this.size.height);
  }

  /** Device pixels, where the product is nearest. */
  private pixelsPerMillimetre({ width, height }: ModelScene): number {
    const unit = this.model.surface.side / Math.sqrt(width * height);
    return unit * pixelsPerUnit(this.camera, this.model, this.size.height) * this.renderer.getPixelRatio();
  }

  /** Once nothing moves any more, the design is as sharp as the screen shows it. */
  private waitForRest(): void {
    window.clearTimeout(this.restTimer);
    this.restTimer = window.setTimeout(() => {
      if (!this.scene || this.held || !this.sheet.isBlurred(this.scene, this.pixelsPerMillimetre(this.scene)))
        return;
      this.sheet.spoiled();
      this.invalidate();
    }, REST_MILLISECONDS + 20);
  }

  private restore(): void {
    this.light.shadow.needsUpdate = true;
    this.sheet.spoiled();
    this.invalidate();
  }

  // ------------------------------------------------------------------ turning

  /** What is selected and has just changed comes into sight. */
  private turnToShow(scene: ModelScene, before: ModelScene | null): void {
    const layer = scene.layers.find((one) => one.id === scene.selected);
    if (
      !layer ||
      isSame(
        layer,
        before?.layers.find((one) => one.id === before.selected),
      )
    )
      return;
    const pose = poseToSee(this.model.surface, layer, scene, this.orbit.target);
    if (!pose) return;
    this.isHandled = true;
    this.orbit.turnTo(pose);
  }

  /** A finger scrolls the page up and down, unless it works on an object or on a product that was brought nearer. */
  private allowScrolling(): void {
    const isEngaged = this.scene?.selected != null || this.orbit.target.zoom > 1.01;
    this.renderer.domElement.style.touchAction = isEngaged ? "none" : "pan-y";
  }

  // ----------------------------------------------------------------- touching

  private get frameNow(): Frame {
    return { camera: this.camera, turntable: this.turntable, ...this.size };
  }

  private placeUnder(point: Point): Point | null {
    return this.scene && placeUnder(point, this.frameNow, this.model, this.scene);
  }

  private layerUnder(point: Point): ModelLayer | null {
    return layerAt(this.placeUnder(point), this.scene?.layers ?? []);
  }

  private gestures(): GestureEvents {
    let isTouch = false;
    return {
      down: (point, byTouch) => {
        isTouch = byTouch;
        this.orbit.stop();
        return this.takeHold(point, byTouch) ? "move" : "turn";
      },
      move: (point) => this.dragTo(point),
      moveEnd: () => this.letGo(),
      turn: (dx, dy) => {
        this.isHandled = true;
        const { zoom } = this.orbit.pose;
        const mayTilt = !isTouch || this.renderer.domElement.style.touchAction === "none";
        this.orbit.drag((-dx * TURN) / zoom, mayTilt ? (dy * TILT) / zoom : 0);
        this.invalidate();
      },
      fling: (vx) => {
        this.orbit.fling((-vx * TURN) / this.orbit.pose.zoom, 0);
        this.invalidate();
      },
      zoom: (factor) => {
        if (!this.events.mayZoom) return;
        this.isHandled = true;
        this.orbit.zoom(factor);
        this.allowScrolling();
        this.invalidate();
      },
      tap: (point) => this.tapped(point),
      doubleTap: (point) => {
        const layer = this.layerUnder(point);
        if (layer && !layer.fixed) this.events.edit(layer.id);
      },
      hover: (point) => {
        this.renderer.domElement.style.cursor = this.layerUnder(point) ? "move" : "grab";
      },
    };
  }

  /** A mouse drags whatever it takes hold of; a finger only what is selected. */
  private takeHold(point: Point, isTouch: boolean): boolean {
    const from = this.placeUnder(point);
    const layer = layerAt(from, this.scene?.layers ?? []);
    if (!from || !layer || (isTouch && layer.id !== this.scene?.selected)) return false;
    if (layer.id !== this.scene?.selected) this.events.select(layer.id);
    if (layer.fixed) return false;
    this.held = { id: layer.id, from };
    return true;
  }

  private dragTo(point: Point): void {
    const place = this.placeUnder(point);
    if (!this.held || !place) return;
    this.isHandled = true;
    this.events.drag(this.held.id, place.x - this.held.from.x, place.y - this.held.from.y);
  }

  private letGo(): void {
    const { held } = this;
    this.held = null;
    if (held) this.events.drop(held.id);
    this.invalidate();
  }

  private tapped(point: Point): void {
    const place = this.placeUnder(point);
    const layer = layerAt(place, this.scene?.layers ?? []);
    if (layer) {
      if (layer.id !== this.scene?.selected) this.events.select(layer.id);
      this.events.tap(layer.id);
    } else if (this.scene?.selected) this.events.select(null);
    else if (place) this.events.tapEmptyArea();
  }

  private tellOutline(isMoving: boolean): void {
    const { scene } = this;
    const layer = scene?.layers.find((one) => one.id === scene.selected);
    const isShown = scene && layer && !isMoving && !this.held;
    this.events.outline(isShown ? outlineOf(layer, this.frameNow, this.model, scene) : null);
  }
}

function prepare(renderer: WebGLRenderer): void {
  renderer.setPixelRatio(Math.min(2, window.devicePixelRatio || 1));
  renderer.outputColorSpace = SRGBColorSpace;
  // The light is measured so that a lit white is white: a film's curve would change the design's colours.
  renderer.toneMapping = NoToneMapping;
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = VSMShadowMap;
  renderer.setClearAlpha(0);
}

function isSame(one: ModelLayer, other: ModelLayer | undefined): boolean {
  return (
    other?.id === one.id &&
    other.width === one.width &&
    other.height === one.height &&
    other.transform.every((value, at) => value === one.transform[at])
  );
}

/** The design's texture: drawn again when the design has changed, as finely as it is seen and as there is time for. */
import type { CanvasTexture, WebGLRenderer } from "three";
import { paintDesign } from "./artwork";
import { designTexture } from "./ink";
import { type TextureLimits, texelsPerMillimetre, textureLimits } from "./resolution";
import { type ModelColours, type ModelScene, ModelUnavailableError } from "./scene";

/** After so long without a change the design is drawn as finely as the screen shows it. */
export const REST_MILLISECONDS = 220;
/** A frame that takes longer is too long for something that moves. */
const SLOW_SECONDS = 0.026;
/** What took longer than this was not drawing, but waiting. */
const PAUSE_SECONDS = 0.1;
const COARSE = 0.5;

export class DesignSheet {
  readonly ink: { readonly value: CanvasTexture };
  private readonly context: CanvasRenderingContext2D;
  private readonly limits: TextureLimits;
  private isStale = false;
  private isCoarse = false;
  private scale = 0;
  private changedAt = 0;

  constructor(
    renderer: WebGLRenderer,
    private readonly colours: ModelColours,
  ) {
    const context = document.createElement("canvas").getContext("2d");
    if (!context) throw new ModelUnavailableError("no canvas in this browser");
    this.context = context;
    this.ink = { value: designTexture(context.canvas, renderer.capabilities.getMaxAnisotropy()) };
    const { deviceMemory } = navigator as Navigator & { deviceMemory?: number };
    this.limits = textureLimits(renderer.capabilities.maxTextureSize, deviceMemory);
  }

  /** The design is no longer what was drawn. */
  changed(): void {
    this.isStale = true;
    this.changedAt = performance.now();
  }

  /** What was drawn has been lost, or is not fine enough any more. */
  spoiled(): void {
    this.isStale = true;
  }

  /** Whether it would be sharper, were it drawn again at rest. `pixelsPerMillimetre`: device pixels. */
  isBlurred(scene: ModelScene, pixelsPerMillimetre: number): boolean {
    return this.isCoarse || this.finest(scene, pixelsPerMillimetre) > this.scale;
  }

  /** Draws what has changed. `passed`: seconds since the frame before. */
  paint(scene: ModelScene, pixelsPerMillimetre: number, passed: number): void {
    if (!this.isStale) return;
    this.isStale = false;
    if (performance.now() - this.changedAt > REST_MILLISECONDS) this.isCoarse = false;
    else if (passed > SLOW_SECONDS && passed < PAUSE_SECONDS) this.isCoarse = true;
    this.scale = this.finest(scene, pixelsPerMillimetre) * (this.isCoarse ? COARSE : 1);
    const { canvas } = this.context;
    const { width, height } = canvas;
    paintDesign(this.context, scene, this.scale, this.colours);
    // A texture's size is settled when it is first used.
    if (canvas.width !== width || canvas.height !== height) this.ink.value.dispose();
    this.ink.value.needsUpdate = true;
  }

  dispose(): void {
    this.ink.value.dispose();
  }

  private finest({ width, height }: ModelScene, pixelsPerMillimetre: number): number {
    return texelsPerMillimetre(pixelsPerMillimetre, width, height, this.limits);
  }
}

/** What the stage in three dimensions shows and what it tells. It knows nothing of documents, products or the app. */
import type { Matrix } from "../geometry/matrix";
import type { Operation } from "../layout/operations";
import type { Box } from "../view2d/placement";

/** An object of the design that can be touched. */
export interface ModelLayer {
  readonly id: string;
  /** Size in millimetres before the transform, the origin at its middle. */
  readonly width: number;
  readonly height: number;
  /** From the layer's own millimetres to the print area's. */
  readonly transform: Matrix;
  /** It stays where it is. */
  readonly fixed: boolean;
}

export interface ModelScene {
  /** The print area in millimetres, stretched over the print mesh. */
  readonly width: number;
  readonly height: number;
  /** White of the mask's cover, stretched over the area; null when the whole rectangle prints. */
  readonly cover: CanvasImageSource | null;
  /** All that is printed, in the area's millimetres, the undermost first. */
  readonly operations: readonly Operation[];
  readonly layers: readonly ModelLayer[];
  readonly images: ReadonlyMap<string, CanvasImageSource>;
  readonly selected: string | null;
  /** The product's colour, or null: as the model is. */
  readonly tint: string | null;
}

export interface ModelEvents {
  /** Whether fingers and the wheel bring the product nearer. */
  readonly mayZoom: boolean;
  select(id: string | null): void;
  /** The selected object was clicked or tapped, which may just have selected it. */
  tap(id: string): void;
  /** The layer is being dragged over the surface: so far by this much, in the area's millimetres. */
  drag(id: string, dx: number, dy: number): void;
  /** The drag has ended where the last `drag` said. */
  drop(id: string): void;
  edit(id: string): void;
  /** The print area was tapped where nothing lies. */
  tapEmptyArea(): void;
  /** Where the selected object is on the screen (CSS pixels of the stage); null while it moves or is out of sight. */
  outline(box: Box | null): void;
  /** A picture with all of the scene stands. Told for the first one only. */
  ready(): void;
  /** The graphics card has given up for good. */
  failed(): void;
}

export interface ModelColours {
  readonly accent: string;
  readonly halo: string;
}

/** Framework-free: give it scenes, hear events. */
export interface ModelStage {
  show(scene: ModelScene): void;
  resize(width: number, height: number): void;
  /** Degrees that the camera walks to the right, and up. */
  turn(across: number, up: number): void;
  /** 1 is the whole product; more is nearer. */
  zoomBy(factor: number): void;
  reset(): void;
  destroy(): void;
}

/** The model cannot be shown here: no WebGL 2, a file that cannot be read, or no such mesh in it. */
export class ModelUnavailableError extends Error {}

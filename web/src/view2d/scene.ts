/** What a design stage shows and what it tells. It knows nothing of documents, products or the app around it. */
import type { Matrix } from "../geometry/matrix";
import type { Operation } from "../layout/operations";
import type { Box } from "./placement";

/** One object that can be touched. Its operations are in its own millimetres, the origin at its middle. */
export interface SceneLayer {
  readonly id: string;
  readonly operations: readonly Operation[];
  /** Size in millimetres before the transform. */
  readonly width: number;
  readonly height: number;
  /** From the layer's own millimetres to the print area's. */
  readonly transform: Matrix;
  readonly locked: boolean;
  /** Whether its sides can be pulled apart, or only its corners. */
  readonly resize: "corners" | "sides";
}

export interface SceneArea {
  readonly width: number;
  readonly height: number;
  readonly safeMargin: number;
  /** From the area's millimetres to the photo's pixels. */
  readonly toPhoto: Matrix;
  /** White of the mask's cover, stretched over the area; null when the whole rectangle prints. */
  readonly cover: CanvasImageSource | null;
}

export interface Scene {
  readonly photo: HTMLCanvasElement | null;
  /** The frame in which `toPhoto` and the shade lie, in photo pixels. */
  readonly photoWidth: number;
  readonly photoHeight: number;
  /** Black of cover 1 − shading, in the photo's frame. */
  readonly shade: CanvasImageSource | null;
  readonly area: SceneArea | null;
  readonly layers: readonly SceneLayer[];
  /** Undermost, and never touched: the area's background, examples in text areas that nobody has filled. */
  readonly ground: readonly Operation[];
  readonly images: ReadonlyMap<string, CanvasImageSource>;
  readonly selected: string | null;
  /** The layer that changes with every key, drawn on a sheet of its own; or null. */
  readonly held: string | null;
  /** Show the print area as large as fits rather than the whole product. */
  readonly closeUp: boolean;
  /** The edge of the print area is drawn even when nothing is selected. */
  readonly showsArea: boolean;
}

export interface StageEvents {
  select(id: string | null): void;
  /** The selected object was clicked or tapped, which may just have selected it. */
  tap(id: string): void;
  /** A drag, a handle or two fingers left the layer here. */
  place(id: string, transform: Matrix): void;
  edit(id: string): void;
  /** The print area was tapped where nothing lies. */
  tapEmptyArea(): void;
  /** Where the selected object is on the screen (CSS pixels of the stage), for things that float beside it; null while it moves. */
  outline(box: Box | null): void;
}

/** Framework-free: give it scenes, hear events. */
export interface DesignStage {
  show(scene: Scene): void;
  resize(width: number, height: number): void;
  /** From the print area's millimetres to CSS pixels of the stage, as last drawn. */
  areaToScreen(): Matrix | null;
  destroy(): void;
}

/** The stage's own colours, read from the design tokens by the app. */
export interface StageColours {
  readonly accent: string;
  readonly handle: string;
  readonly halo: string;
  readonly guide: string;
}

/** What a design stage shows and what it tells. It knows nothing of documents, products or the app around it. */
import type { Matrix } from "../geometry/matrix";
import type { Operation } from "../layout/operations";
import type { Photo } from "./photo";
import type { Box, Point } from "./placement";
import type { Grip } from "./resizing";
import type { Camera } from "./viewport";

/** One object that can be touched. Its operations are in its own millimetres, the origin at its middle. */
export interface SceneLayer {
  readonly id: string;
  readonly operations: readonly Operation[];
  /** Size in millimetres before the transform. */
  readonly width: number;
  readonly height: number;
  /** From the layer's own millimetres to the print area's. */
  readonly transform: Matrix;
  /** It can be selected, but has no handles. */
  readonly fixed: boolean;
  /** What can be pulled: corners always keep the proportion of what has no sides. */
  readonly resize: "corners" | "sides" | "width";
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

/** The picture of the selected layer while its part is chosen, in that layer's own millimetres. */
export interface SceneCrop {
  /** Where the whole picture lies. */
  readonly whole: Box;
  readonly operations: readonly Operation[];
  /** Whether the frame's corners can be pulled, or only the picture inside it be moved. */
  readonly hasFreeFrame: boolean;
}

export interface Scene {
  readonly photo: Photo | null;
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
  /** The layer that is written or cropped in place: on a sheet of its own, without handles; or null. */
  readonly held: string | null;
  /** The layer that changes step by step, as by keys or a slider: on a sheet of its own, with its handles; or null. */
  readonly changing: string | null;
  readonly crop: SceneCrop | null;
  readonly camera: Camera;
  /** The edge of the print area is drawn even when nothing is selected. */
  readonly showsArea: boolean;
}

/** A layer as a handle left it: where it lies, and its own measures in millimetres. */
export interface Reshape {
  readonly transform: Matrix;
  readonly width: number;
  readonly height: number;
  readonly grip: Grip;
}

/** How a picture moves inside its frame, in the layer's own millimetres. */
export type CropMove =
  | { readonly kind: "pan"; readonly dx: number; readonly dy: number }
  | { readonly kind: "zoom"; readonly factor: number; readonly at: Point }
  | { readonly kind: "frame"; readonly grip: Grip; readonly dx: number; readonly dy: number };

/** What is being done with an object, for a read-out beside the pointer. Millimetres and degrees. */
export type Measure =
  | { readonly kind: "place"; readonly x: number; readonly y: number }
  | { readonly kind: "size"; readonly width: number; readonly height: number }
  | { readonly kind: "turn"; readonly degrees: number };

export interface StageEvents {
  select(id: string | null): void;
  /** The selected object was clicked or tapped, which may just have selected it. */
  tap(id: string): void;
  /** A drag, a handle or two fingers left the layer here. */
  place(id: string, transform: Matrix): void;
  /** A handle at a side was let go. */
  reshape(id: string, change: Reshape): void;
  /** What the layer would look like; null if it cannot be shown. */
  preview(id: string, change: Reshape): SceneLayer | null;
  edit(id: string): void;
  crop(move: CropMove): void;
  /** The picture rests after a `crop`. */
  endCrop(): void;
  /** Somebody clicked beside the picture that is being cropped. */
  leaveCrop(): void;
  /** Clicked or tapped where no object lies; the point in the print area's millimetres, or null beside the area. */
  tapGround(at: Point | null): void;
  /** Somebody zoomed or pushed the product. */
  look(camera: Camera): void;
  /** What a gesture does to the object, and where the pointer is; null when it ends. */
  measure(measure: Measure | null, at: Point): void;
  /**
   * Where the selected object is on the screen (CSS pixels of the stage), for things that float beside it; null while
   * it moves. Told after everything that changes what is seen.
   */
  outline(box: Box | null): void;
}

/** Framework-free: give it scenes, hear events. */
export interface DesignStage {
  show(scene: Scene): void;
  resize(width: number, height: number): void;
  /** From the print area's millimetres to CSS pixels of the stage, as last drawn. */
  areaToScreen(): Matrix | null;
  /** How large the product is shown; the whole product is 1. */
  zoomLevel(): number;
  /** Zooms about a point of the stage, or its middle. */
  zoom(factor: number, at?: Point): void;
  destroy(): void;
}

/** The stage's own colours, read from the design tokens by the app. */
export interface StageColours {
  readonly accent: string;
  readonly handle: string;
  readonly halo: string;
  readonly guide: string;
  readonly warning: string;
}

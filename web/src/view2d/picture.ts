/** A whole view painted at once, for thumbnails: the same formula as the stage, without handles. */
import type { Matrix } from "../geometry/matrix";
import { multiply } from "../geometry/matrix";
import type { Operation } from "../layout/operations";
import { createGlyphCache } from "./outline";
import { playOperations } from "./play";
import { release, type Sheet, takeSheet } from "./sheets";

export interface PicturePart {
  readonly operations: readonly Operation[];
  readonly width: number;
  readonly height: number;
  readonly toPhoto: Matrix;
  readonly cover: CanvasImageSource | null;
}

export interface ViewPicture {
  readonly photo: CanvasImageSource;
  readonly photoWidth: number;
  readonly photoHeight: number;
  readonly shade: CanvasImageSource | null;
  readonly parts: readonly PicturePart[];
  readonly images: ReadonlyMap<string, CanvasImageSource>;
}

const glyphCache = createGlyphCache();

/** Paints the view over the whole canvas, which has the photo's proportion; the design exactly as the server would. */
export function paintView(canvas: HTMLCanvasElement, picture: ViewPicture): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const scale = canvas.width / picture.photoWidth;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.imageSmoothingQuality = "high";
  context.drawImage(picture.photo, 0, 0, canvas.width, canvas.height);
  for (const part of picture.parts) {
    if (part.operations.length === 0) continue;
    const { width, height } = canvas;
    const pen = takeSheet(width, height);
    paintPart(pen, part, picture, scale);
    context.drawImage(pen.canvas, 0, 0, width, height, 0, 0, width, height);
    release(pen);
  }
}

function paintPart(pen: Sheet, part: PicturePart, picture: ViewPicture, scale: number): void {
  const matrix = multiply([scale, 0, 0, scale, 0, 0], part.toPhoto);
  pen.save();
  pen.setTransform(...matrix);
  pen.beginPath();
  pen.rect(0, 0, part.width, part.height);
  pen.clip();
  playOperations(pen, part.operations, {
    images: picture.images,
    pixelsPerMillimetre: Math.hypot(matrix[0], matrix[1]),
    glyphCache,
  });
  pen.restore();
  pen.save();
  if (part.cover) {
    pen.setTransform(...matrix);
    pen.globalCompositeOperation = "destination-in";
    pen.drawImage(part.cover, 0, 0, part.width, part.height);
  }
  if (picture.shade) {
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.globalCompositeOperation = "source-atop";
    pen.drawImage(picture.shade, 0, 0, picture.photoWidth, picture.photoHeight);
  }
  pen.restore();
}

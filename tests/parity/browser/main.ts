/** Draws designs as the designer does and hands their pixels to the tests. */

import { loadDocument, loadDrawing } from "../../../web/src/document";
import { createFontSet, type FontSet, layoutArea, loadQrCodes, type Operation } from "../../../web/src/layout";
import { playOperations } from "../../../web/src/view2d/play";

interface Scene {
  readonly document: unknown;
  readonly area: number;
  readonly drawings: Readonly<Record<string, unknown>>;
}

interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Pixels to a millimetre, across and down. */
  readonly scale: readonly [number, number];
}

let fonts: FontSet | undefined;
const images = new Map<string, ImageBitmap>();

function bytes(encoded: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
}

/** Takes fonts (TTF) in base64, by id. */
async function addFonts(files: Record<string, string>): Promise<void> {
  await loadQrCodes();
  fonts ??= await createFontSet();
  for (const [id, content] of Object.entries(files)) fonts.add(id, bytes(content));
}

/** Takes encoded pictures in base64, by id. */
async function addPictures(files: Record<string, string>): Promise<void> {
  for (const [id, content] of Object.entries(files))
    images.set(id, await createImageBitmap(new Blob([bytes(content)])));
}

/** The operations on a canvas, straight RGBA in base64. */
function play(operations: readonly Operation[], { width, height, scale }: Canvas): string {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  context.setTransform(scale[0], 0, 0, scale[1], 0, 0);
  playOperations(context, operations, { images, pixelsPerMillimetre: Math.max(...scale) });
  const { data } = context.getImageData(0, 0, width, height);
  let binary = "";
  for (let start = 0; start < data.length; start += 32768)
    binary += String.fromCharCode(...data.subarray(start, start + 32768));
  return btoa(binary);
}

/** A document's area, loaded, laid out and played; of its letters alone where that is asked. */
function draw(scene: Scene, canvas: Canvas, onlyText: boolean): string {
  const document = loadDocument(scene.document);
  const area = document.areas[scene.area];
  if (!area || !fonts) throw new Error("nothing to draw, or nothing to draw it with");
  const drawings = new Map(Object.entries(scene.drawings).map(([id, raw]) => [id, loadDrawing(raw)]));
  const operations = layoutArea(area, { fonts, fallback: document.fallback_fonts, drawings });
  return play(onlyText ? lettersOf(operations) : operations, canvas);
}

/** The letters alone, without what their groups make of them; black where they are not of one colour. */
function lettersOf(operations: readonly Operation[]): Operation[] {
  return operations.flatMap((operation): Operation[] => {
    if (operation.kind === "group") return lettersOf(operation.operations);
    if (operation.kind === "image" || !operation.glyph) return [];
    const isPlain = operation.fill === null || typeof operation.fill === "string";
    return [isPlain ? operation : { ...operation, fill: "#000000" }];
  });
}

Object.assign(window, { parity: { addFonts, addPictures, play, draw } });

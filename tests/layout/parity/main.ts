/** Draws a print area as the designer does and hands its pixels to the test. */

import { loadDocument } from "../../../web/src/document";
import { createFontSet, type FontSet, layoutArea } from "../../../web/src/layout";
import { playOperations } from "../../../web/src/view2d/play";

let fonts: FontSet | undefined;
const images = new Map<string, ImageBitmap>();

function bytes(encoded: string): Uint8Array {
  return Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
}

/** Takes fonts (TTF) and pictures (PNG) in base64, by id. */
async function prepare(fontFiles: Record<string, string>, pictures: Record<string, string>): Promise<void> {
  fonts = await createFontSet();
  for (const [id, content] of Object.entries(fontFiles)) fonts.add(id, bytes(content));
  for (const [id, content] of Object.entries(pictures))
    images.set(id, await createImageBitmap(new Blob([bytes(content)], { type: "image/png" })));
}

/** The area's pixels, straight RGBA in base64. */
function draw(raw: unknown, pixelsPerMillimetre: number): string {
  const [area] = loadDocument({ version: 1, product_id: 1, areas: [raw] }).areas;
  if (!area || !fonts) throw new Error("nothing to draw, or nothing to draw it with");
  const canvas = document.createElement("canvas");
  canvas.width = area.width * pixelsPerMillimetre;
  canvas.height = area.height * pixelsPerMillimetre;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  context.setTransform(pixelsPerMillimetre, 0, 0, pixelsPerMillimetre, 0, 0);
  playOperations(context, layoutArea(area, fonts), { images, pixelsPerMillimetre });
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  let binary = "";
  for (let start = 0; start < data.length; start += 32768)
    binary += String.fromCharCode(...data.subarray(start, start + 32768));
  return btoa(binary);
}

Object.assign(window, { parity: { prepare, draw } });

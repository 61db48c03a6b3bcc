/**
 * Setting a text layer: lines, sizes, alignment, arcs; the result is glyphs with matrices about the box's centre.
 *
 * `src/monogram/layout/text.py` does the same arithmetic in the same order and states the rules: change both together.
 */

import type { Align, TextBox, TextLayer } from "../document/types";
import { type Matrix, multiply, transformPoint } from "../geometry/matrix";
import type { Face } from "./fonts";
import { type Cluster, type Line, type Paragraph, shapeParagraphs, unwrapped, wrapped } from "./lines";

const WRAP_TOLERANCE = 1e-4;
const SHRINK_STEPS = 200;
const SHRINK_LIMIT = 190;
const TIGHTEST_ARC = 0.25;

/** A glyph and the map of its font units to the layer's local millimetres. */
export interface PlacedGlyph {
  readonly id: number;
  readonly matrix: Matrix;
}

/** A text layer, set. */
export interface SetText {
  readonly glyphs: readonly PlacedGlyph[];
  readonly width: number;
  readonly height: number;
  /** Em size in mm, after shrinking. */
  readonly size: number;
  /** False when the text overflows its box. */
  readonly fits: boolean;
  /** Characters that the font has no glyph for, each once. */
  readonly missing: string;
}

/** Lines at a size. `scale` is millimetres per font unit; `width` is what lines are aligned in. */
interface Block {
  readonly lines: readonly Line[];
  readonly size: number;
  readonly scale: number;
  readonly pitch: number;
  readonly ascent: number;
  readonly width: number;
  readonly height: number;
  readonly fits: boolean;
}

/** Sets a text layer in a face. */
export function setText(layer: TextLayer, face: Face): SetText {
  const paragraphs = shapeParagraphs(layer.text, face, layer.letter_spacing);
  const block = blockOf(layer, face, paragraphs);
  const { size, fits } = block;
  const missing = missingIn(paragraphs, face);
  if (layer.arc) return { ...bend(layer, block, layer.arc.radius, face), size, fits, missing };
  const { width, height } = layer.box ?? block;
  return { glyphs: straight(layer, block), width, height, size, fits, missing };
}

function blockOf(layer: TextLayer, face: Face, paragraphs: readonly Paragraph[]): Block {
  if (!layer.box) return measure(layer, face, unwrapped(paragraphs), layer.size, null, true);
  const full = boxed(layer, face, paragraphs, layer.box, 0);
  if (full.fits || layer.box.fit === "none") return full;
  let low = 0;
  let high = SHRINK_LIMIT;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (boxed(layer, face, paragraphs, layer.box, middle).fits) high = middle;
    else low = middle;
  }
  return boxed(layer, face, paragraphs, layer.box, high);
}

function boxed(
  layer: TextLayer,
  face: Face,
  paragraphs: readonly Paragraph[],
  box: TextBox,
  steps: number,
): Block {
  const size = (layer.size * (SHRINK_STEPS - steps)) / SHRINK_STEPS;
  const limit = (box.width + WRAP_TOLERANCE) / (size / face.unitsPerEm);
  const [lines, keepsWords] = wrapped(paragraphs, limit);
  return measure(layer, face, lines, size, box, keepsWords);
}

function measure(
  layer: TextLayer,
  face: Face,
  lines: readonly Line[],
  size: number,
  box: TextBox | null,
  keepsWords: boolean,
): Block {
  const scale = size / face.unitsPerEm;
  const pitch = size * layer.line_height;
  const height = pitch * (lines.length - 1) + (face.ascender - face.descender) * scale;
  const widest = Math.max(...lines.map((line) => line.width)) * scale;
  return {
    lines,
    size,
    scale,
    pitch,
    ascent: face.ascender * scale,
    width: box ? box.width : widest,
    height,
    fits: box === null || (keepsWords && height <= box.height + WRAP_TOLERANCE),
  };
}

function leftOf(block: Block, line: Line, align: Align): number {
  const width = line.width * block.scale;
  if (align === "left") return -(block.width / 2);
  return align === "center" ? -(width / 2) : block.width / 2 - width;
}

/** Calls back with each cluster of each line: how far its origin lies from the line's, and the line's own place. */
function eachCluster(
  layer: TextLayer,
  block: Block,
  visit: (cluster: Cluster, origin: number, line: number) => void,
): void {
  const spacing = layer.letter_spacing * block.size;
  for (const [index, line] of block.lines.entries()) {
    const left = leftOf(block, line, layer.align);
    const start = line.clusters[0]?.start ?? 0;
    for (const [position, cluster] of line.clusters.entries())
      visit(cluster, left + (cluster.start - start) * block.scale + spacing * position, index);
  }
}

function straight(layer: TextLayer, block: Block): PlacedGlyph[] {
  const placed: PlacedGlyph[] = [];
  eachCluster(layer, block, (cluster, origin, line) => {
    const baseline = block.ascent - block.height / 2 + block.pitch * line;
    placed.push(...place(cluster, block.scale, origin, baseline));
  });
  return placed;
}

/** A cluster's glyphs with its origin at x, y. Glyph 0, the font's box for what it lacks, is never drawn. */
function place(cluster: Cluster, scale: number, x: number, y: number): PlacedGlyph[] {
  const placed: PlacedGlyph[] = [];
  let pen = 0;
  for (const glyph of cluster.glyphs) {
    if (glyph.id !== 0) {
      const across = (pen + glyph.xOffset) * scale;
      const up = glyph.yOffset * scale;
      placed.push({ id: glyph.id, matrix: [scale, 0, 0, -scale, x + across, y - up] });
    }
    pen += glyph.advance;
  }
  return placed;
}

type Bent = Pick<SetText, "glyphs" | "width" | "height">;

/** Glyphs on circles about one centre, each cluster turned about the middle of its advance. */
function bend(layer: TextLayer, block: Block, radius: number, face: Face): Bent {
  const placed: PlacedGlyph[] = [];
  const corners: [number, number][] = [];
  eachCluster(layer, block, (cluster, origin, line) => {
    let circle = radius - block.pitch * line;
    if (radius > 0) circle = Math.max(circle, block.size * TIGHTEST_ARC);
    const half = (cluster.advance * block.scale) / 2;
    const frame = onCircle((origin + half) / circle, circle, radius);
    for (const glyph of place(cluster, block.scale, -half, 0))
      placed.push({ id: glyph.id, matrix: multiply(frame, glyph.matrix) });
    for (const y of [-block.ascent, -face.descender * block.scale])
      corners.push(transformPoint(frame, -half, y), transformPoint(frame, half, y));
  });
  return centred(placed, corners);
}

/** The frame at an angle on a circle whose centre lies `radius` below the origin (above it when negative). */
function onCircle(angle: number, circle: number, radius: number): Matrix {
  const sine = Math.sin(angle);
  const cosine = Math.cos(angle);
  return [cosine, sine, -sine, cosine, circle * sine, radius - circle * cosine];
}

function centred(placed: readonly PlacedGlyph[], corners: readonly [number, number][]): Bent {
  if (corners.length === 0) return { glyphs: [], width: 0, height: 0 };
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const left = Math.min(...xs);
  const right = Math.max(...xs);
  const top = Math.min(...ys);
  const bottom = Math.max(...ys);
  const across = (left + right) / 2;
  const down = (top + bottom) / 2;
  const glyphs = placed.map(({ id, matrix: [a, b, c, d, e, f] }): PlacedGlyph => {
    return { id, matrix: [a, b, c, d, e - across, f - down] };
  });
  return { glyphs, width: right - left, height: bottom - top };
}

function missingIn(paragraphs: readonly Paragraph[], face: Face): string {
  const found = new Set<string>();
  for (const { glyphs, characters } of paragraphs.flatMap((paragraph) => paragraph.clusters)) {
    if (!glyphs.some((glyph) => glyph.id === 0)) continue;
    const uncovered = characters.filter((character) => !face.covers(character));
    for (const character of uncovered.length > 0 ? uncovered : characters) found.add(character);
  }
  return [...found].join("");
}

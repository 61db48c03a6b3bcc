/**
 * Setting a text layer: lines, sizes, alignment, arcs; the result is glyphs with matrices about the box's centre.
 *
 * `src/monogram/layout/text.py` does the same arithmetic in the same order and states the rules: change both together.
 */

import type { TextBox, TextLayer } from "../document/types";
import { type Matrix, multiply, transformPoint } from "../geometry/matrix";
import type { Face } from "./fonts";
import { type Cluster, type Line, Paragraph, type Slice, unwrapped, wrapped } from "./lines";
import type { Resources } from "./resources";
import { FontChoice, itemise } from "./runs";
import { type Baseline, baselineOf } from "./textPath";

const WRAP_TOLERANCE = 1e-4;
const FIT_STEPS = 200;
const LEAST_STEPS = 10;
const MOST_STEPS = 4000;
const TIGHTEST_ARC = 0.25;

/** A glyph and the map of its font units to the layer's local millimetres. */
export interface PlacedGlyph {
  readonly font: string;
  readonly id: number;
  readonly matrix: Matrix;
}

/** A text layer, set. */
export interface SetText {
  readonly glyphs: readonly PlacedGlyph[];
  readonly width: number;
  readonly height: number;
  /** Em size in mm, after fitting. */
  readonly size: number;
  /** False when the text overflows its box or its path. */
  readonly fits: boolean;
  /** Characters that no font has a glyph for, each once. */
  readonly missing: string;
}

/** Lines at a size, in mm. `width` is what lines are aligned in, `top` where the block begins. */
interface Block {
  readonly layer: TextLayer;
  readonly lines: readonly Line[];
  readonly size: number;
  readonly pitch: number;
  readonly ascent: number;
  /** Negative. */
  readonly descent: number;
  readonly width: number;
  readonly height: number;
  readonly top: number;
}

/** Lines that a size gives, and whether they fit. */
interface Fitted {
  readonly size: number;
  readonly slices: readonly Slice[];
  readonly fits: boolean;
}

interface Known {
  readonly resources: Resources;
  readonly revision: number;
  readonly text: SetText;
}

/** By the layer itself, which never changes: its operations, bounds and findings are asked for one after the other. */
const known = new WeakMap<TextLayer, Known>();

/** Sets a text layer. Throws UnknownFontError. */
export function setText(layer: TextLayer, resources: Resources): SetText {
  const { fonts } = resources;
  const before = known.get(layer);
  if (before?.resources === resources && before.revision === fonts.revision) return before.text;
  const text = newlySet(layer, resources);
  known.set(layer, { resources, revision: fonts.revision, text });
  return text;
}

function newlySet(layer: TextLayer, resources: Resources): SetText {
  const { fonts, fallback } = resources;
  const face = fonts.face(layer.font);
  const choice = new FontChoice(fonts, layer.font, fallback);
  const items = layer.text.split("\n").map((part) => itemise(part, choice, layer.direction));
  const paragraphs = items.map((item) => Paragraph.of(item, fonts, layer.letter_spacing));
  const { block, fits } = blockOf(layer, face, paragraphs);
  const missing = [...new Set(items.flatMap((item) => item.missing))].join("");
  const base = { width: block.width, height: block.height, size: block.size, fits, missing };
  if (layer.arc) return { ...base, ...bend(block, layer.arc.radius) };
  if (layer.on_path) return { ...base, ...along(block, baselineOf(layer.on_path)) };
  const { width, height } = layer.box ?? base;
  return { ...base, glyphs: straight(block), width, height };
}

function heightOf(layer: TextLayer, face: Face, size: number, lines: number): number {
  return size * layer.line_height * (lines - 1) + (face.ascender - face.descender) * (size / face.unitsPerEm);
}

/** The lines at the size that the fit rule gives, and whether they fit. */
function blockOf(
  layer: TextLayer,
  face: Face,
  paragraphs: readonly Paragraph[],
): { block: Block; fits: boolean } {
  const { size, slices, fits } = layer.box
    ? fitted(layer, layer.box, face, paragraphs)
    : { size: layer.size, slices: unwrapped(paragraphs), fits: true };
  const lines = slices.map((part) => part.paragraph.setLine(part));
  const scale = size / face.unitsPerEm;
  const height = heightOf(layer, face, size, lines.length);
  const block = {
    layer,
    lines,
    size,
    pitch: size * layer.line_height,
    ascent: face.ascender * scale,
    descent: face.descender * scale,
    width: layer.box ? layer.box.width : Math.max(...lines.map((line) => line.width)) * size,
    height,
    top: topOf(layer.box, height),
  };
  return { block, fits };
}

function topOf(box: TextBox | null, height: number): number {
  if (box === null || box.vertical_align === "middle") return -(height / 2);
  return box.vertical_align === "top" ? -(box.height / 2) : box.height / 2 - height;
}

/** The size, lines, and whether they fit: as asked for, or the largest of the steps that does. */
function fitted(layer: TextLayer, box: TextBox, face: Face, paragraphs: readonly Paragraph[]): Fitted {
  const at = (steps: number): Fitted => {
    const size = (layer.size * steps) / FIT_STEPS;
    const [slices, keepsWords] = wrapped(paragraphs, (box.width + WRAP_TOLERANCE) / size);
    const stays = heightOf(layer, face, size, slices.length) <= box.height + WRAP_TOLERANCE;
    return { size, slices, fits: keepsWords && stays };
  };
  const asked = at(FIT_STEPS);
  if (box.fit === "none" || (box.fit === "shrink" && asked.fits)) return asked;
  let low = asked.fits ? FIT_STEPS : LEAST_STEPS;
  let high = asked.fits ? MOST_STEPS + 1 : FIT_STEPS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (at(middle).fits) low = middle;
    else high = middle;
  }
  return at(low);
}

function leftOf(block: Block, line: Line): number {
  const width = line.width * block.size;
  const { align } = block.layer;
  if (align === "left") return -(block.width / 2);
  return align === "center" ? -(width / 2) : block.width / 2 - width;
}

/** Calls back with each cluster, where its origin lies from the block's middle, and the index of its line. */
function eachCluster(block: Block, visit: (cluster: Cluster, origin: number, line: number) => void): void {
  for (const [index, line] of block.lines.entries()) {
    const left = leftOf(block, line);
    for (const [position, cluster] of line.clusters.entries())
      visit(cluster, left + (line.starts[position] ?? 0) * block.size, index);
  }
}

function straight(block: Block): PlacedGlyph[] {
  const placed: PlacedGlyph[] = [];
  eachCluster(block, (cluster, origin, line) => {
    placed.push(...place(cluster, block.size, origin, block.top + block.ascent + block.pitch * line));
  });
  return placed;
}

/** A cluster's glyphs with its origin at x, y. Glyph 0, the font's box for what it lacks, is never drawn. */
function place(cluster: Cluster, size: number, x: number, y: number): PlacedGlyph[] {
  const placed: PlacedGlyph[] = [];
  const { font } = cluster;
  const scale = size * cluster.scale;
  let pen = 0;
  for (const glyph of cluster.glyphs) {
    if (glyph.id !== 0) {
      const across = (pen + glyph.xOffset) * scale;
      const up = glyph.yOffset * scale;
      placed.push({ font, id: glyph.id, matrix: [scale, 0, 0, -scale, x + across, y - up] });
    }
    pen += glyph.advance;
  }
  return placed;
}

/** Clusters that are turned about the middle of their advance, and the corners of the room that they take. */
class Bent {
  readonly glyphs: PlacedGlyph[] = [];
  readonly corners: [number, number][] = [];

  constructor(private readonly block: Block) {}

  /** `frame` maps the middle of the cluster's advance on its baseline to the layer. */
  add(cluster: Cluster, frame: Matrix): void {
    const { size, ascent, descent } = this.block;
    const half = (cluster.advance * size) / 2;
    for (const { font, id, matrix } of place(cluster, size, -half, 0))
      this.glyphs.push({ font, id, matrix: multiply(frame, matrix) });
    for (const y of [-ascent, -descent])
      this.corners.push(transformPoint(frame, -half, y), transformPoint(frame, half, y));
  }
}

/** Glyphs on circles about one centre, in the middle of their box. */
function bend(block: Block, radius: number): Pick<SetText, "glyphs" | "width" | "height"> {
  const bent = new Bent(block);
  eachCluster(block, (cluster, origin, line) => {
    let circle = radius - block.pitch * line;
    if (radius > 0) circle = Math.max(circle, block.size * TIGHTEST_ARC);
    const middle = origin + (cluster.advance * block.size) / 2;
    bent.add(cluster, onCircle(middle / circle, circle, radius));
  });
  return centred(bent);
}

/** The frame at an angle on a circle whose centre lies `radius` below the origin (above it when negative). */
function onCircle(angle: number, circle: number, radius: number): Matrix {
  const sine = Math.sin(angle);
  const cosine = Math.cos(angle);
  return [cosine, sine, -sine, cosine, circle * sine, radius - circle * cosine];
}

function centred(bent: Bent): Pick<SetText, "glyphs" | "width" | "height"> {
  if (bent.corners.length === 0) return { glyphs: [], width: 0, height: 0 };
  const xs = bent.corners.map(([x]) => x);
  const ys = bent.corners.map(([, y]) => y);
  const left = Math.min(...xs);
  const right = Math.max(...xs);
  const top = Math.min(...ys);
  const bottom = Math.max(...ys);
  const across = (left + right) / 2;
  const down = (top + bottom) / 2;
  const glyphs = bent.glyphs.map(({ font, id, matrix: [a, b, c, d, e, f] }): PlacedGlyph => {
    return { font, id, matrix: [a, b, c, d, e - across, f - down] };
  });
  return { glyphs, width: right - left, height: bottom - top };
}

/** Glyphs along a path, the size of the box about the origin that holds them, and whether all found room. */
function along(block: Block, baseline: Baseline): Pick<SetText, "glyphs" | "width" | "height" | "fits"> {
  const bent = new Bent(block);
  let fits = true;
  for (const [index, line] of block.lines.entries()) {
    if (line.clusters.length === 0) continue;
    const track = baseline.track(block.pitch * index);
    const width = line.width * block.size;
    const begin = track.begin(width, block.layer.align);
    if (track.isClosed && width > track.length) fits = false;
    for (const [position, cluster] of line.clusters.entries()) {
      const start = line.starts[position] ?? 0;
      const frame = track.frame(begin + start * block.size + (cluster.advance * block.size) / 2);
      if (frame) bent.add(cluster, frame);
      else fits = false;
    }
  }
  const across = Math.max(0, ...bent.corners.map(([x]) => Math.abs(x)));
  const down = Math.max(0, ...bent.corners.map(([, y]) => Math.abs(y)));
  return { glyphs: bent.glyphs, width: 2 * across, height: 2 * down, fits };
}

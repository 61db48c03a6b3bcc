import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Path } from "../geometry/path";
import type { ImageOperation, PathOperation } from "../layout/operations";
import { createGlyphCache, outline, playOperations } from "./play";

/** A canvas context that writes down what is asked of it. */
class Recorder {
  readonly trace: unknown[][] = [];
  readonly canvas = { width: 300, height: 200 };
  globalAlpha = 1;
  fillStyle = "";
  strokeStyle = "";
  lineWidth = 1;
  lineJoin = "";
  lineCap = "";
  miterLimit = 10;
  imageSmoothingQuality = "";
  #saved: number[] = [];

  save() {
    this.#saved.push(this.globalAlpha);
  }
  restore() {
    this.globalAlpha = this.#saved.pop() ?? 1;
  }
  getTransform() {
    return "the present transform";
  }
  setTransform(...matrix: unknown[]) {
    this.trace.push(["setTransform", ...matrix]);
  }
  resetTransform() {
    this.trace.push(["resetTransform"]);
  }
  transform(...matrix: number[]) {
    this.trace.push(["transform", ...matrix]);
  }
  clearRect() {
    this.trace.push(["clearRect"]);
  }
  clip(path: unknown) {
    this.trace.push(["clip", path]);
  }
  fill(path: unknown) {
    this.trace.push(["fill", this.fillStyle, this.globalAlpha, path]);
  }
  stroke(path: unknown) {
    const { strokeStyle, lineWidth, lineJoin, lineCap, miterLimit, globalAlpha } = this;
    this.trace.push(["stroke", strokeStyle, lineWidth, lineJoin, lineCap, miterLimit, globalAlpha, path]);
  }
  drawImage(picture: unknown, ...numbers: number[]) {
    this.trace.push(["drawImage", picture, this.imageSmoothingQuality, this.globalAlpha, ...numbers]);
  }
}

class RecordedPath {
  readonly calls: unknown[][] = [];
  moveTo(...numbers: number[]) {
    this.calls.push(["M", ...numbers]);
  }
  lineTo(...numbers: number[]) {
    this.calls.push(["L", ...numbers]);
  }
  quadraticCurveTo(...numbers: number[]) {
    this.calls.push(["Q", ...numbers]);
  }
  bezierCurveTo(...numbers: number[]) {
    this.calls.push(["C", ...numbers]);
  }
  closePath() {
    this.calls.push(["Z"]);
  }
}

class RecordedCanvas {
  readonly context = new Recorder();
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    sheets.push(this);
    Object.assign(this.context, { canvas: this });
  }
  getContext() {
    return this.context;
  }
}

let sheets: RecordedCanvas[] = [];
const PATH: Path = [["M", 0, 0], ["L", 4, 0], ["Q", 1, 2, 3, 4], ["C", 1, 2, 3, 4, 5, 6], ["Z"]];
const MATRIX = [1, 2, 3, 4, 5, 6] as const;

function path(fields: Partial<PathOperation> = {}): PathOperation {
  const base = {
    kind: "path",
    layer: "a",
    path: PATH,
    matrix: MATRIX,
    fill: "#112233",
    stroke: null,
  } as const;
  return { ...base, opacity: 1, glyph: null, ...fields };
}

function image(fields: Partial<ImageOperation> = {}): ImageOperation {
  const base = { kind: "image", layer: "i", image: "photo", matrix: [100, 0, 0, 50, 0, 0] } as const;
  return { ...base, crop: [0, 0, 1, 1], mask: null, opacity: 1, ...fields };
}

function play(
  operations: Parameters<typeof playOperations>[1],
  picture: object = { width: 800, height: 400 },
) {
  const context = new Recorder();
  playOperations(context as unknown as CanvasRenderingContext2D, operations, {
    images: new Map([["photo", picture as ImageBitmap]]),
    pixelsPerMillimetre: 8,
  });
  return context.trace;
}

beforeEach(() => {
  sheets = [];
  vi.stubGlobal("Path2D", RecordedPath);
  vi.stubGlobal("OffscreenCanvas", RecordedCanvas);
});

describe("a path", () => {
  test("is mapped by its matrix and filled", () => {
    expect(play([path()])).toEqual([
      ["transform", ...MATRIX],
      ["fill", "#112233", 1, expect.objectContaining({ calls: PATH })],
    ]);
  });

  test("is stroked over its fill with round joins and the server's miter limit", () => {
    const trace = play([path({ stroke: { colour: "#445566", width: 2.5 } })]);
    expect(trace.map(([call]) => call)).toEqual(["transform", "fill", "stroke"]);
    expect(trace[2]).toEqual(["stroke", "#445566", 2.5, "round", "round", 4, 1, expect.anything()]);
  });

  test("is handed to the browser once", () => {
    const cache = createGlyphCache();
    expect(outline(PATH, cache)).toBe(outline(PATH, cache));
    expect(outline([...PATH], cache)).not.toBe(outline(PATH, cache));
  });
});

describe("opacity", () => {
  test("of a single ink is the ink's own", () => {
    expect(play([path({ opacity: 0.5 })])[1]).toEqual(["fill", "#112233", 0.5, expect.anything()]);
    expect(sheets).toEqual([]);
  });

  test("of several inks is given to a sheet that holds them opaque", () => {
    const trace = play([path({ opacity: 0.5 }), path({ opacity: 0.5 }), path({ layer: "b" })]);
    const [sheet] = sheets;
    expect(sheet?.context.trace.filter(([call]) => call === "fill").map(([, , alpha]) => alpha)).toEqual([
      1, 1,
    ]);
    expect(sheet?.context.trace[0]).toEqual(["setTransform", "the present transform"]);
    expect(trace).toEqual([
      ["resetTransform"],
      ["drawImage", sheet, "", 0.5, 0, 0],
      ["transform", ...MATRIX],
      ["fill", "#112233", 1, expect.anything()],
    ]);
  });

  test("of a fill with a stroke is blended once", () => {
    expect(play([path({ opacity: 0.5, stroke: { colour: "#000000", width: 1 } })])).toContainEqual([
      "drawImage",
      expect.anything(),
      "",
      0.5,
      0,
      0,
    ]);
  });

  test("of nothing draws nothing", () => {
    expect(play([path({ opacity: 0 })])).toEqual([]);
  });
});

describe("a picture", () => {
  test("is cropped and stretched over the unit square, bilinearly", () => {
    const picture = { width: 800, height: 400 };
    expect(play([image({ crop: [0.25, 0.5, 0.5, 0.25], opacity: 0.5 })], picture)).toEqual([
      ["transform", 100, 0, 0, 50, 0, 0],
      ["drawImage", picture, "low", 0.5, 200, 200, 400, 100, 0, 0, 1, 1],
    ]);
  });

  test("is clipped by its mask", () => {
    expect(play([image({ mask: PATH })]).map(([call]) => call)).toEqual(["transform", "clip", "drawImage"]);
  });

  test("that is not there yet is left out", () => {
    expect(play([image({ image: "another" })])).toEqual([["transform", 100, 0, 0, 50, 0, 0]]);
  });

  test("is drawn as it is down to half its size", () => {
    const picture = { width: 1599, height: 799 };
    expect(play([image()], picture)[1]?.[1]).toBe(picture);
    expect(sheets).toEqual([]);
  });

  test("is halved before it is drawn smaller than that, once for good", () => {
    // 100 mm at 8 px are 800 px: 3200 px are halved twice, and then stand pixel for pixel.
    const picture = { width: 3200, height: 1600 };
    const trace = play([image(), image()], picture);
    expect(sheets.map(({ width, height }) => [width, height])).toEqual([
      [1600, 800],
      [800, 400],
    ]);
    expect(sheets[0]?.context.trace).toEqual([["drawImage", picture, "low", 1, 0, 0, 1600, 800]]);
    expect(trace[1]).toEqual(["drawImage", sheets[1], "low", 1, 0, 0, 800, 400, 0, 0, 1, 1]);
  });
});

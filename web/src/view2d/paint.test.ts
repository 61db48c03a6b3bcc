import { beforeEach, describe, expect, test, vi } from "vitest";
import { IDENTITY, type Matrix } from "../geometry/matrix";
import type { Path } from "../geometry/path";
import type { LinearGradient, Paint, PatternPaint, RadialGradient, StrokePen } from "../layout/operations";
import { createGlyphCache } from "./outline";
import { fillPath, strokePath, withOpacity } from "./paint";
import {
  type RecordedCanvas,
  type RecordedGradient,
  RecordedPath,
  Recorder,
  recordingDocument,
} from "./recorder";

const PATH: Path = [["M", 0, 0], ["L", 4, 0], ["L", 4, 4], ["Z"]];
const STOPS = [
  { offset: 0, colour: "#ff0000", opacity: 1 },
  { offset: 1, colour: "#0000ff", opacity: 0.3 },
];
const LINEAR: LinearGradient = {
  kind: "linear",
  start: [0, 0],
  end: [10, 0],
  stops: STOPS,
  matrix: IDENTITY,
};
const RADIAL: RadialGradient = { kind: "radial", centre: [0, 0], radius: 1, stops: STOPS, matrix: IDENTITY };
const PATTERN: PatternPaint = {
  kind: "pattern",
  image: "tile",
  matrix: [20, 0, 0, 10, 3, 4],
  gap: [0.5, 0],
  arrangement: "grid",
  adjustments: [],
};

let made: RecordedCanvas[] = [];

beforeEach(() => {
  const page = recordingDocument();
  made = page.made;
  vi.stubGlobal("document", page);
  vi.stubGlobal("Path2D", RecordedPath);
});

function palette(toPixels: Matrix = IDENTITY, picture: object = { width: 20, height: 10 }) {
  return {
    images: new Map([["tile", picture as ImageBitmap]]),
    toPixels,
    cache: createGlyphCache(),
    isExact: false,
  };
}

function filled(paint: Paint, given = palette()): Recorder {
  const context = new Recorder();
  fillPath(context.as2d(), PATH, paint, false, given);
  return context;
}

/** The first thing drawn: its style, and what else is told of it. */
function firstOf(context: Recorder): unknown[] {
  return context.trace[0] as unknown[];
}

describe("a linear gradient", () => {
  const lineOf = (matrix: Matrix) => (firstOf(filled({ ...LINEAR, matrix }))[1] as RecordedGradient).numbers;

  test("has its stops' opacities in 8 bits", () => {
    expect((firstOf(filled(LINEAR))[1] as RecordedGradient).stops).toEqual([
      [0, "#ff0000ff"],
      [1, "#0000ff4d"],
    ]);
  });

  test("is moved, turned and stretched with its matrix", () => {
    expect(lineOf([0, 2, -2, 0, 5, 6])).toEqual([5, 6, 5, 26].map((value) => expect.closeTo(value, 9)));
  });

  test("stays upright on its lines of one colour where the matrix shears it", () => {
    // x' = x + y: the lines x = 0 and x = 10 become slanted, five and five apart from each other.
    expect(lineOf([1, 0, 1, 1, 0, 0])).toEqual([0, 0, 5, -5].map((value) => expect.closeTo(value, 9)));
  });

  test("paints nothing where its matrix flattens the plane", () => {
    expect(filled({ ...LINEAR, matrix: [1, 0, 1, 0, 0, 0] }).trace).toEqual([]);
  });
});

describe("a radial gradient", () => {
  test("that stays a circle is one of the path's space", () => {
    const [, style, , transform] = firstOf(filled({ ...RADIAL, matrix: [0, 3, -3, 0, 7, 8] }));
    expect((style as RecordedGradient).numbers).toEqual([7, 8, 0, 7, 8, 3]);
    expect(transform).toEqual(IDENTITY);
  });

  test("that becomes an ellipse is filled in its own space, where the path is bent", () => {
    const { trace } = filled({ ...RADIAL, matrix: [4, 0, 0, 2, 7, 8] });
    const [, style, , transform, path] = trace[0] as unknown[];
    expect((style as RecordedGradient).numbers).toEqual([0, 0, 0, 0, 0, 1]);
    expect(transform).toEqual([4, 0, 0, 2, 7, 8]);
    expect((path as RecordedPath).calls[0]?.[2]).toEqual({ a: 0.25, b: -0, c: -0, d: 0.5, e: -1.75, f: -4 });
  });

  test("that becomes an ellipse under a pen is laid over the stroke on a sheet", () => {
    const context = new Recorder();
    const pen: StrokePen = {
      paint: { ...RADIAL, matrix: [4, 0, 0, 2, 7, 8] },
      width: 1,
      cap: "butt",
      join: "bevel",
      miter_limit: 4,
    };
    strokePath(context.as2d(), PATH, pen, palette());
    expect(made[0]?.context.calls).toEqual(["stroke", "fill"]);
    expect(context.calls).toEqual(["drawImage"]);
  });
});

describe("a pattern", () => {
  /** Where pictures were laid in a cell. */
  const placesIn = (cell: RecordedCanvas) =>
    cell.context.trace.map(([, , , transform]) => (transform as Matrix).slice(4));
  const patternOf = (context: Recorder) =>
    context.trace[0]?.[1] as { cell: RecordedCanvas; matrix: Record<string, number> };

  test("repeats one cell of whole pixels over its exact place", () => {
    const { cell, matrix } = patternOf(filled(PATTERN));
    expect([cell.width, cell.height]).toEqual([30, 10]);
    expect(placesIn(cell)).toEqual([[0, 0]]);
    expect([matrix.a, matrix.d]).toEqual([1, 1]);
    expect([matrix.e, matrix.f]).toEqual([3 + 1 / 512, 4 + 1 / 512].map((value) => expect.closeTo(value, 5)));
  });

  test.each([
    [
      "brick",
      [30, 20],
      [
        [0, 0],
        [15, 10],
        [-15, 10],
      ],
    ],
    [
      "half-drop",
      [60, 10],
      [
        [0, 0],
        [30, 5],
        [30, -5],
      ],
    ],
  ] as const)("in %s shifts every second one by half", (arrangement, size, places) => {
    const { cell } = patternOf(filled({ ...PATTERN, arrangement }));
    expect([cell.width, cell.height]).toEqual(size);
    expect(placesIn(cell)).toEqual(places);
  });

  test("is made of the halved picture where it is drawn small", () => {
    const { cell, matrix } = patternOf(filled(PATTERN, palette(IDENTITY, { width: 40, height: 20 })));
    expect([cell.width, cell.height]).toEqual([30, 10]);
    expect(matrix.a).toBe(1);
  });

  test("paints nothing before its picture is there", () => {
    expect(filled({ ...PATTERN, image: "late" }).trace).toEqual([]);
  });
});

test("an opacity is rounded half up to 8 bits", () => {
  expect([0, 0.5, 0.01, 1].map((opacity) => withOpacity("#123456", opacity))).toEqual([
    "#12345600",
    "#12345680",
    "#12345603",
    "#123456ff",
  ]);
});

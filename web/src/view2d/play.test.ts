import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Path } from "../geometry/path";
import type { GroupOperation, ImageOperation, PathOperation, Shadow, StrokePen } from "../layout/operations";
import { type PlayOptions, playOperations } from "./play";
import { type RecordedCanvas, RecordedPath, Recorder, recordingDocument } from "./recorder";

let sheets: RecordedCanvas[] = [];
const PATH: Path = [["M", 0, 0], ["L", 4, 0], ["Q", 1, 2, 3, 4], ["C", 1, 2, 3, 4, 5, 6], ["Z"]];
const SQUARE: Path = [["M", 10, 20], ["L", 60, 20], ["L", 60, 50], ["L", 10, 50], ["Z"]];
const MATRIX = [1, 2, 3, 4, 5, 6] as const;
const UPRIGHT = [1, 0, 0, 1, 0, 0] as const;
const PEN: StrokePen = { paint: "#445566", width: 2.5, cap: "round", join: "round", miter_limit: 4 };
const SHADOW: Shadow = { colour: "#102030", opacity: 0.5, dx: 3, dy: 4, blur: 5 };

function path(fields: Partial<PathOperation> = {}): PathOperation {
  const base = {
    kind: "path",
    layer: "a",
    path: PATH,
    matrix: MATRIX,
    fill: "#112233",
    stroke: null,
  } as const;
  return { ...base, opacity: 1, glyph: null, even_odd: false, ...fields };
}

function image(fields: Partial<ImageOperation> = {}): ImageOperation {
  const base = { kind: "image", layer: "i", image: "photo", matrix: [100, 0, 0, 50, 0, 0] } as const;
  return { ...base, crop: [0, 0, 1, 1], mask: null, opacity: 1, adjustments: [], ...fields };
}

/** A group of one square that covers pixels 10…60 × 20…50 of the canvas. */
function group(fields: Partial<GroupOperation> = {}): GroupOperation {
  const operations = [path({ path: SQUARE, matrix: UPRIGHT })];
  const base = { kind: "group", layer: "g", operations, opacity: 1, blend: "normal" } as const;
  return { ...base, shadow: null, clip: null, ink: "process", ...fields };
}

function play(
  operations: Parameters<typeof playOperations>[1],
  picture: object = { width: 800, height: 400 },
  options: Partial<PlayOptions> = {},
): Recorder {
  const context = new Recorder();
  playOperations(context.as2d(), operations, {
    images: new Map([["photo", picture as ImageBitmap]]),
    pixelsPerMillimetre: 8,
    ...options,
  });
  return context;
}

beforeEach(() => {
  // Sheets that lie idle stay with their module; each test begins with none.
  vi.resetModules();
  const page = recordingDocument();
  sheets = page.made;
  vi.stubGlobal("Path2D", RecordedPath);
  vi.stubGlobal("document", page);
  vi.stubGlobal(
    "ImageData",
    class {
      readonly data: Uint8ClampedArray;
      constructor(width: number, height: number) {
        this.data = new Uint8ClampedArray(width * height * 4);
      }
    },
  );
});

describe("a path", () => {
  test("is mapped by its matrix and filled", () => {
    expect(play([path()]).trace).toEqual([
      ["fill", "#112233", 1, MATRIX, expect.objectContaining({ calls: PATH }), "nonzero"],
    ]);
  });

  test("is filled by the even-odd rule where it says so", () => {
    expect(play([path({ even_odd: true })]).trace[0]?.at(-1)).toBe("evenodd");
  });

  test("is stroked over its fill with the pen's cap, join and miter limit", () => {
    const pen = { ...PEN, cap: "square", join: "miter", miter_limit: 3 } as const;
    const { trace } = play([path({ stroke: pen })]);
    expect(trace.map(([call]) => call)).toEqual(["fill", "stroke"]);
    expect(trace[1]).toEqual(["stroke", "#445566", 2.5, "miter", "square", 3, 1, expect.anything()]);
  });

  test("has its opacity in its ink", () => {
    expect(play([path({ opacity: 0.5 })]).trace[0]?.slice(0, 3)).toEqual(["fill", "#112233", 0.5]);
    expect(sheets).toEqual([]);
  });

  test("without opacity is not drawn", () => {
    expect(play([path({ opacity: 0 })]).trace).toEqual([]);
  });
});

describe("a picture", () => {
  test("is cropped and stretched over the unit square, bilinearly and a hair askew", () => {
    const picture = { width: 800, height: 400 };
    const { trace } = play([image({ crop: [0.25, 0.5, 0.5, 0.25], opacity: 0.5 })], picture);
    const askew = [100, 50e-7, 0, 50, 0, 0].map((value) => expect.closeTo(value, 12));
    expect(trace).toEqual([["drawImage", picture, 0.5, askew, 200, 200, 400, 100, 0, 0, 1, 1]]);
  });

  test("is clipped by its mask", () => {
    expect(play([image({ mask: PATH })]).calls).toEqual(["clip", "drawImage"]);
  });

  test("that is not there yet is left out", () => {
    expect(play([image({ image: "another" })]).trace).toEqual([]);
  });

  test("is drawn as it is down to half its size", () => {
    const picture = { width: 1599, height: 799 };
    expect(play([image()], picture).trace[0]?.[1]).toBe(picture);
    expect(sheets).toEqual([]);
  });

  test("is halved before it is drawn smaller than that, once for good", () => {
    // 100 mm at 8 px are 800 px: 3200 px are halved twice, and then stand pixel for pixel.
    const picture = { width: 3200, height: 1600 };
    const { trace } = play([image(), image()], picture);
    expect(sheets.map(({ width, height }) => [width, height])).toEqual([
      [1600, 800],
      [800, 400],
    ]);
    expect(sheets[0]?.context.trace[0]?.slice(4)).toEqual([0, 0, 3200, 1600, 0, 0, 1, 1]);
    expect(trace[1]?.slice(0, 2)).toEqual(["drawImage", sheets[1]]);
    expect(trace[1]?.slice(4)).toEqual([0, 0, 800, 400, 0, 0, 1, 1]);
  });

  test("is adjusted at its full size, before it is halved, and once for the same adjustments", () => {
    const picture = { width: 1600, height: 800 };
    const adjustments = [{ matrix: null, threshold: 50 }];
    play([image({ adjustments }), image({ adjustments: [{ matrix: null, threshold: 50 }] })], picture);
    expect(sheets.map(({ width, height }) => [width, height])).toEqual([
      [1600, 800],
      [800, 400],
    ]);
    expect(sheets[0]?.context.calls).toEqual(["drawImage", "putImageData"]);
    expect(sheets[0]?.context.trace[1]?.[1]).toEqual([255, 255, 255, 100]);
  });
});

describe("a group", () => {
  test("that is nothing but its members needs no sheet", () => {
    expect(play([group()]).calls).toEqual(["fill"]);
    expect(sheets).toEqual([]);
  });

  test("that is clipped is clipped where it is drawn, in the area's millimetres", () => {
    const clip = { path: PATH, matrix: [2, 0, 0, 2, 7, 8], even_odd: true } as const;
    const { trace } = play([group({ clip }), path()]);
    expect(trace.map(([call]) => call)).toEqual(["clip", "fill", "fill"]);
    expect(trace[0]).toEqual(["clip", [2, 0, 0, 2, 7, 8], expect.anything(), "evenodd"]);
    expect(trace[1]?.[3]).toEqual(UPRIGHT);
  });

  test("that is see-through is drawn opaque on a sheet as large as it is, laid down once", async () => {
    const fresh = await import("./play");
    const context = new Recorder();
    fresh.playOperations(context.as2d(), [group({ opacity: 0.5 })], {
      images: new Map(),
      pixelsPerMillimetre: 1,
    });
    const [sheet] = sheets;
    expect(sheet?.context.trace).toEqual([
      ["fill", "#112233", 1, [1, 0, 0, 1, -9, -19], expect.anything(), "nonzero"],
    ]);
    expect(context.trace).toEqual([["drawImage", sheet, 0.5, UPRIGHT, 0, 0, 52, 32, 9, 19, 52, 32]]);
  });

  test("of a picture that is blended goes through a sheet with the blend mode", async () => {
    const fresh = await import("./play");
    const context = new Recorder();
    const modes: string[] = [];
    const draw = context.drawImage.bind(context);
    context.drawImage = (picture, ...numbers) => {
      modes.push(context.state.globalCompositeOperation);
      draw(picture, ...numbers);
    };
    fresh.playOperations(context.as2d(), [group({ blend: "multiply" }), group({ opacity: 0.5 })], {
      images: new Map(),
      pixelsPerMillimetre: 1,
    });
    expect(modes).toEqual(["multiply", "source-over"]);
    expect(sheets).toHaveLength(1);
  });

  test("with a blending member is a sheet for it to blend with", async () => {
    const fresh = await import("./play");
    const context = new Recorder();
    fresh.playOperations(context.as2d(), [group({ operations: [group({ blend: "screen" })] })], {
      images: new Map(),
      pixelsPerMillimetre: 1,
    });
    expect(sheets).toHaveLength(2);
    expect(context.calls).toEqual(["drawImage"]);
  });

  test("without opacity, or out of sight, is not drawn", () => {
    const beyond = [path({ path: SQUARE, matrix: [1, 0, 0, 1, 400, 0] })];
    expect(play([group({ opacity: 0 }), group({ opacity: 0.5, operations: beyond })]).trace).toEqual([]);
    expect(sheets).toEqual([]);
  });
});

describe("a shadow", () => {
  function shaded(fields: Partial<GroupOperation>, options: Partial<PlayOptions> = {}): Recorder {
    const context = new Recorder();
    const draw = context.drawImage.bind(context);
    context.drawImage = (picture, ...numbers) => {
      const { shadowColor, shadowBlur, shadowOffsetX, shadowOffsetY } = context.state;
      context.trace.push(["shadow", shadowColor, shadowBlur, shadowOffsetX, shadowOffsetY]);
      draw(picture, ...numbers);
    };
    playOperations(context.as2d(), [group(fields)], {
      images: new Map(),
      pixelsPerMillimetre: 1,
      ...options,
    });
    return context;
  }

  test("is the canvas's own, in pixels, with twice the standard deviation for its blur", () => {
    const { trace } = shaded({ shadow: SHADOW });
    expect(trace[0]).toEqual(["shadow", "#10203080", 10, 3, 4]);
    expect(trace[1]?.slice(4)).toEqual([0, 0, 52, 32, 9, 19, 52, 32]);
  });

  test("is measured in the area's millimetres, not in those of a layer that is turned", () => {
    const { trace } = shaded({ shadow: SHADOW }, { areaToCanvas: [0, 2, -2, 0, 9, 9] });
    expect(trace[0]).toEqual(["shadow", "#10203080", 20, -8, 6]);
  });

  test("of less than two pixels is blurred by ourselves and drawn first", () => {
    const { trace } = shaded({ shadow: { ...SHADOW, blur: 0.5 } });
    expect(trace.filter(([call]) => call === "shadow").map(([, colour]) => colour)).toEqual(["", ""]);
    const [, soft, , transform] = trace[1] as unknown[];
    expect((soft as RecordedCanvas).context.trace.at(-1)?.[0]).toBe("putImageData");
    // Two pixels of room on each side of 52 × 32, and 3 and 4 to the right and down.
    expect((transform as number[]).map((value) => Math.round(value * 1000) / 1000)).toEqual([
      56, 0, 0, 36, 10, 21,
    ]);
  });

  test("of a see-through group is laid down with it", () => {
    const { trace } = shaded({ shadow: SHADOW, opacity: 0.5 });
    expect(trace.filter(([call]) => call === "drawImage")).toHaveLength(1);
    expect(trace[0]?.[1]).toBe("");
    expect(trace[1]?.[2]).toBe(0.5);
  });

  test("falls into sight from a group that is not", () => {
    const operations = [path({ path: SQUARE, matrix: [1, 0, 0, 1, -80, 0] })];
    const { trace } = shaded({ operations, shadow: { ...SHADOW, dx: 60, blur: 2 } });
    expect(trace[1]?.slice(4)).toEqual([0, 0, 47, 32, -66, 19, 47, 32]);
  });
});

describe("on a canvas of the CPU, to the bit", () => {
  class ExactRecorder extends Recorder {
    getContextAttributes() {
      return { willReadFrequently: true };
    }
  }

  async function exact(operations: Parameters<typeof playOperations>[1]): Promise<Recorder> {
    const fresh = await import("./play");
    const context = new ExactRecorder();
    const images = new Map([["photo", { width: 400, height: 200 } as ImageBitmap]]);
    fresh.playOperations(context.as2d(), operations, { images, pixelsPerMillimetre: 1 });
    return context;
  }

  test("an opaque colour is a gradient of itself", async () => {
    const { trace } = await exact([path(), path({ opacity: 0.5 })]);
    expect(trace[0]?.[1]).toMatchObject({
      stops: [
        [0, "#112233"],
        [1, "#112233"],
      ],
    });
  });

  test("what may be see-through is drawn opaque on a sheet, faded, and laid down a hair askew", async () => {
    const { trace } = await exact([path({ path: SQUARE, matrix: UPRIGHT, opacity: 0.5 })]);
    const [sheet] = sheets;
    expect(sheet?.context.trace[0]?.[2]).toBe(1);
    expect(sheet?.context.calls).toEqual(["fill", "fillRect"]);
    expect(sheet?.context.trace[1]).toEqual(["fillRect", "rgb(0 0 0 / 0.5)", "destination-in"]);
    const askew = [52, 32e-7, 0, 32, 9, 19].map((value) => expect.closeTo(value, 9));
    expect(trace).toEqual([["drawImage", sheet, 1, askew, 0, 0, 52, 32, 0, 0, 1, 1]]);
  });

  test("a picture is drawn on a sheet of four times the resolution, halved twice, and laid down", async () => {
    const { trace } = await exact([image({ matrix: [100, 0, 0, 50, 10, 10] })]);
    const [fine, half] = sheets;
    // 100 × 50 pixels at 10, 10, and one more all around.
    expect(fine?.context.trace[0]?.[3]).toEqual(
      [400, 4 * 50e-7, 0, 200, 4, 4].map((value) => expect.closeTo(value, 5)),
    );
    expect(half?.context.trace[0]?.slice(4)).toEqual([0, 0, 408, 208, 0, 0, 1, 1]);
    // The first sheet lay idle again, and takes the second half.
    expect(fine?.context.trace.at(-1)?.slice(4)).toEqual([0, 0, 204, 104, 0, 0, 1, 1]);
    expect(trace.map(([call, drawn]) => [call, drawn])).toEqual([["drawImage", fine]]);
  });
});

import { describe, expect, test } from "vitest";
import { loadDrawing } from "./drawing";

const STOPS = [
  { offset: 0, colour: "#000" },
  { offset: 1, colour: "#FFFFFF", opacity: 0.5 },
];
const LOADED_STOPS = [
  { offset: 0, colour: "#000000", opacity: 1 },
  { offset: 1, colour: "#ffffff", opacity: 0.5 },
];
const SHAPE = { path: "M0 0h5v5Z", fill: "#0A5", part: "leaf" };
const TRIANGLE = [["M", 0, 0], ["L", 5, 0], ["L", 5, 5], ["Z"]];

function leaf(...shapes: unknown[]): unknown {
  return { version: 1, width: 100, height: 50, parts: [{ name: "leaf", colour: "#0A5" }], shapes };
}

describe("a drawing", () => {
  test("is read with its defaults", () => {
    expect(loadDrawing(leaf(SHAPE))).toEqual({
      width: 100,
      height: 50,
      parts: [{ name: "leaf", colour: "#00aa55" }],
      shapes: [
        {
          kind: "shape",
          path: TRIANGLE,
          even_odd: false,
          fill: "#00aa55",
          stroke: null,
          opacity: 1,
          part: "leaf",
        },
      ],
    });
  });

  test("has groups, clips, strokes and gradients", () => {
    const linear = { type: "linear", from: [0, 0], to: [5, 0], stops: STOPS };
    const radial = { type: "radial", centre: [1, 2], radius: 3, stops: STOPS, matrix: [1, 0, 0, 2, 0, 0] };
    const shape = { path: "M0 0h5v5Z", rule: "evenodd", fill: linear, stroke: { paint: radial, width: 2 } };
    const group = {
      shapes: [shape],
      opacity: 0.5,
      blend: "multiply",
      clip: { path: "M0 0h5v5Z", rule: "evenodd" },
    };

    expect(loadDrawing(leaf(group)).shapes).toEqual([
      {
        kind: "group",
        opacity: 0.5,
        blend: "multiply",
        clip: { path: TRIANGLE, even_odd: true },
        shapes: [
          {
            kind: "shape",
            path: TRIANGLE,
            even_odd: true,
            fill: {
              kind: "linear",
              start: [0, 0],
              end: [5, 0],
              stops: LOADED_STOPS,
              matrix: [1, 0, 0, 1, 0, 0],
            },
            stroke: {
              paint: {
                kind: "radial",
                centre: [1, 2],
                radius: 3,
                stops: LOADED_STOPS,
                matrix: [1, 0, 0, 2, 0, 0],
              },
              width: 2,
              cap: "butt",
              join: "miter",
              miter_limit: 4,
            },
            opacity: 1,
            part: null,
          },
        ],
      },
    ]);
  });

  test.each([
    [{ ...SHAPE, fill: null }, "shapes[0]: must have a fill or a stroke"],
    [{ ...SHAPE, path: "M0" }, "shapes[0].path: has a command with too few numbers"],
    [{ ...SHAPE, fill: { type: "conic" } }, "shapes[0].fill.type: must be one of linear, radial"],
    [{ ...SHAPE, onload: "x" }, "shapes[0].onload: is not a known field"],
    [{ shapes: [SHAPE], opacity: 2 }, "shapes[0].opacity: must be between 0 and 1"],
  ])("is refused with the place and the rule: %o", (shape, message) => {
    expect(() => loadDrawing(leaf(shape))).toThrow(message);
  });
});

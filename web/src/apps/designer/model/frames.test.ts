import { describe, expect, it } from "vitest";
import { parsePathData } from "../../../geometry/pathData";
import { FRAMES, type Frame, type FrameName, framed, hasFrame } from "./frames";
import { newImage } from "./newLayers";

const landscape = {
  id: "a",
  width: 400,
  height: 200,
  working: { url: "", width: 4, height: 2 },
  file_name: "",
  drawing: null,
};
const photo = { ...newImage({ width: 200, height: 200 }, landscape), width: 100, height: 50 };
const named = (name: FrameName) => FRAMES.find((frame) => frame.name === name) as Frame;

describe("a photo's frame", () => {
  it("has outlines that stay within the photo", () => {
    for (const { path } of FRAMES.filter(({ mask }) => mask === "path"))
      for (const [, ...numbers] of parsePathData(path ?? ""))
        for (const number of numbers) {
          expect(number).toBeGreaterThanOrEqual(-0.2);
          expect(number).toBeLessThanOrEqual(1.2);
        }
  });

  it("gets the sides that its form needs, about the same middle", () => {
    expect(framed(photo, named("circle"), landscape, false)).toEqual({
      mask: "ellipse",
      mask_path: null,
      width: 50,
      height: 50,
      crop: { x: 0.25, y: 0, width: 0.5, height: 1 },
    });
  });

  it("is as large after another form as before it", () => {
    const round = { ...photo, ...framed(photo, named("circle"), landscape, false) };
    const heart = { ...round, ...framed(round, named("heart"), landscape, false) };
    const again = { ...heart, ...framed(heart, named("circle"), landscape, false) };
    expect(again.width).toBeCloseTo(round.width, 9);
    expect(again.crop.x).toBeCloseTo(round.crop.x, 9);
  });

  it("leaves the sides where they may not change, or where any will do", () => {
    expect(framed(photo, named("star"), landscape, true)).toEqual({ mask: "star", mask_path: null });
    expect(framed(photo, named("rounded"), landscape, false)).toEqual({ mask: "rounded", mask_path: null });
  });

  it("shows a face rather than the middle of a portrait", () => {
    const portrait = { ...landscape, width: 200, height: 400 };
    const tall = { ...photo, width: 50, height: 100 };
    expect(framed(tall, named("circle"), portrait, false)).toMatchObject({
      crop: { y: 1 / 3 - 0.25, height: 0.5 },
    });
  });

  it("is known again", () => {
    const namesOf = (layer: typeof photo) =>
      FRAMES.filter((frame) => hasFrame(layer, frame)).map(({ name }) => name);
    expect(namesOf(photo)).toEqual(["none"]);
    expect(namesOf({ ...photo, mask: "ellipse" })).toEqual(["oval"]);
    expect(namesOf({ ...photo, ...framed(photo, named("circle"), landscape, false) })).toEqual(["circle"]);
    expect(namesOf({ ...photo, ...framed(photo, named("blob"), landscape, false) })).toEqual(["blob"]);
  });
});

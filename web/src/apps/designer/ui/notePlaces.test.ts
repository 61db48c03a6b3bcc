import { describe, expect, it } from "vitest";
import { notePlaces, wordsPlace } from "./notePlaces";

const room = { width: 390, height: 400 };

describe("the marks of notes", () => {
  it("stand where they belong as long as nothing is in the way", () => {
    const wishes = [
      { x: 100, y: 100 },
      { x: 100, y: 150 },
    ];
    expect(notePlaces(wishes, room, 44)).toEqual(wishes);
  });

  it("stay on the stage", () => {
    const wishes = [
      { x: -50, y: 420 },
      { x: 500, y: -3 },
    ];
    expect(notePlaces(wishes, room, 44)).toEqual([
      { x: 22, y: 378 },
      { x: 368, y: 22 },
    ]);
  });

  it("make room for one another, downwards first and upwards at the lower edge", () => {
    const high = { x: 100, y: 100 };
    expect(notePlaces([high, high, high], room, 44)).toEqual([
      { x: 100, y: 100 },
      { x: 100, y: 144 },
      { x: 100, y: 56 },
    ]);
    const low = { x: 100, y: 390 };
    expect(notePlaces([low, low], room, 44)).toEqual([
      { x: 100, y: 378 },
      { x: 100, y: 334 },
    ]);
  });
});

describe("the words of a note", () => {
  it("lie below the mark and to its left, where there is room", () => {
    expect(wordsPlace({ x: 350, y: 60 }, room)).toEqual({
      right: 26,
      top: 80,
      maxWidth: 260,
      maxHeight: 312,
    });
  });

  it("lie to its right at the left edge, and above it in the lower half", () => {
    expect(wordsPlace({ x: 22, y: 370 }, room)).toEqual({
      left: 8,
      bottom: 50,
      maxWidth: 260,
      maxHeight: 342,
    });
  });

  it("are never wider than the stage", () => {
    expect(wordsPlace({ x: 100, y: 50 }, { width: 200, height: 240 })).toMatchObject({
      left: 8,
      maxWidth: 184,
    });
  });
});

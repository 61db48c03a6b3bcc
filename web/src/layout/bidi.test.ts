/** The browser's side of the bidirectional vectors; `tests/layout/test_bidi.py` is the server's. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Direction } from "../document/types";
import { visualOrder } from "./bidi";
import * as shaping from "./shaping";
import { createUnicode } from "./unicode";

type Vector = readonly [text: string, direction: Direction, base: number, levels: readonly number[]];

const VECTORS = new URL("../../../spec/bidi-vectors.json", import.meta.url);
const { paragraphs }: { paragraphs: Vector[] } = JSON.parse(readFileSync(VECTORS, "utf8"));

const { embeddingLevels } = createUnicode(shaping);

test("levels are those of the vectors", () => {
  expect(paragraphs.length).toBeGreaterThan(400);
  for (const [text, direction, base, levels] of paragraphs)
    expect(embeddingLevels([...text], direction), `${direction} ${text}`).toEqual({ base, levels });
});

test("runs are turned round from the deepest level to the lowest odd one", () => {
  expect(visualOrder([])).toEqual([]);
  expect(visualOrder([0, 0])).toEqual([0, 1]);
  expect(visualOrder([1, 2, 1])).toEqual([2, 1, 0]);
  expect(visualOrder([0, 1, 2, 1, 0])).toEqual([0, 3, 2, 1, 4]);
  expect(visualOrder([2, 3, 2])).toEqual([0, 1, 2]);
});

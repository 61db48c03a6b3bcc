import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { parseParameters } from "../../../host/parameters";
import { fresh } from "./beginning";
import { addLayer } from "./commands";
import { Editor } from "./editor";
import { newShape } from "./newPictures";
import { followVerdicts } from "./notes";
import { shirt } from "./testProduct";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it("follows the verdicts after a pause, and not before", async () => {
  const editor = new Editor(shirt, fresh(shirt, parseParameters("")));
  await editor.startPreflight();
  const stop = followVerdicts(editor);
  expect(editor.notes.value).toEqual([]);
  vi.runAllTimers();
  expect(editor.notes.value.map(({ rule }) => rule)).toEqual(["empty_design"]);

  const shape = newShape({ width: 280, height: 350 }, "#000000", {
    shape: "rectangle",
    ratio: 1,
    rounding: 0,
    line: null,
  });
  editor.apply(addLayer(editor.document.value, "Front", shape));
  vi.advanceTimersByTime(100);
  expect(editor.notes.value.map(({ rule }) => rule)).toEqual(["empty_design"]);
  vi.runAllTimers();
  expect(editor.notes.value).toEqual([]);

  stop();
  editor.remove(shape.id);
  vi.runAllTimers();
  expect(editor.notes.value).toEqual([]);
});

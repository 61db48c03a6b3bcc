import { describe, expect, it } from "vitest";
import type { DesignDocument, Layer } from "../../../document/types";
import { parseParameters } from "../../../host/parameters";
import { fresh } from "./beginning";
import { addLayer, changeLayer, removeLayer } from "./commands";
import { commit, redo, startHistory, undo } from "./history";
import { newText } from "./newLayers";
import { pack, unpack } from "./packing";
import { shirt } from "./testProduct";

const empty = fresh(shirt, parseParameters("")).document;
const [front] = shirt.areas;
if (!front) throw new Error("the shirt has a front");
const text = newText(front, "Ada", "#1c1b1a", { font: "inter-bold", scale: 1, isCurved: false });
const other = { ...text, id: "t2", text: "Grace" };
const asIs = (layer: Layer) => layer;

function longHistory() {
  const withBoth = addLayer(addLayer(empty, "Front", text), "Front", other);
  let history = commit(startHistory(empty), withBoth);
  for (let step = 1; step <= 30; step++)
    history = commit(
      history,
      changeLayer<Layer>(history.present, text.id, (layer) => ({ ...layer, opacity: step / 100 })),
    );
  return undo(undo(commit(history, removeLayer(history.present, other.id))));
}

/** As it is after a reload. */
const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value));

describe("steps in the browser's storage", () => {
  it("come back as they were, in both directions", () => {
    const history = longHistory();
    const steps = unpack(stored(pack(history, 100)), asIs);
    expect(steps).toEqual({ past: history.past, present: history.present, future: history.future });
    expect(redo({ ...history, ...steps }).present).toEqual(redo(history).present);
  });

  it("hold each layer and area once, in storage and in memory", () => {
    const packed = stored(pack(longHistory(), 100));
    // One text, its 30 changes, and the other text; the empty back never changes.
    expect(packed.layers).toHaveLength(32);
    expect(packed.areas.filter(({ name }) => name === "Back")).toHaveLength(1);
    const steps = unpack(packed, asIs);
    const last = (document: DesignDocument | undefined) => document?.areas[0]?.layers[1];
    expect(last(steps?.past.at(-1))).toBe(last(steps?.present));
  });

  it("are bounded on either side of the present", () => {
    const history = longHistory();
    const steps = unpack(pack(history, 1), asIs);
    expect(steps?.past).toEqual([history.past.at(-1)]);
    expect(steps?.future).toEqual([history.future[0]]);
    expect(unpack(pack(history, 0), asIs)).toEqual({ past: [], present: history.present, future: [] });
  });

  it("can leave layers out of all steps", () => {
    const steps = unpack(pack(longHistory(), 5), (layer) => (layer.id === other.id ? null : layer));
    for (const step of [...(steps?.past ?? []), steps?.present])
      expect(step?.areas[0]?.layers.map(({ id }) => id)).toEqual([text.id]);
  });

  it.each([
    ["a layer is broken", { layers: [{ type: "text" }] }],
    ["an area is broken", { areas: [{ name: "", width: -1, height: 0, background: null, layers: [] }] }],
    ["a place leads nowhere", { present: 99 }],
    ["a layer is missing", { layers: [] }],
  ])("are nothing where %s", (_what, broken) => {
    expect(unpack({ ...stored(pack(longHistory(), 5)), ...broken }, asIs)).toBeNull();
  });
});

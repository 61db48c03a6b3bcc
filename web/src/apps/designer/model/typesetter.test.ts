import { describe, expect, it } from "vitest";
import { type ClipartLayer, type GroupLayer, loadLayer } from "../../../document";
import { Drawings } from "./drawings";
import { Typesetter } from "./typesetter";

const upright = [1, 0, 0, 1, 50, 50];
const bee = loadLayer(
  { id: "b", type: "clipart", clipart: "bee", width: 30, height: 20, transform: upright },
  "",
) as ClipartLayer;
const drawing = { version: 1, width: 3, height: 2, shapes: [{ path: "M0 0H3V2Z", fill: "#123456" }] };
const url = `data:application/json,${encodeURIComponent(JSON.stringify(drawing))}`;

describe("clipart", () => {
  it("keeps its place while its drawing is on the way, and is drawn when it has come", async () => {
    const drawings = new Drawings((id) => (id === "bee" ? url : null));
    const typesetter = new Typesetter([], [], drawings);
    expect(typesetter.typeset(bee)).toMatchObject({ operations: [], width: 30, height: 20 });
    await expect.poll(() => drawings.here.value.size).toBe(1);
    expect(typesetter.typeset(bee)?.operations).toMatchObject([{ kind: "path", fill: "#123456" }]);
  });

  it("keeps its place where there is no drawing, in a group too", async () => {
    const drawings = new Drawings(() => null);
    await drawings.request("bee");
    const group: GroupLayer = { ...bee, type: "group", id: "g", layers: [bee] };
    expect(new Typesetter([], [], drawings).typeset(group)).toMatchObject({ width: 130, height: 120 });
    expect(drawings.here.value.size).toBe(0);
  });
});

it("codes need nothing that has to be loaded", () => {
  const code = { id: "c", type: "code", symbology: "ean13", content: "400638133393" };
  const layer = loadLayer({ ...code, width: 40, height: 20, transform: upright }, "");
  expect(new Typesetter([]).typeset(layer)?.operations).toHaveLength(1);
});

import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { type ClipartLayer, type GroupLayer, loadLayer } from "../../../document";
import { Drawings } from "../../../pictures/drawings";
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

describe("codes", () => {
  const place = { id: "c", type: "code", width: 40, height: 20, transform: upright };

  it("of bars need nothing that has to be loaded", () => {
    const layer = loadLayer({ ...place, symbology: "ean13", content: "400638133393" }, "");
    expect(new Typesetter([]).typeset(layer)?.operations).toHaveLength(1);
  });

  it("of squares keep their place until their generator has come", async () => {
    const layer = loadLayer({ ...place, symbology: "qr", content: "x" }, "");
    const typesetter = new Typesetter([]);
    expect(typesetter.typeset(layer)).toMatchObject({ operations: [], width: 40, height: 20 });
    await expect.poll(() => typesetter.revision.value).toBe(1);
    expect(typesetter.typeset(layer)?.operations).toHaveLength(1);
  });
});

describe("text", () => {
  const fonts = new URL("../../../../../src/monogram/demo/assets/fonts/", import.meta.url);
  const font = (id: string, coverage: string) => {
    const content = readFileSync(new URL(`${id}.ttf`, fonts)).toString("base64");
    return { id, coverage, url: `data:font/ttf;base64,${content}` };
  };
  const own = font("inter-bold", "20-7e,a0-24f");
  const stands = font("noto-sans-hebrew-bold", "20,5d0-5ea");
  const given = fetch;
  const words = (text: string) =>
    loadLayer({ id: "t", type: "text", text, font: "inter-bold", size: 9, transform: upright }, "");

  it("waits for its own font, and for one that has what this lacks", async () => {
    const typesetter = new Typesetter([own, stands], [stands.id]);
    const latin = words("abc");
    const both = words("abc שלום");
    expect([typesetter.typeset(latin), typesetter.isAwaited(latin)]).toEqual([null, true]);
    await expect.poll(() => typesetter.typeset(latin)?.operations.length).toBe(3);
    expect(typesetter.isAwaited(latin)).toBe(false);
    await expect.poll(() => typesetter.typeset(both)?.operations.length).toBe(7);
    expect(typesetter.typeset(both)?.findings).toEqual([]);
  });

  it("is waited for by whoever asks for a font that is on its way", async () => {
    const typesetter = new Typesetter([own]);
    void typesetter.request(["inter-bold"]);
    await typesetter.request(["inter-bold"]);
    expect(typesetter.typeset(words("abc"))?.operations).toHaveLength(3);
  });

  it("can be asked for again after its font could not be had", async () => {
    const typesetter = new Typesetter([{ ...own, url: "http://127.0.0.1:1/" }]);
    await typesetter.request(["inter-bold"]);
    expect([...typesetter.failed.value]).toEqual(["inter-bold"]);
    expect(typesetter.isAwaited(words("abc"))).toBe(false);
    const answered = vi.spyOn(globalThis, "fetch").mockImplementation(() => given(own.url));
    await typesetter.retry("inter-bold");
    answered.mockRestore();
    expect([...typesetter.failed.value]).toEqual([]);
    expect(typesetter.typeset(words("abc"))?.operations).toHaveLength(3);
  });

  it("tells what is missing where the font that would stand in cannot be had", async () => {
    const typesetter = new Typesetter([own, { ...stands, url: "http://127.0.0.1:1/" }], [stands.id]);
    const both = words("abc ש");
    await expect.poll(() => typesetter.typeset(both)?.findings[0]?.characters).toBe("ש");
    expect([...typesetter.failed.value]).toEqual([stands.id]);
  });
});

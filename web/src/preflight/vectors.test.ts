/** The browser's side of the shared preflight vectors; `tests/layout/test_preflight.py` is the server's. */

import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { loadDocument } from "../document";
import { createFontSet } from "../layout";
import { loadQrCodes } from "../layout/qr";
import type { Resources } from "../layout/resources";
import {
  type AreaFacts,
  laidOutWith,
  type PictureFacts,
  preflightDocument,
  readSpec,
  sentence,
} from "./index";

const ROOT = new URL("../../../", import.meta.url);
const FONTS = new URL("src/monogram/demo/assets/fonts/", ROOT);
const VECTORS = new URL("spec/preflight-vectors/", ROOT);
const TOLERANCE = 1e-9;

let resources: Resources;

beforeAll(async () => {
  const fonts = await createFontSet();
  fonts.add("inter-bold", readFileSync(new URL("inter-bold.ttf", FONTS)));
  await loadQrCodes();
  resources = { fonts, fallback: [], drawings: new Map() };
});

/** Equal in every part; numbers within the tolerance. */
function expectSame(actual: unknown, expected: unknown, where: string): void {
  if (typeof expected === "number" && typeof actual === "number") {
    if (!(Math.abs(actual - expected) <= TOLERANCE)) expect(actual, where).toBe(expected);
  } else if (expected !== null && typeof expected === "object") {
    expect(Object.keys(actual as object).sort(), where).toEqual(Object.keys(expected).sort());
    for (const [key, value] of Object.entries(expected))
      expectSame((actual as Record<string, unknown>)[key], value, `${where}.${key}`);
  } else expect(actual, where).toBe(expected);
}

function read(url: URL) {
  return JSON.parse(readFileSync(url, "utf8"));
}

interface Case {
  readonly name: string;
  readonly document: unknown;
  readonly specs: readonly AreaFacts[];
  readonly verdicts: readonly object[];
}

describe.each(readdirSync(VECTORS))("preflight gives the verdicts of %s", (file) => {
  const vector = read(new URL(file, VECTORS));
  const cases: readonly Case[] = vector.cases;
  const pictures = new Map<string, PictureFacts>(Object.entries(vector.pictures));

  test.each(cases)("$name", ({ document, specs, verdicts }) => {
    const judged = loadDocument(document);
    const found = preflightDocument(judged, specs.map(readSpec), laidOutWith(resources), pictures);
    const said = found.map((verdict) => {
      const { rule, area, layer, values } = verdict;
      return { ...verdict, message: sentence(rule, area, layer, values) };
    });
    expectSame(said, verdicts, "verdicts");
  });
});

test("the rules are those of the shared file", () => {
  expect(read(new URL("rules.json", import.meta.url))).toEqual(
    read(new URL("spec/preflight-rules.json", ROOT)),
  );
});

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatNumber, roundNumber } from "./canonical";
import { canonicalJson, DocumentError, documentHash, fontsUsed, imagesUsed, loadDocument } from "./index";

function vectors(name: string) {
  return JSON.parse(
    readFileSync(new URL(`../../../spec/document-vectors/${name}.json`, import.meta.url), "utf8"),
  );
}

interface Accepted {
  readonly name: string;
  readonly raw: unknown;
  readonly canonical: string;
  readonly sha256: string;
}

interface Refused {
  readonly name: string;
  readonly raw: unknown;
  readonly path: string;
  readonly message: string;
}

function refusalOf(raw: unknown): unknown {
  try {
    return loadDocument(raw);
  } catch (error) {
    return error;
  }
}

describe("a document", () => {
  const accepted: Accepted[] = vectors("canonical").documents;

  test.each(accepted)("has the canonical form of the vectors: $name", async ({ raw, canonical, sha256 }) => {
    const document = loadDocument(raw);
    expect(canonicalJson(document)).toBe(canonical);
    expect(await documentHash(document)).toBe(sha256);
  });

  test.each(accepted)("loads from its canonical form: $name", ({ raw, canonical }) => {
    expect(loadDocument(JSON.parse(canonical))).toEqual(loadDocument(raw));
  });

  test("lists what it uses once", () => {
    const documents = accepted.map(({ raw }) => loadDocument(raw));
    const fonts = documents.flatMap(fontsUsed);
    expect(new Set(fonts)).toContain("caveat-bold");
    for (const document of documents) {
      expect(new Set(fontsUsed(document)).size).toBe(fontsUsed(document).length);
      expect(imagesUsed(document).length).toBeLessThanOrEqual(1);
    }
  });
});

describe("a refusal", () => {
  const refused: Refused[] = vectors("refusals").refusals;

  test.each(refused)("names the place and the rule: $name", ({ raw, path, message }) => {
    const error = refusalOf(raw);
    expect(error).toBeInstanceOf(DocumentError);
    expect([(error as DocumentError).path, (error as DocumentError).reason]).toEqual([path, message]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])("meets numbers that JSON does not know: %s", (width) => {
    const raw = { version: 2, product_id: 1, areas: [{ name: "A", width, height: 1 }] };
    expect(refusalOf(raw)).toMatchObject({ path: "areas[0].width", reason: "must be a finite number" });
  });
});

test("numbers are rounded and printed as in the vectors", () => {
  for (const [value, rounded, printed] of vectors("numbers").numbers) {
    expect([value, roundNumber(value), formatNumber(value)]).toEqual([value, rounded, printed]);
    expect(Object.is(roundNumber(value), -0)).toBe(false);
  }
});

/** The browser's side of the shared code vectors; `tests/layout/test_codes.py` is the server's, with a reader. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { code128Widths, ean13Digits, ean13Widths } from "./barcodes";
import { hasQrCodes, loadQrCodes, outline, QrCodesNotLoadedError, qrModules } from "./qr";

const vectors = JSON.parse(readFileSync(new URL("../../../spec/code-vectors.json", import.meta.url), "utf8"));

beforeAll(async () => {
  expect(hasQrCodes()).toBe(false);
  expect(() => qrModules("x", "low")).toThrow(QrCodesNotLoadedError);
  await loadQrCodes();
  expect(hasQrCodes()).toBe(true);
});

test("QR codes have the modules of the vectors", () => {
  for (const [content, level, side, digest] of vectors.qr) {
    const rows = qrModules(content, level).map((row) => row.map(Number).join(""));
    const found = createHash("sha256").update(rows.join("\n")).digest("hex").slice(0, 16);
    expect([content, rows.length, found]).toEqual([content, side, digest]);
  }
});

test("bar codes have the widths of the vectors", () => {
  for (const [content, widths] of vectors.code128)
    expect([content, code128Widths(content).join("")]).toEqual([content, widths]);
  for (const [content, digits, widths] of vectors.ean13) {
    expect(ean13Digits(content)).toBe(digits);
    expect(ean13Widths(digits).join("")).toBe(widths);
  }
});

test("modules that touch at a corner stay apart, and holes run the other way", () => {
  expect(
    outline([
      [true, false],
      [false, true],
    ]),
  ).toEqual([
    ...[["M", 0, 0], ["L", 1, 0], ["L", 1, 1], ["L", 0, 1], ["Z"]],
    ...[["M", 1, 1], ["L", 2, 1], ["L", 2, 2], ["L", 1, 2], ["Z"]],
  ]);
  expect(
    outline([
      [true, true, true],
      [true, false, true],
      [true, true, true],
    ]),
  ).toEqual([
    ...[["M", 0, 0], ["L", 3, 0], ["L", 3, 3], ["L", 0, 3], ["Z"]],
    ...[["M", 1, 2], ["L", 2, 2], ["L", 2, 1], ["L", 1, 1], ["Z"]],
  ]);
});

/**
 * What may stand in a code for machines. Apart from drawing, so that a document can be loaded without the generator of
 * QR codes. Twin of `checked_content` and `fits_qr` in `src/monogram/layout`.
 */

import { DocumentError } from "../document/fields";
import type { ErrorCorrection, Symbology } from "../document/types";
import { ean13Digits } from "./barcodes";

/** Bytes of the largest QR code, version 40, that are left for its header and content. */
const CAPACITY: Readonly<Record<ErrorCorrection, number>> = {
  low: 2956,
  medium: 2334,
  quartile: 1666,
  high: 1276,
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII has control characters, and Code 128 can hold them.
const ASCII = /^[\x00-\x7f]*$/;

/** The content as it is encoded: an EAN's check digit is added. Throws DocumentError, which names `path`. */
export function checkedContent(
  symbology: Symbology,
  content: string,
  correction: ErrorCorrection,
  path: string,
): string {
  switch (symbology) {
    case "qr":
      if (!fitsQr(content, correction))
        throw new DocumentError(path, "is too long for a QR code at this error correction");
      return content;
    case "code128":
      if (!ASCII.test(content))
        throw new DocumentError(path, "must hold nothing but ASCII characters for Code 128");
      return content;
    case "ean13": {
      const digits = ean13Digits(content);
      if (digits === null) throw new DocumentError(path, "must be 12 or 13 digits with a right check digit");
      return digits;
    }
  }
}

/** Whether a QR code can hold the content. Bits are those of version 40: mode, length, characters. */
export function fitsQr(content: string, correction: ErrorCorrection): boolean {
  return bitsOf(content) <= 8 * CAPACITY[correction];
}

function bitsOf(content: string): number {
  const { length } = content;
  if (/^[0-9]*$/.test(content)) return 4 + 14 + Math.floor(length / 3) * 10 + ([0, 4, 7][length % 3] ?? 0);
  if (/^[A-Z0-9 $%*+./:-]*$/.test(content)) return 4 + 13 + Math.floor(length / 2) * 11 + (length % 2) * 6;
  return 4 + 16 + 8 * new TextEncoder().encode(content).length;
}

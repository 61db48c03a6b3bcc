/**
 * The designer's model: `loadDocument` checks and completes untrusted JSON, `canonicalJson` and `documentHash` give
 * the bytes and the hash that the server gives. Values are never changed in place: an edit makes a new document.
 */

export { canonicalJson, documentHash, roundNumber } from "./canonical";
export { DocumentError } from "./fields";
export { LAYER_LIMIT, loadDocument, loadLayer, TEXT_LIMIT } from "./load";
export type {
  Align,
  Arc,
  Area,
  Crop,
  DesignDocument,
  Fit,
  ImageLayer,
  Layer,
  Mask,
  ShapeKind,
  ShapeLayer,
  Stroke,
  TextBox,
  TextLayer,
} from "./types";
export { fontsUsed, imagesUsed } from "./used";

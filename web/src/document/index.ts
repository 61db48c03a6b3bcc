/**
 * The designer's model: `loadDocument` checks and completes untrusted JSON, `canonicalJson` and `documentHash` give
 * the bytes and the hash that the server gives. Values are never changed in place: an edit makes a new document.
 */

export { canonicalJson, documentHash, roundNumber } from "./canonical";
export {
  type Drawing,
  type DrawingPart,
  loadDrawing,
} from "./drawing";
export { DocumentError } from "./fields";
export { LAYER_LIMIT, loadDocument, loadLayer, VERSION } from "./load";
export { TEXT_LIMIT } from "./loadLayers";
export type * from "./types";
export { allLayers, drawingsUsed, fontsUsed, imagesUsed } from "./used";

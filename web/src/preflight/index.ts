/**
 * Preflight: what a printer would point out before a design is made. Twin of `monogram.layout.preflight`.
 *
 *     const specs = product.areas.map(readSpec);
 *     const verdicts = preflightDocument(document, specs, laidOutWith(resources), pictures);
 *     const refused = verdicts.some(({ severity }) => severity === "block");
 *
 * Rules, thresholds and sentences come from `spec/preflight-rules.json`; `spec/preflight-vectors/` holds both twins
 * to the same verdicts.
 */

export { type LaidOut, laidOutWith, preflight, preflightDocument } from "./checking";
export { SAMPLE_TEXTS, type Severity, sentence, type Translation } from "./rules";
export { type AreaFacts, type AreaSpec, type PictureFacts, readSpec, type Verdict } from "./values";

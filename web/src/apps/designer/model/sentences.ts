/** Findings in the shopper's words. */
import { words } from "../words";
import type { Finding } from "./preflight";

export function sentenceOf(finding: Finding): string {
  switch (finding.code) {
    case "low_resolution":
      return words.lowResolution(finding.dpi, finding.needed);
    case "outside_safe_area":
      return words.outsideSafe;
    case "outside_area":
      return words.outsideArea;
    case "sample_text":
      return words.sampleText;
    case "text_overflow":
      return words.textOverflow;
    case "missing_glyph": {
      const characters = [...new Set(finding.characters)];
      return words.missingGlyph(isolated(characters.join(" ")), characters.length);
    }
    case "required_area":
      return words.requiredArea(finding.area);
    case "required_text":
      return words.requiredText(finding.textArea);
    case "empty_design":
      return words.emptyDesign;
  }
}

/** Characters of any script, kept from turning the sentence around them. */
function isolated(characters: string): string {
  return `\u2068${characters}\u2069`;
}

/** What can be set about the selected object: one section each, stacked on a desktop, single on a phone. */
import type { Layer } from "../../../../document/types";
import { FontPicker } from "../FontPicker";
import type { Section } from "../session";
import { ArrangeSection } from "./ArrangeSection";
import { BackgroundSection } from "./BackgroundSection";
import { ClipartColours } from "./ClipartColours";
import { CodeSection } from "./CodeSection";
import { ColourSection } from "./ColourSection";
import { CurveSection } from "./CurveSection";
import { EffectsSection } from "./EffectsSection";
import { FiltersSection } from "./FiltersSection";
import { FrameSection } from "./FrameSection";
import { PhotoSection } from "./PhotoSection";
import { ShapeFormat } from "./ShapeFormat";
import { TextFormat } from "./TextFormat";
import { WordsSection } from "./WordsSection";

export function SectionBody({ section, layer }: { section: Section; layer: Layer }) {
  switch (section) {
    case "words":
      return layer.type === "text" ? <WordsSection layer={layer} /> : null;
    case "font":
      return layer.type === "text" ? <FontPicker layer={layer} /> : null;
    case "colour":
      if (layer.type === "clipart") return <ClipartColours key={layer.id} layer={layer} />;
      return layer.type === "text" || layer.type === "shape" ? <ColourSection layer={layer} /> : null;
    case "format":
      return layer.type === "text" ? (
        <TextFormat layer={layer} />
      ) : layer.type === "shape" ? (
        <ShapeFormat layer={layer} />
      ) : null;
    case "curve":
      return layer.type === "text" ? <CurveSection layer={layer} /> : null;
    case "effects":
      return layer.type === "code" || layer.type === "group" ? null : <EffectsSection layer={layer} />;
    case "photo":
      return layer.type === "image" || layer.type === "clipart" ? <PhotoSection layer={layer} /> : null;
    case "filters":
      return layer.type === "image" ? <FiltersSection layer={layer} /> : null;
    case "background":
      return layer.type === "image" ? <BackgroundSection key={layer.id} layer={layer} /> : null;
    case "code":
      return layer.type === "code" ? <CodeSection layer={layer} /> : null;
    case "frame":
      return layer.type === "image" ? <FrameSection layer={layer} /> : null;
    case "arrange":
      return <ArrangeSection layer={layer} />;
  }
}

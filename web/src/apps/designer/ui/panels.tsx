/** The panel of each tool. */

import type { Tool } from "../model/configuration";
import { ClipartPanel } from "./ClipartPanel";
import { LayersPanel } from "./LayersPanel";
import { PhotosPanel } from "./PhotosPanel";
import { ProductPanel } from "./ProductPanel";
import { ShapesPanel } from "./ShapesPanel";
import { TextPanel } from "./TextPanel";

export function ToolPanel({ tool }: { tool: Tool }) {
  switch (tool) {
    case "text":
      return <TextPanel />;
    case "photos":
      return <PhotosPanel />;
    case "clipart":
      return <ClipartPanel />;
    case "shapes":
      return <ShapesPanel />;
    case "layers":
      return <LayersPanel />;
    case "product":
      return <ProductPanel />;
  }
}

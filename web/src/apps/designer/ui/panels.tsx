/** The panel of each tool, and the icon by which the tool is known. */
import type { IconName } from "./icons";
import { LayersPanel } from "./LayersPanel";
import { PhotosPanel } from "./PhotosPanel";
import { ProductPanel } from "./ProductPanel";
import { ShapesPanel } from "./ShapesPanel";
import type { Tool } from "./session";
import { TextPanel } from "./TextPanel";

export function ToolPanel({ tool }: { tool: Tool }) {
  switch (tool) {
    case "text":
      return <TextPanel />;
    case "photos":
      return <PhotosPanel />;
    case "shapes":
      return <ShapesPanel />;
    case "layers":
      return <LayersPanel />;
    case "product":
      return <ProductPanel />;
  }
}

export const TOOL_ICONS: Readonly<Record<Tool, IconName>> = {
  text: "text",
  photos: "photo",
  shapes: "shapes",
  layers: "layers",
  product: "product",
};

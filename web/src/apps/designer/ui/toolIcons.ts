/** The icon by which each tool is known. */

import type { IconName } from "../../../ui/icons";
import type { Tool } from "../model/configuration";

export const TOOL_ICONS: Readonly<Record<Tool, IconName>> = {
  text: "text",
  photos: "photo",
  clipart: "clipart",
  shapes: "shapes",
  layers: "layers",
  product: "product",
};

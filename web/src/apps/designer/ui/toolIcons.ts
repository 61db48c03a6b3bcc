/** The icon by which each tool is known. */

import type { Tool } from "../model/configuration";
import type { IconName } from "./icons";

export const TOOL_ICONS: Readonly<Record<Tool, IconName>> = {
  text: "text",
  photos: "photo",
  clipart: "clipart",
  shapes: "shapes",
  layers: "layers",
  product: "product",
};

/** The third dimension, which comes later or not at all: whether it is on offer, and how it is fetched. */
import type { Session } from "./session";

export interface Solid {
  readonly Stage3D: typeof import("./Stage3D").Stage3D;
  /** The product's binary glTF. */
  readonly file: ArrayBuffer;
}

/** Whether the link asks for it, the product has a model, and nothing has failed. */
export function offersModel({ link, editor, ui }: Session): boolean {
  return link.renderer !== "2d-canvas" && editor.product.model !== null && !ui.isModelFailed.value;
}

let loading: Promise<Solid> | null = null;

/** The code and the product's model together. Rejects where one of them cannot be had; then it is tried anew. */
export function loadSolid(url: string): Promise<Solid> {
  loading ??= Promise.all([import("./Stage3D"), fetchModel(url)]).then(
    ([{ Stage3D }, file]) => ({ Stage3D, file }),
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

async function fetchModel(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the product's model answered ${response.status}`);
  return response.arrayBuffer();
}

/** Turns to the product's model, and to the print area that lies on it. */
export function showModel({ editor, ui }: Session): void {
  const { model } = editor.product;
  if (!model) return;
  if (editor.writingId.value) editor.stopWriting();
  if (editor.areaName.value !== model.area) editor.select(null);
  editor.showArea(model.area);
  ui.dimensions.value = 3;
}

/** Product fonts as CSS knows them, for previews and the caret; artwork never uses them. */
import type { ProductFont } from "./wire";

const faces = new Map<string, Promise<void>>();

/** The CSS family under which a product font is known for previews and for the caret; artwork never uses it. */
export function familyOf(fontId: string): string {
  return `preview-${fontId}`;
}

/** Makes the font known to the browser, once. */
export function showFace(font: ProductFont): Promise<void> {
  let loading = faces.get(font.id);
  if (!loading) {
    const face = new FontFace(familyOf(font.id), `url(${JSON.stringify(font.url)})`);
    loading = face.load().then((loaded) => {
      document.fonts.add(loaded);
    });
    loading.catch(() => faces.delete(font.id));
    faces.set(font.id, loading);
  }
  return loading;
}

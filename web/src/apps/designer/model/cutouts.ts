/** Photos whose background was taken away, and the photos that they were made of. */
import { signal } from "@preact/signals";
import type { ImageLayer } from "../../../document/types";
import { pictureFailure } from "../../../pictures/uploads";
import { words } from "../words";
import type { Api } from "./api";
import type { Editor } from "./editor";

export interface CutoutSettings {
  /** Null: the colour of the photo's edges. */
  readonly colour: string | null;
  /** 0…100 */
  readonly tolerance: number;
}

export const FIRST_SETTINGS: CutoutSettings = { colour: null, tolerance: 20 };

export interface Cutout extends CutoutSettings {
  /** The picture's id that it was made of. */
  readonly original: string;
}

export class Cutouts {
  /** The id of the layer that the server is at work on, or null. */
  readonly busy = signal<string | null>(null);
  /** Why it failed last, in the shopper's words. */
  readonly failure = signal<string | null>(null);
  private latest = 0;

  constructor(
    private readonly editor: Editor,
    private readonly api: Pick<Api, "withoutBackground">,
  ) {}

  /** What a picture was made of and how; null for one that still has its background. */
  of(pictureId: string): Cutout | null {
    return this.editor.cutouts.value.get(pictureId) ?? null;
  }

  /** Takes the background out of a layer's photo. Of several requests only the last one counts. Never throws. */
  async cut(layer: ImageLayer, settings: CutoutSettings): Promise<void> {
    const original = this.of(layer.image)?.original ?? layer.image;
    this.latest += 1;
    const ticket = this.latest;
    this.busy.value = layer.id;
    this.failure.value = null;
    try {
      const picture = await this.api.withoutBackground(original, settings.colour, settings.tolerance);
      const cutout = { original, ...settings };
      this.editor.cutouts.value = new Map([...this.editor.cutouts.value, [picture.id, cutout]]);
      if (ticket !== this.latest) return;
      const file_name = this.editor.pictures.value.get(original)?.file_name ?? picture.file_name;
      this.editor.addPicture({ ...picture, file_name });
      // Among the photos it would stand beside its original once for every try.
      this.editor.unlisted.value = new Set([...this.editor.unlisted.value, picture.id]);
      this.editor.change<ImageLayer>(layer.id, { image: picture.id }, `cutout:${original}`);
      this.editor.say(words.said.backgroundGone);
    } catch (error) {
      if (ticket === this.latest) this.failure.value = pictureFailure(error, words.photo);
    } finally {
      if (ticket === this.latest) this.busy.value = null;
    }
  }

  /** Gives the layer its photo back as it was. */
  restore(layer: ImageLayer): void {
    const cutout = this.of(layer.image);
    this.latest += 1;
    this.busy.value = null;
    if (cutout) this.editor.change<ImageLayer>(layer.id, { image: cutout.original });
  }
}

const known = new WeakMap<Editor, Cutouts>();

/** Those of a session. */
export function cutoutsOf(editor: Editor, api: Api): Cutouts {
  let cutouts = known.get(editor);
  if (!cutouts) {
    cutouts = new Cutouts(editor, api);
    known.set(editor, cutouts);
  }
  return cutouts;
}

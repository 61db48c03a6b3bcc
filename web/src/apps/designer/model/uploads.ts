/** Photos on their way to the server, and the pictures that the stage draws. */
import { signal } from "@preact/signals";
import { loadBitmap } from "../../../view2d/photo";
import { words } from "../words";
import { type Api, ApiError } from "./api";
import type { Picture } from "./wire";

export interface Upload {
  readonly key: number;
  readonly name: string;
  /** 0…1 while bytes leave; null while the server works on them. */
  readonly progress: number | null;
  /** Why it failed, in the shopper's words. */
  readonly error: string | null;
  readonly retry: (() => void) | null;
}

const MEGABYTE = 1024 * 1024;
/** The server decides; this only spares the shopper a long wait for a certain refusal. */
const MAX_MEGABYTES = 50;
const PICTURE_NAME = /\.(jpe?g|png|webp|hei[cf]|gif|tiff?|avif|svg|pdf)$/i;

export class Uploads {
  readonly list = signal<readonly Upload[]>([]);
  private nextKey = 1;

  constructor(
    private readonly api: Pick<Api, "uploadImage">,
    private readonly onDone: (picture: Picture) => void,
  ) {}

  add(files: Iterable<File>): void {
    for (const file of files) this.start(file, file.name || words.photo);
  }

  /** The first upload that is not done yet. */
  get underway(): Upload | null {
    return this.list.value.find((upload) => upload.error === null) ?? null;
  }

  dismiss(key: number): void {
    this.list.value = this.list.value.filter((upload) => upload.key !== key);
  }

  /** Says that something else than an upload failed, in the same place. */
  report(name: string, error: string): void {
    this.list.value = [...this.list.value, { key: this.nextKey++, name, progress: null, error, retry: null }];
  }

  private start(file: File, name: string): void {
    const refusal = refusalOf(file, name);
    if (refusal) {
      this.report(name, refusal);
      return;
    }
    const key = this.nextKey++;
    this.list.value = [...this.list.value, { key, name, progress: 0, error: null, retry: null }];
    void this.send(key, file, name);
  }

  private async send(key: number, file: File, name: string): Promise<void> {
    this.update(key, { progress: 0, error: null, retry: null });
    try {
      const picture = await this.api.uploadImage(file, name, (fraction) =>
        this.update(key, { progress: fraction < 1 ? fraction : null }),
      );
      this.dismiss(key);
      this.onDone({ ...picture, file_name: picture.file_name || name });
    } catch (error) {
      const isLost = error instanceof ApiError && error.kind === "unreachable";
      const said = error instanceof ApiError && error.kind === "refused" ? error.message : "";
      this.update(key, {
        progress: null,
        error: isLost ? words.uploadUnreachable(name) : said || words.uploadFailed(name),
        retry: isLost ? () => void this.send(key, file, name) : null,
      });
    }
  }

  private update(key: number, fields: Partial<Upload>): void {
    this.list.value = this.list.value.map((upload) =>
      upload.key === key ? { ...upload, ...fields } : upload,
    );
  }
}

function refusalOf(file: File, name: string): string | null {
  // Phones leave the type empty for some of their own formats, so the name counts as well.
  if (!file.type.startsWith("image/") && !PICTURE_NAME.test(name)) return words.notAPhoto(name);
  if (file.size > MAX_MEGABYTES * MEGABYTE) return words.tooLarge(name, MAX_MEGABYTES);
  return null;
}

/** Decoded working copies by image id. `images` changes when one more can be drawn. */
export class Shelf {
  readonly images = signal<ReadonlyMap<string, ImageBitmap>>(new Map());
  private readonly asked = new Set<string>();

  want(pictures: Iterable<Picture>): void {
    for (const picture of pictures) if (!this.asked.has(picture.id)) void this.load(picture);
  }

  private async load({ id, working }: Picture): Promise<void> {
    this.asked.add(id);
    try {
      const bitmap = await loadBitmap(working.url);
      this.images.value = new Map([...this.images.value, [id, bitmap]]);
    } catch {
      this.asked.delete(id);
    }
  }
}

/** Photos on their way to the server, and the pictures that the stage draws. */
import { signal } from "@preact/signals";
import { loadBitmap } from "../view2d/photo";
import { failureText } from "../wire/failures";
import type { Picture } from "../wire/product";
import { ApiError } from "../wire/request";
import { words } from "../words";
import type { Connection } from "./connection";

export interface Upload {
  readonly key: number;
  readonly name: string;
  /** 0…1 while bytes leave; null while the server works on them. */
  readonly progress: number | null;
  /** Why it failed, in the shopper's words. */
  readonly error: string | null;
  /** The connection was lost; it is tried again by itself when it is back. */
  readonly isLost: boolean;
  readonly retry: (() => void) | null;
}

const MEGABYTE = 1_000_000;
/** The server decides; this only spares the shopper a long wait for a certain refusal. */
const MOST_BYTES = 40 * MEGABYTE;
const PICTURE_NAME = /\.(jpe?g|png|webp|hei[cf]|gif|tiff?|avif|svg|pdf)$/i;

/** Milliseconds before what was lost is tried again, if the browser does not notice the connection earlier. */
const RETRY_PAUSE = 10_000;
const BEGUN = { progress: 0, error: null, isLost: false, retry: null } as const;

type Send = (onProgress: (fraction: number) => void, signal: AbortSignal) => Promise<Picture>;

/** The server's door for pictures. */
export interface PictureDoor {
  uploadImage(
    file: Blob,
    name: string,
    onProgress: (fraction: number) => void,
    signal?: AbortSignal,
  ): Promise<Picture>;
  imageFromUrl(url: string, signal?: AbortSignal): Promise<Picture>;
}

/** `Target`: how the app says where a picture belongs. */
export class Uploads<Target = never> {
  readonly list = signal<readonly Upload[]>([]);
  private readonly underways = new Map<number, AbortController>();
  private nextKey = 1;

  constructor(
    private readonly api: PictureDoor,
    /** Puts the picture where it belongs; waited for. */
    private readonly onDone: (picture: Picture, target: Target | null) => unknown,
    private readonly connection: Connection,
    private readonly mostBytes = MOST_BYTES,
  ) {}

  /** Sends files. What `target` says is for the first of them; null: wherever there is room. */
  add(files: Iterable<File>, target: Target | null = null): void {
    let next = target;
    for (const file of files) {
      const name = file.name || words.photo;
      const refusal = refusalOf(file, name, this.mostBytes);
      if (refusal) {
        this.report(name, refusal);
        continue;
      }
      this.start(name, next, (onProgress, signal) => this.api.uploadImage(file, name, onProgress, signal));
      next = null;
    }
  }

  /** Has the server fetch the picture at an address. */
  addFromUrl(url: string, target: Target | null = null): void {
    this.start(nameInAddress(url), target, (onProgress, signal) => {
      onProgress(1);
      return this.api.imageFromUrl(url, signal);
    });
  }

  /** The first upload that is not done yet, or waits for the connection. */
  get underway(): Upload | null {
    return this.list.value.find((upload) => upload.error === null || upload.isLost) ?? null;
  }

  /** Takes an upload off the list; one that is underway ends there. */
  dismiss(key: number): void {
    this.underways.get(key)?.abort();
    this.list.value = this.list.value.filter((upload) => upload.key !== key);
  }

  /** Takes off the list what failed and is not tried again by itself. */
  dismissFailed(): void {
    for (const { key, error, isLost } of this.list.value) if (error !== null && !isLost) this.dismiss(key);
  }

  /** Says that something else than an upload failed, in the same place. */
  report(name: string, error: string): void {
    const failed = { progress: null, error, isLost: false, retry: null };
    this.list.value = [...this.list.value, { key: this.nextKey++, name, ...failed }];
  }

  private start(name: string, target: Target | null, send: Send): void {
    const key = this.nextKey++;
    this.list.value = [...this.list.value, { key, name, ...BEGUN }];
    void this.run(key, name, target, send);
  }

  private async run(key: number, name: string, target: Target | null, send: Send): Promise<void> {
    const controller = new AbortController();
    this.underways.get(key)?.abort();
    this.underways.set(key, controller);
    this.update(key, BEGUN);
    const onProgress = (fraction: number) => this.update(key, { progress: fraction < 1 ? fraction : null });
    try {
      const picture = await send(onProgress, controller.signal);
      if (controller.signal.aborted) return;
      // Underway until it is on the product: whoever orders waits for that.
      await this.onDone({ ...picture, file_name: picture.file_name || name }, target);
      this.underways.delete(key);
      this.dismiss(key);
    } catch (error) {
      if (controller.signal.aborted) return;
      // A second try of what the server could not take would end the same way.
      const isWorthARetry = !(error instanceof ApiError && error.kind === "refused") || isPassing(error);
      const isLost = error instanceof ApiError && error.kind === "unreachable";
      const retry = () => void this.run(key, name, target, send);
      this.update(key, {
        progress: null,
        error: pictureFailure(error, name),
        isLost,
        retry: isWorthARetry ? retry : null,
      });
      if (isLost) void this.whenBack(controller.signal, retry);
    }
  }

  private async whenBack(signal: AbortSignal, retry: () => void): Promise<void> {
    try {
      do await this.connection.wait(RETRY_PAUSE, signal);
      while (!this.connection.isOnline());
      retry();
    } catch {
      // It was given up, or tried again by hand.
    }
  }

  private update(key: number, fields: Partial<Upload>): void {
    this.list.value = this.list.value.map((upload) =>
      upload.key === key ? { ...upload, ...fields } : upload,
    );
  }
}

/** Whether a refusal is about the moment, not about the picture: broken on the way, or too many at once. */
function isPassing({ code }: ApiError): boolean {
  return code === 7204 || code === 7205;
}

/** Why a picture could not be taken, in the shopper's words. */
export function pictureFailure(error: unknown, name: string): string {
  if (!(error instanceof ApiError)) return words.uploadFailed(name);
  if (error.kind === "unreachable") return words.uploadUnreachable(name);
  const known = error.code === null ? undefined : words.pictureRefused[error.code];
  if (known) return known(name);
  return failureText(error, words.uploadFailed(name));
}

function refusalOf(file: File, name: string, mostBytes: number): string | null {
  // Phones leave the type empty for some of their own formats, so the name counts as well.
  if (!file.type.startsWith("image/") && !PICTURE_NAME.test(name)) return words.notAPhoto(name);
  if (file.size > mostBytes) return words.tooLarge(name, Math.floor(mostBytes / MEGABYTE));
  return null;
}

function nameInAddress(url: string): string {
  try {
    return decodeURIComponent(new URL(url).pathname.split("/").at(-1) ?? "") || words.photo;
  } catch {
    return words.photo;
  }
}

/** Decoded working copies by image id. `images` changes when one more can be drawn. */
export class Shelf {
  readonly images = signal<ReadonlyMap<string, ImageBitmap>>(new Map());
  private readonly asked = new Set<string>();

  /** `widest`: pixels across that are enough. */
  constructor(private readonly widest = Number.POSITIVE_INFINITY) {}

  /** Lets go of all pictures but these. */
  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.asked) if (!ids.has(id)) this.asked.delete(id);
    if ([...this.images.value.keys()].every((id) => ids.has(id))) return;
    this.images.value = new Map([...this.images.value].filter(([id]) => ids.has(id)));
  }

  want(pictures: Iterable<Picture>): void {
    for (const picture of pictures) if (!this.asked.has(picture.id)) void this.load(picture);
  }

  private async load({ id, working }: Picture): Promise<void> {
    this.asked.add(id);
    try {
      const bitmap = await loadBitmap(working.url, working.width > this.widest ? this.widest : null);
      if (!this.asked.has(id)) return;
      this.images.value = new Map([...this.images.value, [id, bitmap]]);
    } catch {
      this.asked.delete(id);
    }
  }
}

/** Looking through galleries: what is asked for, what has come, what is still to come. */
import { batch, signal } from "@preact/signals";
import type { Api } from "./api";
import type { Gallery, GalleryItem } from "./wire";

export type GalleryState = "waiting" | "ready" | "more" | "failed";

export interface GallerySource {
  readonly api: Pick<Api, "galleries" | "galleryItems">;
  /** Of the link; empty: those of the product. */
  readonly ids: readonly string[];
  readonly productId: number;
}

export class GalleryShelf {
  readonly galleries = signal<readonly Gallery[] | null>(null);
  /** The gallery that is looked through; empty: all. */
  readonly galleryId = signal("");
  readonly category = signal("");
  readonly query = signal("");
  readonly items = signal<readonly GalleryItem[]>([]);
  readonly total = signal(0);
  readonly state = signal<GalleryState>("waiting");
  private next: number | null = null;
  private latest = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `pause`: how long typing rests before it is searched, in ms. */
  constructor(
    private readonly source: GallerySource,
    private readonly pause = 250,
  ) {}

  /** Whether there is more to show than has come. */
  get hasMore(): boolean {
    return this.next !== null;
  }

  /** The galleries and their first pictures. Also what a failure is tried again with. Never throws. */
  async open(): Promise<void> {
    this.state.value = "waiting";
    try {
      const { api, ids, productId } = this.source;
      this.galleries.value ??= await api.galleries(ids, productId);
    } catch {
      this.state.value = "failed";
      return;
    }
    await this.find();
  }

  /** Looks for words as soon as typing rests. */
  search(query: string): void {
    this.query.value = query;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.find(), this.pause);
  }

  async choose(galleryId: string, category = ""): Promise<void> {
    batch(() => {
      this.galleryId.value = galleryId;
      this.category.value = category;
    });
    await this.find();
  }

  async showMore(): Promise<void> {
    if (this.next === null || this.state.value === "more") return;
    this.state.value = "more";
    await this.fetch(this.next, this.items.value);
  }

  private async find(): Promise<void> {
    clearTimeout(this.timer);
    batch(() => {
      this.state.value = "waiting";
      this.items.value = [];
    });
    await this.fetch(1, []);
  }

  /** Of several searches only the last one counts, whichever answer comes first. */
  private async fetch(page: number, before: readonly GalleryItem[]): Promise<void> {
    this.latest += 1;
    const ticket = this.latest;
    const chosen = this.galleryId.value;
    const galleries = chosen ? [chosen] : (this.galleries.value ?? []).map(({ id }) => id);
    if (galleries.length === 0) {
      this.state.value = "ready";
      return;
    }
    try {
      const search = { galleries, query: this.query.value.trim(), category: this.category.value, page };
      const answer = await this.source.api.galleryItems(search);
      if (ticket !== this.latest) return;
      batch(() => {
        this.items.value = [...before, ...answer.items];
        this.total.value = answer.total;
        this.next = answer.next;
        this.state.value = "ready";
      });
    } catch {
      if (ticket === this.latest) this.state.value = "failed";
    }
  }
}

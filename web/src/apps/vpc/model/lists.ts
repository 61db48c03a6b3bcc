/** What is chosen from: blanks, and artwork that was brought before. */
import { signal } from "@preact/signals";
import { PagedList } from "../../../wire/pagedList";
import type { Picture } from "../../../wire/product";
import type { Api } from "./api";
import type { Blank, BlankList, ImageList } from "./wire";

export type ColourFacet = NonNullable<BlankList["facets"]>["colours"][number];

export class Blanks extends PagedList<BlankList, Blank> {
  readonly colours = signal<readonly ColourFacet[]>([]);
  /** The colour's name that is asked for; empty: any. */
  readonly colour = signal("");
  /** Of all pages. */
  readonly total = signal(0);

  constructor(private readonly api: Pick<Api, "blanks">) {
    super();
  }

  choose(colour: string): Promise<void> {
    this.colour.value = colour;
    return this.load();
  }

  /** Reads on until all are here, or `most`. */
  async loadAll(most: number): Promise<void> {
    while (this.more.value === "ready" && this.items.value.length < most) await this.showMore();
  }

  protected ask(page: number): Promise<BlankList> {
    return this.api.blanks(this.query.value, this.colour.value, page);
  }

  protected itemsOf({ blanks }: BlankList): readonly Blank[] {
    return blanks;
  }

  protected override note({ total, facets }: BlankList): void {
    this.total.value = total;
    if (facets) this.colours.value = facets.colours;
  }
}

export class Artworks extends PagedList<ImageList, Picture> {
  /** Since the list was asked for: it may have been written before. */
  private brought: readonly Picture[] = [];

  constructor(private readonly api: Pick<Api, "images">) {
    super();
  }

  override load(): Promise<void> {
    this.brought = [];
    return super.load();
  }

  /** Puts what has just been brought first. */
  add(picture: Picture): void {
    this.brought = [picture, ...this.brought.filter(({ id }) => id !== picture.id)];
    this.items.value = [picture, ...this.items.value.filter(({ id }) => id !== picture.id)];
  }

  protected ask(page: number): Promise<ImageList> {
    return this.api.images(page);
  }

  protected itemsOf({ images }: ImageList): readonly Picture[] {
    const listed = new Set(images.map(({ id }) => id));
    return [...this.brought.filter(({ id }) => !listed.has(id)), ...images];
  }
}

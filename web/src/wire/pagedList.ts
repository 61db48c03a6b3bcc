/** A list that is searched and read a page at a time. */
import { batch, signal } from "@preact/signals";

interface Page {
  /** The number of the next page, or null. */
  readonly next: number | null;
}

export abstract class PagedList<Answer extends Page, Item extends { readonly id: number | string }> {
  readonly items = signal<readonly Item[]>([]);
  readonly query = signal("");
  readonly state = signal<"loading" | "ready" | "failed">("loading");
  /** Whether there is more to be shown, is on its way, or did not come. */
  readonly more = signal<"none" | "ready" | "loading" | "failed">("none");
  private next = 1;
  /** Only the answer to the last question counts. */
  private turn = 0;

  /** Asks for a page of what is wished for now; the first is 1. */
  protected abstract ask(page: number): Promise<Answer>;
  protected abstract itemsOf(answer: Answer): readonly Item[];
  /** What else an answer says. */
  protected note(_answer: Answer): void {}

  search(query: string): Promise<void> {
    this.query.value = query.trim();
    return this.load();
  }

  /** The first page of what is asked for now. */
  async load(): Promise<void> {
    const turn = ++this.turn;
    this.state.value = "loading";
    const page = await this.page(1);
    if (turn !== this.turn) return;
    batch(() => {
      this.state.value = page ? "ready" : "failed";
      if (page) this.take(page, this.itemsOf(page));
    });
  }

  async showMore(): Promise<void> {
    const turn = ++this.turn;
    this.more.value = "loading";
    const page = await this.page(this.next);
    if (turn !== this.turn) return;
    if (!page) {
      this.more.value = "failed";
      return;
    }
    // What moved on to this page in the meantime is not shown twice.
    const shown = new Set(this.items.value.map(({ id }) => id));
    const fresh = this.itemsOf(page).filter(({ id }) => !shown.has(id));
    batch(() => this.take(page, [...this.items.value, ...fresh]));
  }

  private take(answer: Answer, items: readonly Item[]): void {
    this.items.value = items;
    this.note(answer);
    this.more.value = answer.next === null ? "none" : "ready";
    this.next = answer.next ?? 1;
  }

  /** Null when it cannot be had. */
  private page(number: number): Promise<Answer | null> {
    return this.ask(number).catch(() => null);
  }
}

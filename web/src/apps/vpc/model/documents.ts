/** The chosen blanks' documents, a few at a time. */
import { signal } from "@preact/signals";
import type { Product } from "../../../wire/product";
import type { Api } from "./api";

const MOST_AT_ONCE = 4;

export class Documents {
  /** Blanks whose document could not be had. */
  readonly failed = signal<ReadonlySet<number>>(new Set());
  private readonly asked = new Set<number>();
  private readonly queue: number[] = [];
  private underway = 0;

  constructor(
    private readonly api: Pick<Api, "blank">,
    private readonly onHere: (product: Product) => void,
  ) {}

  /** Asks for those that have not been asked for. */
  want(ids: Iterable<number>): void {
    for (const id of ids) {
      if (this.asked.has(id)) continue;
      this.asked.add(id);
      this.queue.push(id);
    }
    this.go();
  }

  /** Asks once more for what did not come. */
  retry(): void {
    const ids = this.failed.value;
    this.failed.value = new Set();
    for (const id of ids) this.asked.delete(id);
    this.want(ids);
  }

  private go(): void {
    while (this.underway < MOST_AT_ONCE) {
      const id = this.queue.shift();
      if (id === undefined) return;
      this.underway++;
      void this.load(id);
    }
  }

  private async load(id: number): Promise<void> {
    try {
      this.onHere(await this.api.blank(id));
    } catch {
      this.failed.value = new Set([...this.failed.value, id]);
    }
    this.underway--;
    this.go();
  }
}

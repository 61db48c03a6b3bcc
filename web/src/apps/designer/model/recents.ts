/** What was used last, the newest first; kept in the browser where that is allowed. */
import { type Signal, signal } from "@preact/signals";

export class Recents {
  readonly list: Signal<readonly string[]>;

  constructor(
    private readonly key: string,
    private readonly most: number,
    private readonly storage: () => Storage,
  ) {
    this.list = signal(this.read());
  }

  add(entry: string): void {
    this.list.value = [entry, ...this.list.value.filter((one) => one !== entry)].slice(0, this.most);
    try {
      this.storage().setItem(this.key, JSON.stringify(this.list.value));
    } catch {
      // Storage may be forbidden in a foreign frame; then they are forgotten with the page.
    }
  }

  private read(): string[] {
    try {
      const kept: unknown = JSON.parse(this.storage().getItem(this.key) ?? "[]");
      if (!Array.isArray(kept)) return [];
      return kept.filter((one): one is string => typeof one === "string").slice(0, this.most);
    } catch {
      return [];
    }
  }
}

const browserStorage = () => window.localStorage;

export const recentFonts = new Recents("monogram.fonts", 3, browserStorage);
export const recentColours = new Recents("monogram.colours", 6, browserStorage);

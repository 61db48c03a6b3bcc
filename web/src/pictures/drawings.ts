/** The drawings behind clipart, fetched when one is first shown. */
import { signal } from "@preact/signals";
import type { Drawing } from "../document";

export class Drawings {
  /** What has come, by the clipart's id. */
  readonly here = signal<ReadonlyMap<string, Drawing>>(new Map());
  private readonly requested = new Map<string, Promise<void>>();

  /** `urlOf` tells where a drawing lies, or null where there is none. */
  constructor(private readonly urlOf: (id: string) => string | null) {}

  /** Asks for a drawing, once; when it has come, `here` changes. Never throws. */
  async request(id: string): Promise<void> {
    const url = this.urlOf(id);
    if (!url) return;
    let underway = this.requested.get(id);
    if (!underway) {
      underway = this.fetch(id, url);
      this.requested.set(id, underway);
    }
    await underway;
  }

  /** The drawing as soon as it is here, or null where it cannot be had. Never throws. */
  async load(id: string): Promise<Drawing | null> {
    await this.request(id);
    return this.here.value.get(id) ?? null;
  }

  private async fetch(id: string, url: string): Promise<void> {
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`The drawing '${id}' could not be loaded (${response.status})`);
      const { loadDrawing } = await import("../document/drawing");
      const drawing = loadDrawing(await response.json());
      this.here.value = new Map([...this.here.value, [id, drawing]]);
    } catch {
      // Asked for again when it is next shown.
      this.requested.delete(id);
    }
  }
}

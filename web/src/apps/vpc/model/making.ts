/** Products being created: asked for once, followed until all have their pictures, then told to the framing page once. */
import { computed, signal } from "@preact/signals";
import type { Connection } from "../../../pictures/connection";
import { randomKey } from "../../../wire/randomKey";
import { ApiError } from "../../../wire/request";
import type { Api, Draft } from "./api";
import type { Begun, Created, Task } from "./wire";

export type Phase = "idle" | "sending" | "following" | "finished";

/** Milliseconds between two looks. */
const PAUSE = 1000;
/** Looks at finished products whose pictures do not come, before they are taken without. */
const MOST_LOOKS_FOR_PICTURES = 90;

const NEVER = new AbortController().signal;
const isGoingOn = ({ state }: Task) => state === "waiting" || state === "running";
const hasNoPicture = ({ snapshots }: Created) => snapshots.small === null;

/** What a reload takes up again. */
export interface Kept {
  readonly key: string;
  /** Empty while no answer has come: asked for once more by the same key, nothing is created twice. */
  readonly task: string;
  /** Whether the framing page has been told. */
  readonly isTold: boolean;
}

export class Making {
  readonly phase = signal<Phase>("idle");
  readonly task = signal<Task | null>(null);
  /** Why nothing was begun, or cannot be followed. */
  readonly error = signal<unknown>(null);
  readonly kept = signal<Kept | null>(null);
  readonly created = signal<readonly Created[]>([]);
  /** Of former tries: told of together with what comes of the next. */
  readonly earlier = signal<readonly Created[]>([]);
  readonly failures = computed(() => this.task.value?.lines.filter(({ error }) => error !== null) ?? []);
  private key = "";
  private isFollowing = false;

  constructor(
    private readonly api: Pick<Api, "create" | "change" | "product" | "task" | "again">,
    private readonly tell: (products: readonly Created[]) => void,
    private readonly connection: Connection,
  ) {}

  /** Asks for the products. A second try after a lost answer asks for nothing twice. */
  begin(drafts: readonly Draft[]): Promise<void> {
    this.key ||= randomKey();
    this.kept.value = { key: this.key, task: "", isTold: false };
    return this.send(() => this.api.create(this.key, drafts));
  }

  /** Changes a virtual product, and waits for its new pictures. */
  change(id: number, draft: Draft): Promise<void> {
    return this.send(async () => {
      const changed = await this.api.change(id, draft);
      return { ...changed, products: await this.pictured(id, changed.products) };
    });
  }

  private async pictured(id: number, products: readonly Created[]): Promise<Created[]> {
    let now = products;
    for (let looks = 0; looks < MOST_LOOKS_FOR_PICTURES && now.some(hasNoPicture); looks++) {
      await this.connection.wait(PAUSE, NEVER);
      now = await this.api.product(id).catch(() => now);
    }
    return [...now];
  }

  private async send(call: () => Promise<Begun>): Promise<void> {
    this.error.value = null;
    this.phase.value = "sending";
    try {
      const { task, products } = await call();
      if (task === null) this.finish(products);
      else {
        this.kept.value = { key: this.key, task, isTold: false };
        await this.follow();
      }
    } catch (error) {
      // What was refused is changed before it is asked for again.
      if (!(error instanceof ApiError && error.kind === "unreachable")) {
        this.key = "";
        this.kept.value = null;
      }
      this.error.value = error;
      this.phase.value = "idle";
    }
  }

  /** Goes on with what was asked for before a reload. */
  async resume(kept: Kept): Promise<void> {
    this.kept.value = kept;
    this.key = kept.key;
    if (kept.task) await this.follow();
  }

  /** Tries once more what could not be created. */
  async again(): Promise<void> {
    const { value: kept } = this.kept;
    const { value: ended } = this.task;
    if (!kept || !ended || isGoingOn(ended)) return;
    this.error.value = null;
    // With the first press it is under way: it can be neither asked for twice nor settled until the answer is there.
    this.task.value = { ...ended, state: "waiting" };
    try {
      this.task.value = await this.api.again(kept.task);
    } catch (error) {
      this.task.value = ended;
      this.error.value = error;
      return;
    }
    await this.follow();
  }

  /** Takes what was created and leaves the rest. */
  settle(): void {
    this.finish(this.task.value?.products ?? []);
  }

  /** Puts what was created aside, so that what failed can be asked for otherwise. */
  setAside(): void {
    const created = [...this.earlier.value, ...(this.task.value?.products ?? [])];
    this.clear();
    this.earlier.value = created;
  }

  /** Ready for the next. */
  clear(): void {
    this.earlier.value = [];
    this.phase.value = "idle";
    this.task.value = null;
    this.error.value = null;
    this.kept.value = null;
    this.created.value = [];
    this.key = "";
  }

  private async follow(): Promise<void> {
    if (this.isFollowing || !this.kept.value) return;
    this.isFollowing = true;
    this.phase.value = "following";
    try {
      await this.look(this.kept.value.task);
    } finally {
      this.isFollowing = false;
    }
  }

  private async look(id: string): Promise<void> {
    let looks = 0;
    for (;;) {
      try {
        const task = await this.api.task(id);
        this.error.value = null;
        this.task.value = task;
        const hasEnded = !isGoingOn(task);
        if (hasEnded) looks++;
        const isPictured = task.pictured >= task.made || looks >= MOST_LOOKS_FOR_PICTURES;
        if (hasEnded && isPictured) {
          // Where some failed, the artist says whether to try again or to go on without.
          if (task.state === "done") this.finish(task.products);
          return;
        }
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        this.error.value = error;
        if (error.kind !== "unreachable" && error.kind !== "broken") return;
      }
      await this.connection.wait(PAUSE, NEVER);
    }
  }

  private finish(fresh: readonly Created[]): void {
    const products = [...this.earlier.value, ...fresh];
    this.earlier.value = [];
    this.created.value = products;
    this.phase.value = "finished";
    const { value: kept } = this.kept;
    if (kept?.isTold) return;
    if (kept) this.kept.value = { ...kept, isTold: true };
    if (products.length > 0) this.tell(products);
  }
}

/**
 * Where the browser keeps drafts. Every tab writes to a place of its own, so that two tabs of one link do not spoil each
 * other's design; a new tab takes over the newest draft of its link. In a foreign frame storage may be forbidden: then
 * nothing is kept, and nothing breaks.
 */
import type { SmartlinkParameters } from "../../../host/parameters";

export interface DraftPlace {
  /** The draft of this tab, or the newest of the link; null: none. */
  read(): string | null;
  /** `isHandedOver`: the shop has it now, and it is only wanted if the shopper comes back by the browser's button. */
  write(draft: string, isHandedOver?: boolean): void;
  clear(): void;
}

export interface Stores {
  /** Shared by all tabs. Either may throw. */
  local(): Storage;
  /** The tab's own, which survives a reload. */
  tab(): Storage;
  now(): number;
  newId(): string;
  /** Whether the page was reloaded or come back to, and not opened anew. */
  isReturn: boolean;
  /** Tells of what other tabs do: the key, and whether it was removed. */
  listen(heard: (key: string | null, isRemoved: boolean) => void): void;
}

const PREFIX = "monogram.draft:";
const WEEK = 7 * 24 * 3600 * 1000;

interface Kept {
  readonly key: string;
  readonly savedAt: number;
  readonly isHandedOver: boolean;
  readonly draft: string;
}

/** What says which design a link is about: not who embeds it, nor where its messages go. */
export function designNamed(link: SmartlinkParameters): string {
  const {
    company,
    productId,
    design,
    text,
    imageUrl,
    printSize,
    attributes,
    imageAreas,
    aspects,
    textAreas,
  } = link;
  const sorted = [attributes, imageAreas, aspects, textAreas].map((one) => Object.entries(one).sort());
  return JSON.stringify([company, productId, design, text, imageUrl, printSize, ...sorted]);
}

export function createDraftPlace(link: SmartlinkParameters, stores: Stores): DraftPlace {
  const mine = `${PREFIX}${designNamed(link)}`;
  let tab = guarded(() => tabOf(stores, mine)) ?? stores.newId();
  let written: string | null = null;
  const key = () => `${mine}:${tab}`;
  const put = () => {
    const text = written;
    if (text !== null) guarded(() => putWithRoom(stores.local(), key(), text));
  };
  stores.listen((changed, isRemoved) => {
    if (changed !== key() || written === null) return;
    // Another tab has our name, as a duplicated one does: from now on we have another.
    if (!isRemoved) {
      tab = stores.newId();
      guarded(() => stores.tab().setItem(mine, tab));
    }
    // Where others needed the room there is no fight for it.
    const text = written;
    guarded(() => stores.local().setItem(key(), text));
  });
  return {
    read() {
      guarded(() => removeOld(stores));
      const all = guarded(() => keptUnder(stores.local(), `${mine}:`)) ?? [];
      const found = all.find((one) => one.key === key()) ?? all.at(-1);
      if (!found) return null;
      const isWanted = stores.isReturn || !found.isHandedOver;
      if (isWanted) {
        written = `${found.savedAt} kept ${found.draft}`;
        put();
      }
      if (!isWanted || found.key !== key()) guarded(() => stores.local().removeItem(found.key));
      return isWanted ? found.draft : null;
    },
    write(draft, isHandedOver = false) {
      written = `${stores.now()} ${isHandedOver ? "handed-over" : "kept"} ${draft}`;
      put();
    },
    clear() {
      written = null;
      guarded(() => stores.local().removeItem(key()));
    },
  };
}

function tabOf(stores: Stores, mine: string): string {
  const known = stores.tab().getItem(mine);
  if (known) return known;
  const fresh = stores.newId();
  stores.tab().setItem(mine, fresh);
  return fresh;
}

function removeOld({ local, now }: Stores): void {
  const place = local();
  for (const one of keptUnder(place, PREFIX)) if (now() - one.savedAt > WEEK) place.removeItem(one.key);
}

/** Where there is no room, the oldest drafts of others give way. */
function putWithRoom(place: Storage, key: string, text: string): void {
  const others = keptUnder(place, PREFIX).filter((one) => one.key !== key);
  for (const oldest of [...others, null]) {
    try {
      place.setItem(key, text);
      return;
    } catch (error) {
      if (!oldest) throw error;
      place.removeItem(oldest.key);
    }
  }
}

/** The oldest first. */
function keptUnder(place: Storage, prefix: string): Kept[] {
  const keys = Array.from({ length: place.length }, (_, index) => place.key(index) ?? "");
  const kept = keys.flatMap((key) => {
    const parts = key.startsWith(prefix) ? /^(\d+) (\S+) (.*)$/s.exec(place.getItem(key) ?? "") : null;
    if (!parts) return [];
    const [, savedAt, state, draft = ""] = parts;
    return [{ key, savedAt: Number(savedAt), isHandedOver: state === "handed-over", draft }];
  });
  return kept.sort((one, other) => one.savedAt - other.savedAt);
}

function guarded<T>(use: () => T): T | null {
  try {
    return use();
  } catch {
    return null;
  }
}

/** The browser's own stores. */
export function browserStores(self: Window): Stores {
  return {
    local: () => self.localStorage,
    tab: () => self.sessionStorage,
    now: Date.now,
    newId: () => Math.random().toString(36).slice(2),
    isReturn: self.performance
      .getEntriesByType("navigation")
      .some((entry) => ["reload", "back_forward"].includes((entry as PerformanceNavigationTiming).type)),
    listen: (heard) => self.addEventListener("storage", (event) => heard(event.key, event.newValue === null)),
  };
}

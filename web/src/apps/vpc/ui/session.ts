/** What every part of the tool shares. */
import { effect, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { browserConnection } from "../../../pictures/connection";
import type { Api } from "../model/api";
import { Bringing } from "../model/bringing";
import { Checks } from "../model/checks";
import { Creator } from "../model/creator";
import { Documents } from "../model/documents";
import { draftKey, forget, keep, restore, sessionStore, written } from "../model/draft";
import { Artworks, Blanks } from "../model/lists";
import { Making } from "../model/making";
import { Mockups } from "../model/mockups";
import { travel } from "../model/travelling";
import type { Created, Start } from "../model/wire";

export interface Session {
  readonly creator: Creator;
  readonly mockups: Mockups;
  readonly checks: Checks;
  readonly documents: Documents;
  readonly bringing: Bringing;
  readonly artworks: Artworks;
  readonly blanks: Blanks;
  readonly making: Making;
  /** Said to those who do not see it. */
  readonly said: ReturnType<typeof signal<string>>;
}

/** Milliseconds of quiet before the work is kept. */
const KEEPING_PAUSE = 250;

/** Begins with what the server says, and what was kept of earlier work. */
export function startSession(
  start: Start,
  api: Api,
  tell: (products: readonly Created[]) => void,
  self: Window,
): Session {
  const connection = browserConnection(self);
  const creator = new Creator(start);
  const mockups = new Mockups();
  const making = new Making(api, tell, connection);
  const artworks = new Artworks(api);
  const documents = new Documents(api, (product) => creator.addProduct(product));
  const bringing = new Bringing(api, creator, artworks, connection);
  const store = sessionStore(self);
  const key = draftKey(creator);
  const kept = restore(creator, making, store, key);
  if (kept && !kept.isTold) {
    if (kept.task) creator.step.value = "create";
    void making.resume(kept);
  }
  let waiting = 0;
  // What is done is not begun with again.
  const keepNow = () =>
    making.phase.peek() === "finished" ? forget(store, key) : keep(store, key, written(creator, making));
  effect(() => {
    void written(creator, making);
    void making.phase.value;
    self.clearTimeout(waiting);
    waiting = self.setTimeout(keepNow, KEEPING_PAUSE);
  });
  self.addEventListener("pagehide", keepNow);
  self.addEventListener("beforeunload", (event) => {
    // Left now, the shop would not hear of what is being created.
    if (making.phase.peek() === "sending" || making.phase.peek() === "following") event.preventDefault();
  });
  travel(self, creator, making);
  effect(() => documents.want(creator.chosen.value.map(({ id }) => id)));
  effect(() => {
    if (creator.artwork.value) mockups.want(creator.artwork.value);
  });
  const checks = new Checks(creator, mockups);
  const blanks = new Blanks(api);
  return { creator, mockups, checks, documents, bringing, artworks, blanks, making, said: signal("") };
}

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("used outside the creator");
  return session;
}

import { describe, expect, it } from "vitest";
import { parseParameters } from "../../../host/parameters";
import { createDraftPlace, designNamed, type Stores } from "./draftPlace";

const DAY = 24 * 3600 * 1000;
const LINK = "#p=1007644&guid=99999&meo=https://shop.example&mei=abc";

class Memory implements Storage {
  private readonly items = new Map<string, string>();
  room = Number.POSITIVE_INFINITY;
  changed: (key: string, isRemoved: boolean) => void = () => {};

  get length() {
    return this.items.size;
  }
  key(index: number) {
    return [...this.items.keys()][index] ?? null;
  }
  getItem(key: string) {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string) {
    const used = [...this.items].reduce((sum, [name, text]) => sum + (name === key ? 0 : text.length), 0);
    if (used + value.length > this.room) throw new DOMException("full", "QuotaExceededError");
    this.items.set(key, value);
    this.changed(key, false);
  }
  removeItem(key: string) {
    if (this.items.delete(key)) this.changed(key, true);
  }
  clear() {
    this.items.clear();
  }
}

/** A browser with tabs of one origin; the clock stands until it is set. */
function browser() {
  const local = new Memory();
  const world = { local, time: 0 };
  const listeners: { tab: number; heard: (key: string | null, isRemoved: boolean) => void }[] = [];
  let ids = 0;
  let acting = -1;
  local.changed = (key, isRemoved) => {
    const actor = acting;
    for (const { tab, heard } of listeners)
      if (tab !== actor) {
        acting = tab;
        heard(key, isRemoved);
        acting = actor;
      }
  };
  /** `storage` is that of the tab, which a reload keeps; what the page does is not told to itself. */
  const page = (storage = new Memory(), hash = LINK, isReturn = false) => {
    const tab = listeners.length;
    const stores: Stores = {
      local: () => local,
      tab: () => storage,
      now: () => world.time,
      newId: () => `tab${++ids}`,
      isReturn,
      listen: (heard) => listeners.push({ tab, heard }),
    };
    const as = <T>(act: () => T): T => {
      acting = tab;
      const result = act();
      acting = -1;
      return result;
    };
    const place = as(() => createDraftPlace(parseParameters(hash), stores));
    return {
      storage,
      read: () => as(() => place.read()),
      write: (draft: string, isHandedOver?: boolean) => as(() => place.write(draft, isHandedOver)),
      clear: () => as(() => place.clear()),
      close() {
        listeners.splice(0, listeners.length, ...listeners.filter((one) => one.tab !== tab));
      },
    };
  };
  return { world, page };
}

describe("where drafts are kept", () => {
  it("is known by what the link says of the design, in any order and encoding", () => {
    const named = (hash: string) => designNamed(parseParameters(hash));
    const link = "#p=5&guid=9&state[text_areas][A][text]=a&state[text_areas][B][text]=b";
    expect(named(`${link}&mei=x&meo=https://a.example&r=webgl&save=https://a.example/s`)).toBe(named(link));
    expect(named("#state[text_areas][B][text]=b&guid=9&state%5Btext_areas%5D[A][text]=a&p=5")).toBe(
      named(link),
    );
    for (const more of ["&text=x", "&pj=AAAAAAAAAA", "&state[print_size]=A4", "&i=https://a.example/i.png"])
      expect(named(link + more)).not.toBe(named(link));
  });

  it("gives the draft back after a reload and in a new tab, whatever the message id", () => {
    const { page } = browser();
    const first = page();
    expect(first.read()).toBeNull();
    first.write("design");
    expect(page(first.storage, LINK.replace("abc", "xyz")).read()).toBe("design");
    expect(page().read()).toBe("design");
    expect(page(new Memory(), "#p=1007645&guid=99999").read()).toBeNull();
  });

  it("forgets what is cleared", () => {
    const { page } = browser();
    const first = page();
    first.write("design");
    first.clear();
    expect(page(first.storage).read()).toBeNull();
    expect(page().read()).toBeNull();
  });

  it("leaves each of two tabs its own design", () => {
    const { page } = browser();
    const one = page();
    one.write("one");
    const two = page();
    expect(two.read()).toBe("one");
    two.write("two");
    one.write("one more");
    two.write("two more");
    expect(page(one.storage).read()).toBe("one more");
    expect(page(two.storage).read()).toBe("two more");
  });

  it("leaves an idle tab its design when another takes it over", () => {
    const { page } = browser();
    const idle = page();
    idle.write("one");
    const other = page();
    other.read();
    other.write("two");
    expect(page(idle.storage).read()).toBe("one");
  });

  it("gives a duplicated tab a place of its own", () => {
    const { page } = browser();
    const one = page();
    one.write("one");
    const copy = new Memory();
    for (let index = 0; index < one.storage.length; index++) {
      const key = one.storage.key(index) ?? "";
      copy.setItem(key, one.storage.getItem(key) ?? "");
    }
    const two = page(copy);
    two.read();
    two.write("two");
    one.write("one more");
    expect(page(one.storage).read()).toBe("one more");
    expect(page(two.storage).read()).toBe("two");
  });

  it("does not bring an older design back when the newest has been ordered", () => {
    const { page } = browser();
    const yesterday = page();
    yesterday.write("old");
    yesterday.close();
    const today = page();
    today.read();
    today.write("new");
    today.clear();
    expect(page().read()).toBeNull();
  });

  it("keeps what was handed over for those who come back, and for nobody else", () => {
    const { page } = browser();
    const first = page();
    first.write("design", true);
    first.close();
    const back = page(first.storage, LINK, true);
    expect(back.read()).toBe("design");
    back.write("design", true);
    back.close();
    expect(page(first.storage).read()).toBeNull();
    expect(page(first.storage, LINK, true).read()).toBeNull();
  });

  it("forgets after a week", () => {
    const { page, world } = browser();
    const old = page();
    old.write("design");
    old.close();
    world.time = 8 * DAY;
    expect(page().read()).toBeNull();
    expect(world.local.length).toBe(0);
  });

  it("makes room by letting the oldest drafts of other links go", () => {
    const { page, world } = browser();
    for (const id of [1, 2, 3]) {
      world.time = id;
      const other = page(new Memory(), `#p=${id}`);
      other.write("x".repeat(100));
      other.close();
    }
    world.local.room = 350;
    const now = page();
    now.write("y".repeat(100));
    expect(now.read()).toBe("y".repeat(100));
    expect([1, 2, 3].map((id) => page(new Memory(), `#p=${id}`).read()?.length)).toEqual([
      undefined,
      100,
      100,
    ]);
  });

  it("does not hurt where storage is forbidden or full", () => {
    const forbidden = (): Storage => {
      throw new DOMException("denied", "SecurityError");
    };
    const stores: Stores = {
      local: forbidden,
      tab: forbidden,
      now: () => 0,
      newId: () => "tab",
      isReturn: false,
      listen: () => {},
    };
    const place = createDraftPlace(parseParameters(LINK), stores);
    place.write("design");
    expect(place.read()).toBeNull();
    place.clear();
    const { page, world } = browser();
    world.local.room = 10;
    const full = page();
    full.write("y".repeat(100));
    expect(full.read()).toBeNull();
  });
});

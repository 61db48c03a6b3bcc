import { describe, expect, it } from "vitest";
import { createDraftKeeper } from "./draft";

function memory(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  } as Storage;
}

const draft = {
  document: { version: 1 },
  choices: { "1": "12" },
  quantity: 3,
  printSize: null,
  attributes: {},
  images: [],
};
const LINK = "#p=1007644&guid=99999&meo=https://shop.example&mei=abc";

describe("drafts", () => {
  it("come back under the same link, whatever the message id", () => {
    const storage = memory();
    createDraftKeeper(
      LINK,
      () => storage,
      () => 1000,
    ).save(draft);
    const again = createDraftKeeper(
      LINK.replace("abc", "xyz"),
      () => storage,
      () => 2000,
    );
    expect(again.load()).toMatchObject(draft);
    const other = createDraftKeeper(
      "#p=1007645&guid=99999",
      () => storage,
      () => 2000,
    );
    expect(other.load()).toBeNull();
    again.clear();
    expect(again.load()).toBeNull();
  });

  it("are forgotten after a week", () => {
    const storage = memory();
    createDraftKeeper(
      LINK,
      () => storage,
      () => 0,
    ).save(draft);
    expect(
      createDraftKeeper(
        LINK,
        () => storage,
        () => 8 * 24 * 3600 * 1000,
      ).load(),
    ).toBeNull();
  });

  it("do not hurt where storage is forbidden or holds something else", () => {
    const forbidden = createDraftKeeper(
      LINK,
      () => {
        throw new DOMException("denied", "SecurityError");
      },
      () => 0,
    );
    forbidden.save(draft);
    expect(forbidden.load()).toBeNull();
    const storage = memory();
    storage.setItem = () => {};
    storage.getItem = () => "not json";
    expect(
      createDraftKeeper(
        LINK,
        () => storage,
        () => 0,
      ).load(),
    ).toBeNull();
  });
});

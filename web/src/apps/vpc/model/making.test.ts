import { describe, expect, it } from "vitest";
import type { Connection } from "../../../pictures/connection";
import { ApiError } from "../../../wire/request";
import { type Kept, Making } from "./making";
import type { Begun, Created, Task } from "./wire";

const here: Connection = { isOnline: () => true, wait: async () => {} };
const made = (id: number, small: string | null = "/s.jpg"): Created => ({
  id,
  name: "Sun",
  retail_sku: `SUN-${id}`,
  snapshots: { small },
});
const task = (fields: Partial<Task>): Task => ({
  state: "running",
  total: 2,
  made: 0,
  failed: 0,
  pictured: 0,
  lines: [],
  products: [],
  ...fields,
});
const done = task({ state: "done", made: 2, pictured: 2, products: [made(1), made(2)] });

/** A server that answers as told, one answer a call; the last one again and again. */
function makingWith(answers: (Task | ApiError)[], begun: (Begun | ApiError)[] = []) {
  const told: (readonly Created[])[] = [];
  const keys: string[] = [];
  const asked: string[] = [];
  const next = <T>(from: (T | ApiError)[]): T => {
    const answer = from.length > 1 ? from.shift() : from[0];
    if (answer instanceof ApiError) throw answer;
    return answer as T;
  };
  const making = new Making(
    {
      create: async (key) => {
        keys.push(key);
        return begun.length > 0 ? next(begun) : { task: "t1", products: [] };
      },
      change: async () => ({ task: null, products: [made(9, null)] }),
      product: async () => [made(9)],
      task: async () => next(answers),
      again: async (id) => {
        asked.push(id);
        return next(answers);
      },
    },
    (products) => told.push(products),
    here,
  );
  return { making, told, keys, asked };
}

describe("products being created", () => {
  it("are followed until all have their pictures, and told of once", async () => {
    const unpictured = { ...done, pictured: 1 };
    const { making, told } = makingWith([task({}), task({ made: 1 }), unpictured, done]);
    await making.begin([]);
    expect(making.phase.value).toBe("finished");
    expect(told).toEqual([[made(1), made(2)]]);
    expect(making.kept.value).toMatchObject({ task: "t1", isTold: true });
  });

  it("are not told of again by a reload", async () => {
    const { making, told } = makingWith([done]);
    await making.resume({ key: "k", task: "t1", isTold: true });
    expect(making.created.value).toEqual([made(1), made(2)]);
    expect(told).toEqual([]);
  });

  it("wait for the artist where some failed: to try again", async () => {
    const line = {
      position: 0,
      name: "Sun",
      blank: 1,
      product: null,
      error: { message: "Taken.", code: 8104 },
    };
    const partly = task({
      state: "partly",
      made: 1,
      failed: 1,
      pictured: 1,
      lines: [line],
      products: [made(1)],
    });
    const { making, told } = makingWith([partly, task({ made: 1 }), done]);
    await making.begin([]);
    expect([making.phase.value, making.failures.value.length, told.length]).toEqual(["following", 1, 0]);
    await making.again();
    expect(told).toEqual([[made(1), made(2)]]);
  });

  it("are asked for again once, and not settled meanwhile, however often it is pressed", async () => {
    const partly = task({ state: "partly", made: 1, failed: 1, pictured: 1, products: [made(1)] });
    const { making, told, asked } = makingWith([partly, task({ made: 1 }), done]);
    await making.begin([]);
    const presses = [making.again(), making.again()];
    expect(making.task.value?.state).toBe("waiting");
    await Promise.all(presses);
    expect(asked).toEqual(["t1"]);
    expect(told).toEqual([[made(1), made(2)]]);
  });

  it("wait for the artist still where they cannot be asked for again", async () => {
    const partly = task({ state: "partly", made: 1, failed: 1, pictured: 1, products: [made(1)] });
    const { making, asked } = makingWith([partly, new ApiError("unreachable", ""), done]);
    await making.begin([]);
    await making.again();
    expect(making.task.value).toEqual(partly);
    expect(making.error.value).toBeInstanceOf(ApiError);
    await making.again();
    expect(asked).toEqual(["t1", "t1"]);
    expect(making.phase.value).toBe("finished");
  });

  it("or to go on with the rest", async () => {
    const partly = task({ state: "partly", made: 1, failed: 1, pictured: 1, products: [made(1)] });
    const { making, told } = makingWith([partly]);
    await making.begin([]);
    making.settle();
    making.settle();
    expect(told).toEqual([[made(1)]]);
  });

  it("or to ask otherwise for what failed: all are told of together", async () => {
    const partly = task({ state: "partly", made: 1, failed: 1, pictured: 1, products: [made(1)] });
    const { making, told, keys } = makingWith([partly, { ...done, products: [made(2)] }]);
    await making.begin([]);
    making.setAside();
    await making.begin([]);
    expect(told).toEqual([[made(1), made(2)]]);
    expect(keys[1]).not.toBe(keys[0]);
  });

  it("go on when a lost connection is back", async () => {
    const { making, told } = makingWith([new ApiError("unreachable", ""), done]);
    await making.begin([]);
    expect(told).toHaveLength(1);
    expect(making.error.value).toBeNull();
  });

  it("are asked for with the same key after a lost answer, and with another after a refusal", async () => {
    const begun = [
      new ApiError("unreachable", ""),
      new ApiError("refused", "No.", 7102),
      { task: "t1", products: [] },
    ];
    const { making, keys } = makingWith([done], begun);
    for (let times = 0; times < 3; times++) await making.begin([]);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[1]);
    expect(making.phase.value).toBe("finished");
  });

  it("are asked for with the same key by a reload before the answer", async () => {
    const { making, keys } = makingWith(
      [done],
      [new ApiError("unreachable", ""), { task: "t1", products: [] }],
    );
    await making.begin([]);
    const kept = making.kept.value;
    expect(kept).toMatchObject({ task: "", isTold: false });
    const reloaded = makingWith([done]);
    await reloaded.making.resume(kept as Kept);
    expect(reloaded.making.phase.value).toBe("idle");
    await reloaded.making.begin([]);
    expect(reloaded.keys).toEqual(keys);
  });

  it("have nothing kept of them that were refused", async () => {
    const { making } = makingWith([done], [new ApiError("refused", "No.", 7102)]);
    await making.begin([]);
    expect(making.kept.value).toBeNull();
  });

  it("are told of with their new pictures when one is changed", async () => {
    const { making, told } = makingWith([]);
    await making.change(9, {} as Parameters<Making["change"]>[1]);
    expect(told).toEqual([[made(9)]]);
  });
});

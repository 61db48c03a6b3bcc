import { describe, expect, it } from "vitest";
import { commit, endRun, redo, startHistory, undo } from "./history";

describe("history", () => {
  it("undoes and redoes step by step", () => {
    const history = commit(commit(startHistory("a"), "b"), "c");
    expect(undo(history).present).toBe("b");
    expect(undo(undo(history)).present).toBe("a");
    expect(redo(undo(undo(history))).present).toBe("b");
    expect(redo(redo(undo(undo(history))))).toEqual(history);
  });

  it("stays where it is at either end", () => {
    const history = startHistory("a");
    expect(undo(history)).toBe(history);
    expect(redo(history)).toBe(history);
  });

  it("forgets the future on a new step", () => {
    const history = commit(undo(commit(startHistory("a"), "b")), "c");
    expect(history.future).toEqual([]);
    expect(history.present).toBe("c");
  });

  it("folds a run of small changes into one step", () => {
    let history = commit(startHistory(""), "H", "text:t1");
    history = commit(history, "Hi", "text:t1");
    expect(undo(history).present).toBe("");
    history = commit(endRun(history), "Hi all", "text:t1");
    expect(undo(history).present).toBe("Hi");
  });

  it("does not fold into a run after an undo", () => {
    const typed = commit(commit(startHistory("a"), "b"), "c", "text:t1");
    const again = commit(undo(typed), "d", "text:t1");
    expect(undo(again).present).toBe("b");
  });

  it("ignores a step that changes nothing", () => {
    const history = startHistory("a");
    expect(commit(history, "a")).toBe(history);
  });
});

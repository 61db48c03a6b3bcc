/** Undo and redo over immutable states: every step keeps the whole state, which is cheap because states share parts. */
export interface History<State> {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
  /** Names the run of small changes that the last step belongs to (typing, a slider), or null. */
  readonly run: string | null;
}

const MAX_STEPS = 200;

export function startHistory<State>(
  present: State,
  past: readonly State[] = [],
  future: readonly State[] = [],
): History<State> {
  return { past, present, future, run: null };
}

/**
 * One step further. Steps with the same `run` fold into one, so that undo takes back a word and not a letter.
 * A step that changes nothing leaves the history as it is.
 */
export function commit<State>(
  history: History<State>,
  next: State,
  run: string | null = null,
): History<State> {
  if (next === history.present) return history;
  if (run !== null && run === history.run) return { ...history, present: next, future: [] };
  return { past: [...history.past, history.present].slice(-MAX_STEPS), present: next, future: [], run };
}

/** Ends a run: the next step stands alone even if it has the same name. */
export function endRun<State>(history: History<State>): History<State> {
  return history.run === null ? history : { ...history, run: null };
}

export function undo<State>(history: History<State>): History<State> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    run: null,
  };
}

export function redo<State>(history: History<State>): History<State> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, run: null };
}

/** The browser's connection, so that what is sent waits for it and tests can stand in for it. */

export interface Connection {
  isOnline(): boolean;
  /** Waits so many milliseconds, or until the connection is back. Rejects when aborted. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The browser's own connection. */
export function browserConnection(self: Window): Connection {
  return {
    isOnline: () => self.navigator.onLine,
    wait: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const listeners = new AbortController();
        const timer = self.setTimeout(() => end(resolve), milliseconds);
        const end = (settle: () => void) => {
          self.clearTimeout(timer);
          listeners.abort();
          settle();
        };
        const once = { signal: listeners.signal };
        self.addEventListener("online", () => end(resolve), once);
        signal.addEventListener("abort", () => end(() => reject(signal.reason)), once);
      }),
  };
}

/** Sending a design over an unreliable connection: the same key is sent again, so one click is never two print jobs. */

import type { Connection } from "../../../pictures/connection";
import { ApiError } from "../../../wire/request";
import type { DesignRequest } from "./api";
import type { Design } from "./request";

/** Pauses before the second attempt and those that follow, in milliseconds; the last one is repeated. */
const PAUSES = [800, 2500, 6000, 10_000] as const;

export interface Delivery<Answer> {
  /**
   * Sends the design, and again for as long as no answer comes; `onLost` is told each time that none came. Throws the
   * ApiError of an answer, or what `signal` was aborted with.
   */
  send(design: Design, onLost: () => void, signal: AbortSignal): Promise<Answer>;
}

/**
 * A key belongs to what is sent: the same design asked for again after a failure keeps its key, a changed one gets
 * a new one, and so does the next after a success.
 */
export function createDelivery<Answer>(
  ask: (request: DesignRequest) => Promise<Answer>,
  connection: Connection,
  newKey: () => string,
): Delivery<Answer> {
  let pending: { content: string; key: string } | null = null;
  return {
    async send(design, onLost, signal) {
      const content = JSON.stringify(design);
      if (pending?.content !== content) pending = { content, key: newKey() };
      const request = { ...design, request_key: pending.key };
      for (let attempt = 0; ; attempt++) {
        const answer = connection.isOnline() ? await answerOf(ask(request)) : null;
        signal.throwIfAborted();
        if (answer) {
          pending = null;
          return answer.value;
        }
        onLost();
        await connection.wait(PAUSES[Math.min(attempt, PAUSES.length - 1)] as number, signal);
      }
    },
  };
}

/** Null when none came. */
async function answerOf<Answer>(asked: Promise<Answer>): Promise<{ value: Answer } | null> {
  try {
    return { value: await asked };
  } catch (error) {
    if (error instanceof ApiError && error.kind === "unreachable") return null;
    throw error;
  }
}

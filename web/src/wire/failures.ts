/** Why the server said no, in the shopper's language. */
import { language, words } from "../words";
import { ApiError } from "./request";

/**
 * By the server's number of what is wrong, else the general sentence. The server's own sentences are English: they are
 * shown to those who read it. Throws what is no ApiError.
 */
export function failureText(error: unknown, general: string): string {
  if (!(error instanceof ApiError)) throw error;
  const known = error.code === null ? undefined : words.errors[error.code];
  if (known) return known;
  const isReadable = error.kind === "refused" && error.message !== "" && language.startsWith("en");
  return isReadable ? error.message : general;
}

/** An absolute address, or null for what is none. `URL.canParse` is newer than the oldest browsers that we support. */
export function parsedUrl(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

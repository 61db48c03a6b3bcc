/** What a catalogue says, for its tests. */

const ARGUMENTS = [11, 12, 13, 14, 15, 16];

/** By the way to it; functions are asked with numbers that can be found again. */
export function saidBy(words: object, way = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    const name = way ? `${way}.${key}` : key;
    if (typeof value === "string") found.set(name, value);
    else if (typeof value === "function") {
      found.set(name, value(...ARGUMENTS));
    } else if (value && name !== "preflight") {
      for (const [inner, text] of saidBy(value, name)) found.set(inner, text);
    }
  }
  return found;
}

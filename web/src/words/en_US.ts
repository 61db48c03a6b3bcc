/** American English: British English as Americans spell it. */
import type { SharedWords } from ".";

const preflight: SharedWords["preflight"] = {
  language: "en-US",
  inks: { white: "white ink", cut: "a cut line", foil: "foil", engrave: "engraving" },
  sentences: {
    continuous_tone: {
      message:
        "This print is made in flat colors. Photos, gradients and see-through parts will not look like this.",
      background:
        "This print is made in flat colors. A background of photos or gradients will not look like this.",
    },
    too_many_colours: {
      message: {
        one: "This print takes 1 color; the design on {area} has {colours}. Use fewer.",
        other: "This print takes {most} colors; the design on {area} has {colours}. Use fewer.",
      },
    },
    ink: { message: "This is made with {name}, which is not on offer here. Choose color instead." },
  },
};

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\b([Cc])olour/g, "$1olor"],
  [/\b([Cc])entre/g, "$1enter"],
  [/\b([Gg])rey/g, "$1ray"],
  [/ersonalis/g, "ersonaliz"],
  [/\bTelephone\b/g, "Phone"],
];

export function american<Words extends SharedWords>(british: Words): Words {
  return { ...spelt(british), preflight };
}

function spelt<T>(words: T): T {
  if (typeof words === "string") {
    return SPELLINGS.reduce((text: string, [british, own]) => text.replace(british, own), words) as T;
  }
  if (typeof words === "function") return ((...values: unknown[]) => spelt(words(...values))) as T;
  if (typeof words !== "object" || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([key, value]) => [key, spelt(value)])) as T;
}

/** What a shop's pricing address answers, checked: a stranger's words, so all of it is text and nothing is long. */
import * as v from "valibot";
import type { Quote } from "./price";

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  pound: "£",
  euro: "€",
  yen: "¥",
  nbsp: "\u00a0",
  lt: "<",
  gt: ">",
};

/** Shops send prices as their pages write them: without its markup it is what a shopper would read there. */
function plainText(markup: string): string {
  return markup
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<[^>]*>/g, "")
    .replace(/&#(\d{1,6});/g, (_all, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (all, name: string) => ENTITIES[name] ?? all)
    .trim();
}

const line = (longest: number) =>
  v.pipe(
    v.string(),
    v.maxLength(20_000),
    v.transform(plainText),
    v.nonEmpty(),
    v.transform((text) => text.slice(0, longest)),
  );
const formatted = line(40);
const whole = v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer(), v.minValue(1));
const money = v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.finite(), v.minValue(0));
const optional = <S extends v.GenericSchema>(schema: S) => v.fallback(v.nullable(schema), null);

/** As many of a list as are worth showing; what does not fit is left out one by one. */
const listOf = <S extends v.GenericSchema>(schema: S, most: number) =>
  v.fallback(
    v.pipe(
      v.array(v.unknown()),
      v.transform((items) =>
        items.slice(0, most).flatMap((item): v.InferOutput<S>[] => {
          const read = v.safeParse(schema, item);
          return read.success ? [read.output] : [];
        }),
      ),
    ),
    [],
  );

const tierSchema = v.object({ quantity: whole, price: formatted, amount: optional(money) });
const optionSchema = v.object({ name: line(200), price: formatted });

const answerSchema = v.object({
  price: formatted,
  amount: optional(money),
  currency: optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/))),
  total: optional(formatted),
  name: optional(line(200)),
  description: optional(line(2000)),
  quantities: optional(v.object({ min: optional(whole), max: optional(whole), increment: optional(whole) })),
  options: listOf(optionSchema, 200),
  tiers: listOf(tierSchema, 20),
  dynamic: v.fallback(v.boolean(), false),
});

/** What the answer says, or null where it has no price. */
export function readQuote(answer: unknown): Quote | null {
  const read = v.safeParse(answerSchema, answer);
  if (!read.success) return null;
  const { quantities, options, tiers, dynamic, ...rest } = read.output;
  return {
    ...rest,
    quantities: quantities && { min: quantities.min, max: quantities.max, step: quantities.increment },
    options: new Map(options.map(({ name, price }) => [name, price])),
    tiers: tiers.sort((one, other) => one.quantity - other.quantity),
    isDynamic: dynamic,
  };
}

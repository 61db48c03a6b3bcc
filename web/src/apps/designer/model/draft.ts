/** A design that is not ordered yet, as it is kept in the browser so that a reload or a crash does not lose it. */
import * as v from "valibot";
import { drawingsUsed, imagesUsed } from "../../../document/used";
import type { Beginning } from "./beginning";
import type { Editor } from "./editor";
import { pack } from "./packing";
import { fontSchema, imageSchema, type Picture } from "./wire";

const VERSION = 2;
/** Steps on either side of the present, and characters: a text of this size is written in a few milliseconds. */
const MOST_STEPS = 100;
const LONGEST = 400_000;

const place = v.pipe(v.number(), v.integer(), v.minValue(0));
const names = v.record(v.string(), v.string());

const draftSchema = v.object({
  version: v.literal(VERSION),
  product_id: v.number(),
  steps: v.object({
    layers: v.array(v.unknown()),
    areas: v.array(
      v.object({
        name: v.string(),
        width: v.number(),
        height: v.number(),
        background: v.any(),
        layers: v.array(place),
      }),
    ),
    fallback_fonts: v.array(v.array(v.string())),
    steps: v.array(v.object({ fallback_fonts: place, areas: v.array(place) })),
    present: place,
    product_id: v.number(),
  }),
  choices: names,
  quantity: v.pipe(v.number(), v.integer(), v.minValue(1)),
  print_size: v.nullable(v.string()),
  attributes: names,
  /** The side in hand, by id. */
  view: v.string(),
  /** Pictures that the design uses or that were uploaded beside it. */
  pictures: v.array(imageSchema),
  /** Of them those that the shopper does not see among the photos. */
  unlisted: v.array(v.string()),
  /** What those without their background were made of. */
  cutouts: v.optional(
    v.record(
      v.string(),
      v.object({ original: v.string(), colour: v.nullable(v.string()), tolerance: v.number() }),
    ),
    {},
  ),
  fonts: v.array(fontSchema),
  /** Pictures of the link had not come yet. */
  is_owed: v.boolean(),
});

export type Draft = v.InferOutput<typeof draftSchema>;

/** Reads what `writeDraft` made; null for anything else. */
export function readDraft(text: string): Draft | null {
  try {
    const draft = v.safeParse(draftSchema, JSON.parse(text));
    return draft.success ? draft.output : null;
  } catch {
    return null;
  }
}

/** What any step shows and what the shopper has among the photos; not what was only looked at. */
function keptPictures({ cutouts, history, pictures, unlisted }: Editor): Picture[] {
  const { past, present, future } = history.value;
  // Most steps share most of their areas.
  const areas = new Set([...past, present, ...future].flatMap((step) => step.areas));
  const all = { ...present, areas: [...areas] };
  const shown = new Set([...imagesUsed(all), ...drawingsUsed(all)]);
  // A photo whose background is gone can have it back.
  for (const [id, { original }] of cutouts.value) if (shown.has(id)) shown.add(original);
  return [...pictures.value.values()].filter(({ id }) => shown.has(id) || !unlisted.value.has(id));
}

/** The state of a session. Of a very long history only the nearest steps are kept. */
export function writeDraft(editor: Editor, fonts: Beginning["fonts"], isOwed: boolean): string {
  const pictures = keptPictures(editor);
  const kept = new Set(pictures.map(({ id }) => id));
  const whole = {
    version: VERSION,
    product_id: editor.product.id,
    choices: editor.choices.value,
    quantity: editor.quantity.value,
    print_size: editor.printSize.value,
    attributes: editor.attributes.value,
    view: editor.viewId.value,
    pictures,
    unlisted: [...editor.unlisted.value],
    cutouts: Object.fromEntries([...editor.cutouts.value].filter(([id]) => kept.has(id))),
    fonts,
    is_owed: isOwed,
  };
  const history = editor.history.value;
  const written = (most: number) => JSON.stringify({ ...whole, steps: pack(history, most) });
  let text = written(MOST_STEPS);
  for (let most = MOST_STEPS / 2; text.length > LONGEST && most >= 1; most /= 2)
    text = written(Math.floor(most));
  return text.length > LONGEST ? written(0) : text;
}

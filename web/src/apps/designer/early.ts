/**
 * The page's first script, which stands in the page itself: a few lines that ask for the product, and then for its
 * photo, while the designer's own code is still on its way. Whatever it does not understand it leaves to the designer.
 */
import type { WithEarly } from "./model/early";

interface EarlyView {
  readonly areas: readonly string[];
  readonly photo: { readonly url: string };
  readonly shade: string | null;
}

const hash = location.hash.replace(/^#\??/, "");
const parameter = (name: string) =>
  hash
    .split("&")
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);

const product = parameter("p");
const company = parameter("guid") ?? parameter("d");
const isNew = !parameter("pj") && !parameter("ps") && !parameter("su");
if (isNew && product && company && /^\d{1,15}$/.test(product) && /^[\w-]{1,40}$/.test(company)) {
  const url = `/s/data/products/${product}?company=${company}`;
  const answer = fetch(url, { credentials: "omit" });
  (globalThis as WithEarly).monogramEarly = new Map([[url, answer]]);
  answer.then(askForPictures).catch(() => {});
}

/** The side that is shown first. The browser's cache hands its pictures to the designer. */
async function askForPictures(answer: Response): Promise<void> {
  const { views }: { views: readonly EarlyView[] } = await answer.clone().json();
  const first = views.find(({ areas }) => areas.length > 0) ?? views[0];
  if (!first) return;
  for (const url of [first.photo.url, first.shade]) {
    if (url) void fetch(url, { credentials: "omit" });
  }
}

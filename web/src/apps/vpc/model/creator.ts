/** All that the artist has decided: the artwork, on what, where it lies, and what the products are called. */
import { batch, computed, signal } from "@preact/signals";
import type { Aspect, Picture, Product } from "../../../wire/product";
import type { Draft } from "./api";
import { BLANK_TOKEN, codesFor, type Details, detailsOf, faultsOf, titleOf } from "./details";
import { areaOf, bounded, PLAIN } from "./placing";
import type { Blank, Placement, Start, Virtual } from "./wire";

export type Step = "artwork" | "blanks" | "place" | "details" | "create";

export class Creator {
  readonly step = signal<Step>("artwork");
  readonly artwork = signal<Picture | null>(null);
  readonly chosen = signal<readonly Blank[]>([]);
  /** The chosen blanks' documents, as far as they have come. */
  readonly products = signal<ReadonlyMap<number, Product>>(new Map());
  /** Where the artwork lies on every blank that has no place of its own. */
  readonly shared = signal<Placement>(PLAIN);
  readonly own = signal<ReadonlyMap<number, Placement>>(new Map());
  /** Whether a hand is on the artwork, or on a slider that moves it. */
  readonly isHeld = signal(false);
  /** The colour, by its name, in which products are looked at while placing; empty: the first on offer. */
  readonly shownColour = signal("");
  /** The blank that is looked at while placing. */
  readonly focus = signal<number | null>(null);
  readonly common = signal<Details>({ name: "", description: "", sku: "", mayPersonalise: true });
  readonly ownDetails = signal<ReadonlyMap<number, Partial<Details>>>(new Map());
  /** Options that are not on offer, by blank. */
  readonly withheld = signal<ReadonlyMap<number, ReadonlySet<string>>>(new Map());
  readonly codes = signal<ReadonlyMap<number, string>>(new Map());
  /** The virtual product that is changed; null: new ones are made. */
  readonly edited: Virtual | null;

  readonly details = computed(() =>
    detailsOf(this.chosen.value, this.common.value, this.ownDetails.value, this.codes.value),
  );
  readonly faults = computed(() => faultsOf(this.details.value, this.edited?.sku));
  readonly focused = computed(() => {
    const { value: chosen } = this.chosen;
    return chosen.find(({ id }) => id === this.focus.value) ?? chosen[0] ?? null;
  });
  readonly steps: readonly Step[];
  /** Whether somebody has named the products; until then they are named after the artwork. */
  isNamed = false;

  constructor(readonly start: Start) {
    this.common.value = { ...this.common.value, sku: start.sku_pattern };
    const opened = start.product;
    this.edited = opened && "virtual" in opened ? opened.virtual : null;
    this.steps = this.edited ? ["artwork", "place", "details"] : ["artwork", "blanks", "place", "details"];
    if (opened && "blank" in opened) this.choose([opened.blank]);
    if (this.edited) this.open(this.edited);
  }

  /** As a virtual product is now. */
  private open({ blank, image, placement, name, description, sku, may_personalise }: Virtual): void {
    this.choose([blank]);
    this.artwork.value = image;
    this.shared.value = placement;
    this.common.value = { name, description, sku, mayPersonalise: may_personalise };
    this.isNamed = true;
    this.step.value = image ? "place" : "artwork";
  }

  /** The step, or the first before it that lacks what it needs. */
  reachable(step: Step): Step {
    if (!this.artwork.value) return "artwork";
    if (step !== "artwork" && this.chosen.value.length === 0) return "blanks";
    return step === "create" ? "details" : step;
  }

  get most(): number {
    return this.start.limits.products;
  }

  useArtwork(picture: Picture): void {
    batch(() => {
      this.artwork.value = picture;
      const title = titleOf(picture.file_name);
      if (!this.isNamed) this.common.value = { ...this.common.value, name: `${title} ${BLANK_TOKEN}`.trim() };
    });
  }

  /** In the order in which they were chosen; no more than can be made at once. */
  choose(blanks: readonly Blank[]): void {
    batch(() => {
      this.chosen.value = blanks.slice(0, this.most);
      this.codes.value = codesFor(this.chosen.value, this.codes.value);
    });
  }

  toggle(blank: Blank): void {
    const { value: chosen } = this.chosen;
    const rest = chosen.filter(({ id }) => id !== blank.id);
    this.choose(rest.length < chosen.length ? rest : [...chosen, blank]);
  }

  isChosen(id: number): boolean {
    return this.chosen.value.some((blank) => blank.id === id);
  }

  addProduct(product: Product): void {
    this.products.value = new Map([...this.products.value, [product.id, product]]);
    if (this.edited?.blank.id === product.id && !this.withheld.peek().has(product.id)) {
      const offered = new Set(this.edited.options.map(String));
      const off = product.aspects.flatMap(({ options }) =>
        options.some(({ id }) => offered.has(id)) ? options.filter(({ id }) => !offered.has(id)) : [],
      );
      this.withheld.value = new Map([...this.withheld.value, [product.id, new Set(off.map(({ id }) => id))]]);
    }
  }

  // ------------------------------------------------------------- placing

  placementOf(id: number): Placement {
    return this.own.value.get(id) ?? this.shared.value;
  }

  hasOwn(id: number): boolean {
    return this.own.value.has(id);
  }

  /** Moves the artwork on one blank: on all, unless that one has a place of its own. */
  place(id: number, change: Partial<Placement>): void {
    const next = bounded({ ...this.placementOf(id), ...change });
    if (this.hasOwn(id)) this.own.value = new Map([...this.own.value, [id, next]]);
    else this.shared.value = next;
  }

  /** Gives a blank a place of its own, to begin with where the artwork lies now; or takes it away. */
  setOwn(id: number, placement: Placement | null): void {
    const own = new Map(this.own.value);
    if (placement) own.set(id, bounded(placement));
    else own.delete(id);
    this.own.value = own;
  }

  /** Puts the artwork on every blank where it lies on this one. */
  placeAllAs(id: number): void {
    batch(() => {
      this.shared.value = this.placementOf(id);
      this.own.value = new Map();
    });
  }

  // ------------------------------------------------------------- details

  describe(change: Partial<Details>): void {
    if (change.name !== undefined) this.isNamed = true;
    this.common.value = { ...this.common.value, ...change };
  }

  /** Says something else of one product; `undefined` takes back what was said. */
  describeOwn(id: number, change: { readonly [Field in keyof Details]?: Details[Field] | undefined }): void {
    const merged = Object.entries({ ...this.ownDetails.value.get(id), ...change });
    const kept = Object.fromEntries(merged.filter(([, value]) => value !== undefined));
    const all = new Map(this.ownDetails.value);
    if (Object.keys(kept).length > 0) all.set(id, kept);
    else all.delete(id);
    this.ownDetails.value = all;
  }

  isOffered(id: number, option: string): boolean {
    return !this.withheld.value.get(id)?.has(option);
  }

  /** Offers an option, or does not; the last one of an aspect stays. */
  offer(id: number, aspect: Aspect, option: string, isOffered: boolean): void {
    const off = new Set(this.withheld.value.get(id));
    if (isOffered) off.delete(option);
    else if (aspect.options.filter((one) => !off.has(one.id)).length > 1) off.add(option);
    this.withheld.value = new Map([...this.withheld.value, [id, off]]);
  }

  /** The garment colours of all products by name, and on how many of those that have it each is on offer. */
  readonly palette = computed(() => {
    const found = new Map<string, { name: string; colour: string; has: number; offers: number }>();
    for (const { id } of this.chosen.value) {
      for (const option of coloursOf(this.products.value.get(id))?.options ?? []) {
        const { name, colour } = option;
        if (!colour) continue;
        const entry = found.get(name) ?? { name, colour, has: 0, offers: 0 };
        const offers = entry.offers + (this.isOffered(id, option.id) ? 1 : 0);
        found.set(name, { ...entry, has: entry.has + 1, offers });
      }
    }
    return [...found.values()];
  });

  /** Offers a colour on every product that has it, or on none; the last colour of a product stays. */
  offerEverywhere(name: string, isOffered: boolean): void {
    batch(() => {
      for (const { id } of this.chosen.value) {
        const aspect = coloursOf(this.products.value.get(id));
        const option = aspect?.options.find((one) => one.name === name);
        if (aspect && option && this.isOffered(id, option.id) !== isOffered) {
          this.offer(id, aspect, option.id, isOffered);
        }
      }
    });
  }

  /** The colour in which a product is shown: the first on offer. */
  garment(id: number): string | null {
    const aspect = coloursOf(this.products.value.get(id));
    return aspect?.options.find((option) => this.isOffered(id, option.id))?.colour ?? null;
  }

  /** The same while placing: in the colour that is looked at, where the product is on offer in it. */
  garmentShown(id: number): string | null {
    const options = coloursOf(this.products.value.get(id))?.options ?? [];
    const shown = options.find(({ name }) => name === this.shownColour.value);
    return shown && this.isOffered(id, shown.id) ? shown.colour : this.garment(id);
  }

  /** What is asked for, in the order in which it was chosen. */
  drafts(): Draft[] {
    const artwork = this.artwork.value;
    return artwork ? this.chosen.value.map((blank) => this.draft(blank, artwork)) : [];
  }

  private draft({ id }: Blank, artwork: Picture): Draft {
    const { name, description, sku, mayPersonalise } = this.details.value.get(id) as Details;
    const product = this.products.value.get(id);
    const placement = this.placementOf(id);
    return {
      blank: id,
      image: artwork.id,
      name: name.trim(),
      description: description.trim(),
      sku: sku.trim(),
      placement: { ...placement, area: (product && areaOf(product, placement)?.name) ?? "" },
      options: product ? this.offeredOptions(product) : [],
      may_personalise: mayPersonalise,
    };
  }

  /** Of aspects of which something is withheld, what is left. */
  private offeredOptions({ id, aspects }: Product): number[] {
    return aspects
      .filter(({ options }) => options.some((option) => !this.isOffered(id, option.id)))
      .flatMap(({ options }) => options.filter((option) => this.isOffered(id, option.id)))
      .map((option) => Number(option.id));
  }

  /** Other artwork on the same products. */
  startAnew(): void {
    batch(() => {
      this.artwork.value = null;
      this.own.value = new Map();
      this.shared.value = PLAIN;
      this.ownDetails.value = new Map();
      this.codes.value = codesFor(this.chosen.value, new Map());
      this.isNamed = false;
      this.common.value = { ...this.common.value, name: "", description: "" };
      this.step.value = "artwork";
    });
  }
}

/** The aspect that is the garment's colour. */
export function coloursOf(product: Product | undefined): Aspect | null {
  return product?.aspects.find(({ options }) => options.some(({ colour }) => colour !== null)) ?? null;
}

/** What a printer would point out about the artwork on each product: preflight, as the server will run it. */
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Layer } from "../../../document/types";
import type { Severity, Verdict } from "../../../preflight";
import type { Picture, Product } from "../../../wire/product";
import { words } from "../../../words";
import type { Creator } from "./creator";
import type { Mockups } from "./mockups";
import { ARTWORK_LAYER, areaOf, artworkDocument, fitOf, placedBox } from "./placing";
import type { Placement } from "./wire";

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly values: Verdict["values"];
}

/** What buyers fill in themselves, where they may. */
const LEFT_TO_BUYERS: ReadonlySet<string> = new Set(["required_text", "required_image", "required_area"]);

type Preflight = typeof import("../../../preflight");

interface Known {
  readonly product: Product;
  readonly artwork: Picture;
  readonly placement: Placement;
  readonly drawings: unknown;
  readonly mayPersonalise: boolean;
  readonly findings: readonly Finding[];
}

export class Checks {
  /** By blank; nothing about those whose document is on its way. */
  readonly findings: ReadonlySignal<ReadonlyMap<number, readonly Finding[]>>;
  /** Whether something has to be put right before products are made. */
  readonly isBlocked = computed(() => this.blocked !== null);
  private readonly preflight = signal<Preflight | null>(null);
  private readonly known = new Map<number, Known>();
  private shown: ReadonlyMap<number, readonly Finding[]> = new Map();

  constructor(
    private readonly creator: Creator,
    private readonly mockups: Mockups,
  ) {
    // While the artwork is in hand nothing comes or goes beside it.
    this.findings = computed(() => {
      if (!this.creator.isHeld.value) this.shown = this.all();
      return this.shown;
    });
  }

  /** A product of which something has to be put right first; null: none. */
  get blocked(): number | null {
    const found = [...this.findings.value].find(([, all]) =>
      all.some(({ severity }) => severity === "block"),
    );
    return found?.[0] ?? null;
  }

  /** Brings the rules; until then nothing is said. Never throws. */
  async load(): Promise<void> {
    try {
      this.preflight.value = await import("../../../preflight");
    } catch {
      // The server looks through the same rules once more.
    }
  }

  private all(): Map<number, readonly Finding[]> {
    const { creator } = this;
    const preflight = this.preflight.value;
    const artwork = creator.artwork.value;
    const found = new Map<number, readonly Finding[]>();
    if (!preflight || !artwork) return found;
    for (const { id } of creator.chosen.value) {
      const product = creator.products.value.get(id);
      if (product) found.set(id, this.one(preflight, product, artwork));
    }
    return found;
  }

  /** What has not changed is not looked through again. */
  private one(preflight: Preflight, product: Product, artwork: Picture): readonly Finding[] {
    const placement = this.creator.placementOf(product.id);
    const mayPersonalise = this.creator.details.value.get(product.id)?.mayPersonalise ?? true;
    const drawings = this.mockups.drawings.here.value;
    const before = this.known.get(product.id);
    const isSame =
      before?.product === product &&
      before.artwork === artwork &&
      before.placement === placement &&
      before.drawings === drawings &&
      before.mayPersonalise === mayPersonalise;
    if (isSame) return before.findings;
    const findings = judge(preflight, product, artwork, placement, this.mockups).filter(
      ({ rule }) => !mayPersonalise || !LEFT_TO_BUYERS.has(rule),
    );
    this.known.set(product.id, { product, artwork, placement, drawings, mayPersonalise, findings });
    return findings;
  }
}

function judge(
  { preflightDocument, readSpec, sentence }: Preflight,
  product: Product,
  artwork: Picture,
  placement: Placement,
  mockups: Mockups,
): readonly Finding[] {
  const area = areaOf(product, placement);
  if (!area) return [];
  const operations = mockups.operations(area, artwork, placement);
  const laidOut = {
    operations: (layer: Layer) => (layer.id === ARTWORK_LAYER ? operations : []),
    findings: () => [],
    unitsPerEm: () => 1000,
  };
  const facts = new Map([[artwork.id, { ...artwork, state: "ready" as const }]]);
  const document = artworkDocument(product, artwork, placement);
  const verdicts = preflightDocument(document, product.areas.map(readSpec), laidOut, facts);
  return verdicts.map(({ rule, severity, area: name, layer, values }: Verdict) => ({
    rule,
    severity,
    values,
    message: sentence(rule, name, layer, values, words.preflight),
  }));
}

/** The placement that puts a finding right; null: only the artist can. */
export function remedy(
  { rule, values }: Finding,
  product: Product,
  artwork: Picture,
  placement: Placement,
): Placement | null {
  const area = areaOf(product, placement);
  if (!area) return null;
  const { width, height } = placedBox(area, artwork, placement);
  const scaled = (by: number) => ({ ...placement, scale: placement.scale * by });
  const { dpi, needed, over, short } = values as Readonly<Record<string, number>>;
  if (rule === "resolution" && dpi && needed) return scaled(dpi / needed);
  // What reaches over an edge by so much does so on both sides, once it is in the middle.
  if (rule === "safe_area" && over) {
    const smaller = Math.min((width - 2 * over) / width, (height - 2 * over) / height);
    return smaller > 0 ? scaled(smaller * 0.999) : null;
  }
  if (rule === "bleed" && short) {
    // What is shown as a whole keeps off the edge; what fills the area goes beyond it.
    if (fitOf(area, artwork, placement) === "contain")
      return { ...placement, scale: 1, offset_x: 0, offset_y: 0 };
    return scaled(Math.max((width + 2 * short) / width, (height + 2 * short) / height) * 1.001);
  }
  if (rule === "outside_area") return { ...placement, offset_x: 0, offset_y: 0 };
  return null;
}

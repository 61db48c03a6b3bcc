/**
 * The artwork that a virtual product bears. It lies beneath what shoppers add and is the product's, not theirs: it is
 * drawn, judged and sent with their design, and is no part of what they hold in hand.
 */
import type { Area, DesignDocument } from "../../../document/types";
import { allLayers } from "../../../document/used";
import { areaNamed } from "./commands";
import type { Judged } from "./verdicts";
import type { Product } from "./wire";

type Bearer = Pick<Product, "design">;

/** The number of the product whose designs a product's are: its base's, for a virtual one. */
export function madeOn({ id, base_product_id }: Pick<Product, "id" | "base_product_id">): number {
  return base_product_id ?? id;
}

/** What lies beneath the layers of a shopper's area: its background, and the artwork's layers on it. */
export function beneath({ design }: Bearer, area: Area): Area {
  const given = design && areaNamed(design.document, area.name);
  return { ...area, background: given?.background ?? area.background, layers: given?.layers ?? [] };
}

/** The design as it is made: the artwork with the shopper's layers over it. */
export function withArtwork(document: DesignDocument, product: Bearer): DesignDocument {
  const { design } = product;
  if (!design) return document;
  const areas = document.areas.map((area) => {
    const under = beneath(product, area);
    return { ...under, layers: [...under.layers, ...area.layers] };
  });
  const fonts = new Set([...document.fallback_fonts, ...design.document.fallback_fonts]);
  return { ...document, areas, fallback_fonts: [...fonts] };
}

/** What a shopper has added to a design that was made with the artwork, or with what it was before. */
export function withoutArtwork(document: DesignDocument, { design }: Bearer): DesignDocument {
  if (!design) return document;
  const areas = document.areas.map((area) => {
    const given = areaNamed(design.document, area.name);
    if (!given) return area;
    const ids = new Set(given.layers.map(({ id }) => id));
    return {
      ...area,
      background: given.background ? null : area.background,
      layers: area.layers.filter(({ id }) => !ids.has(id)),
    };
  });
  return { ...document, areas };
}

/** Without what is said of the artwork and holds nobody up: a shopper can do nothing about it. */
export function aboutAdditions(verdicts: readonly Judged[], { design }: Bearer): readonly Judged[] {
  if (!design) return verdicts;
  const given = new Set(allLayers(design.document.areas.flatMap(({ layers }) => layers)).map(({ id }) => id));
  return verdicts.filter(
    ({ layer, severity }) => severity === "block" || layer === null || !given.has(layer),
  );
}

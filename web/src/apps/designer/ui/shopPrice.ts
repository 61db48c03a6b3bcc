import { hasFeature } from "../model/configuration";
import type { Session } from "./session";

/** The shop's own price, where the link says where to ask for it. Returns what ends the asking. */
export function askForPrice({ configuration, link, editor, pricing }: Session): () => void {
  const { pricingUrl } = link;
  if (!pricingUrl || !hasFeature(configuration, "price")) return () => {};
  pricing.isAsking.value = true;
  let end = () => {};
  let isOver = false;
  import("../model/askShop").then(
    ({ followPrice }) => {
      if (!isOver) end = followPrice(pricingUrl, editor, pricing);
    },
    () => {
      pricing.isAsking.value = false;
    },
  );
  return () => {
    isOver = true;
    end();
  };
}

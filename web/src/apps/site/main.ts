/** The demo sites' styles, and the few things that a page cannot do by itself. Every page works without them but for the designer. */
import "../../style/base.css";
import "../../style/components.css";
import "./site.css";
import "./shop/frame.css";
import "./shop/home.css";
import "./shop/product.css";
import "./shop/artists.css";
import "./shop/checkout.css";
import "./shop/orders.css";
import "./shop/phone.css";
import "./inbox.css";
import "./embedding.css";
import { connectBusyForms } from "../../pages/busy-forms";
import { connectLiveParts } from "../../pages/live";
import { connectRows } from "../../pages/rows";
import { connectCopying, keepTimesTrue } from "../../pages/small-things";
import { connectCreator } from "./creator-frame";
import { connectDesigner } from "./designer-frame";
import { connectEmbedding } from "./embedding";
import { connectForms } from "./forms";

for (const frame of document.querySelectorAll<HTMLElement>("[data-designer]")) connectDesigner(frame);
for (const page of document.querySelectorAll<HTMLElement>("[data-creator]")) connectCreator(page);
connectForms();
connectBusyForms();
connectEmbedding();
connectLiveParts();
connectRows();
connectCopying();
keepTimesTrue();
// The chosen one of many suppliers may lie beyond the edge of a phone.
document
  .querySelector(".supplier-switch [aria-current]")
  ?.scrollIntoView({ block: "nearest", inline: "center" });

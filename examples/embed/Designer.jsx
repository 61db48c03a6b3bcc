import { useEffect, useRef } from "react";

/** The designer of one product. Load `/s/embed.js` once, in the page's head. */
export function Designer({ product, company, config = "default", names = {}, onAddToCart, onReady }) {
  const element = useRef(null);

  useEffect(() => {
    const designer = element.current;
    const add = (event) => onAddToCart?.(event.detail.items);
    const ready = () => onReady?.();
    designer.addEventListener("add-to-cart", add);
    designer.addEventListener("ready", ready);
    return () => {
      designer.removeEventListener("add-to-cart", add);
      designer.removeEventListener("ready", ready);
    };
  }, [onAddToCart, onReady]);

  // Texts that your own form has asked for already, by the names of the product's text areas.
  useEffect(() => {
    const designer = element.current;
    // The script may still be on its way.
    customElements.whenDefined("monogram-designer").then(() => {
      for (const [area, text] of Object.entries(names)) designer.setText(area, text);
    });
  }, [names]);

  return <monogram-designer ref={element} product={product} company={company} config={config} />;
}

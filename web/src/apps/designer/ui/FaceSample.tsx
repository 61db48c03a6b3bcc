import { useEffect, useRef, useState } from "preact/hooks";
import { familyOf, showFace } from "../model/faces";
import type { ProductFont } from "../model/wire";

interface FaceSampleProps {
  font: ProductFont;
  text: string;
  class?: string;
  /** The words say something that nothing beside them does. */
  isRead?: boolean;
}

/** Words in a product's font, which is fetched when they come into view; until then in the page's own. */
export function FaceSample({ font, text, class: extra = "", isRead }: FaceSampleProps) {
  const place = useRef<HTMLSpanElement>(null);
  const [isReady, setReady] = useState(false);
  useEffect(() => {
    let isHere = true;
    setReady(false);
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      showFace(font).then(
        () => isHere && setReady(true),
        () => {}, // The name beside it says which font it is, and the design's own copy is asked for separately.
      );
    });
    if (place.current) observer.observe(place.current);
    return () => {
      isHere = false;
      observer.disconnect();
    };
  }, [font]);
  return (
    <span
      ref={place}
      class={extra}
      style={isReady ? { fontFamily: `"${familyOf(font.id)}"` } : {}}
      aria-hidden={isRead ? undefined : "true"}
      dir="auto"
    >
      {text}
    </span>
  );
}

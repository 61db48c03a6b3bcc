/** A product with the artwork on it, painted while it is in sight. */
import { effect } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { paintView } from "../../../view2d/picture";
import type { Product } from "../../../wire/product";
import { type Size, viewOf, WIDTHS } from "../model/mockups";
import { paintSoon } from "../model/painting";
import { areaOf } from "../model/placing";
import type { Blank } from "../model/wire";
import { words } from "../words";
import { useSession } from "./session";

interface MockupProps {
  blank: Blank;
  size: Size;
  /** The garment's; left out: the first on offer. */
  colour?: string | null;
  /** For those who do not see it; left out: it says nothing. */
  label?: string;
}

export function Mockup({ blank, size, colour, label }: MockupProps) {
  const { creator } = useSession();
  const frame = useRef<HTMLSpanElement>(null);
  const isNear = useNearness(frame);
  const room = useWidth(frame);
  const product = creator.products.value.get(blank.id);
  return (
    <span
      class="mockup"
      ref={frame}
      {...(label ? { role: "img", "aria-label": label } : { "aria-hidden": true })}
    >
      {product && isNear && room > 0 ? (
        <Painted product={product} size={size} colour={colour} room={room} />
      ) : (
        <Placeholder blank={blank} size={size} />
      )}
    </span>
  );
}

/** The bare product while its own pictures are on the way. */
function Placeholder({ blank, size }: { blank: Blank; size: Size }) {
  if (!blank.thumbnail || size === "tile") return <span class="skeleton" />;
  const { url, width, height } = blank.thumbnail;
  return <img src={url} width={width} height={height} alt="" loading="lazy" />;
}

interface PaintedProps {
  product: Product;
  size: Size;
  colour: string | null | undefined;
  /** The screen's pixels across. */
  room: number;
}

function Painted({ product, size, colour, room }: PaintedProps) {
  const { creator, mockups } = useSession();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isPainted, setPainted] = useState(false);
  const view = viewOf(product, areaOf(product, creator.placementOf(product.id)));
  const shown = colour === undefined ? creator.garment(product.id) : colour;
  useEffect(
    () => (view ? mockups.hold(size, product, view, shown) : undefined),
    [mockups, size, product, view, shown],
  );
  useEffect(() => {
    const key = {};
    const stop = effect(() => {
      const placement = creator.placementOf(product.id);
      const picture = mockups.picture(size, product, creator.artwork.value, placement, shown);
      if (!picture) return;
      paintSoon(
        key,
        () => {
          if (!canvas.current) return;
          paintView(canvas.current, picture);
          setPainted(true);
        },
        size === "stage",
      );
    });
    return stop;
  }, [creator, mockups, product, size, shown, room]);
  if (!view) return null;
  if (mockups.hasFailed(size, view)) return <span class="mockup__failed small">{words.photoFailed}</span>;
  const { width, height } = view.photo;
  const across = Math.min(WIDTHS[size], width, room);
  return (
    <>
      {isPainted ? null : <span class="skeleton" />}
      <canvas
        ref={canvas}
        width={across}
        height={Math.round((across * height) / width)}
        hidden={!isPainted}
      />
    </>
  );
}

/** Whether it is in sight or nearly so. */
function useNearness(frame: { readonly current: HTMLElement | null }): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    if (!frame.current) return;
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting === true), {
      rootMargin: "400px",
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [frame]);
  return isNear;
}

/** Pixels of a canvas are made in such steps, so that it is not painted anew for each of a window's. */
const STEP = 32;

/** How many pixels of the screen it is wide; 0 before that is known. */
function useWidth(frame: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!frame.current) return;
    const observer = new ResizeObserver((entries) => {
      const shown = entries.at(-1)?.contentRect.width ?? 0;
      setWidth(Math.ceil((shown * Math.min(2, window.devicePixelRatio || 1)) / STEP) * STEP);
    });
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [frame]);
  return width;
}

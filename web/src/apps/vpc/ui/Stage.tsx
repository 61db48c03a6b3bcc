/** The product that is looked at while placing, with the artwork in hand. */
import { useEffect, useRef } from "preact/hooks";
import { transformPoint } from "../../../geometry/matrix";
import type { Picture, Product } from "../../../wire/product";
import type { Creator } from "../model/creator";
import { dragged, keyed, type Point, pinched, resized, snapped, turnedBy } from "../model/hands";
import { onPhoto, viewOf } from "../model/mockups";
import { areaOf, placedBox } from "../model/placing";
import type { Blank, Placement } from "../model/wire";
import { formatNumber, words } from "../words";
import { Mockup } from "./Mockup";
import { type Session, useSession } from "./session";

export function Stage({ blank }: { blank: Blank }) {
  const { creator } = useSession();
  const product = creator.products.value.get(blank.id);
  const artwork = creator.artwork.value;
  return (
    <div class="stage">
      <Mockup
        key={blank.id}
        blank={blank}
        size="stage"
        colour={creator.garmentShown(blank.id)}
        label={words.mockupOf(blank.name)}
      />
      {product && artwork ? <Hands key={blank.id} product={product} artwork={artwork} /> : null}
    </div>
  );
}

type Grip = "move" | "size" | "turn";

interface Hold {
  readonly grip: Grip;
  /** Where it would be without snapping. */
  free: Placement;
  readonly points: Map<number, Point>;
}

/** CSS pixels. */
const HANDLE = 8;
const TOUCH = 22;
const TURN_HANDLE_AWAY = 28;

/** What is taken off the page is in no hand any more. */
const letGo = (creator: Creator) => () => {
  creator.isHeld.value = false;
};

function Hands({ product, artwork }: { product: Product; artwork: Picture }) {
  const session = useSession();
  const { creator } = session;
  const sheet = useRef<SVGSVGElement>(null);
  const hold = useRef<Hold | null>(null);
  const { isHeld } = creator;
  useEffect(() => letGo(creator), [creator]);
  const placement = creator.placementOf(product.id);
  const area = areaOf(product, placement);
  const view = viewOf(product, area);
  if (!area || !view) return null;
  const toPhoto = onPhoto(view, area);
  const { width, height } = view.photo;
  const box = placedBox(area, artwork, placement);
  const onSheet = (x: number, y: number) => transformPoint(toPhoto, ...transformPoint(box.transform, x, y));
  const corners = [
    onSheet(-box.width / 2, -box.height / 2),
    onSheet(box.width / 2, -box.height / 2),
    onSheet(box.width / 2, box.height / 2),
    onSheet(-box.width / 2, box.height / 2),
  ];
  const middle = onSheet(0, 0);
  const edges = [
    [0, 0],
    [area.width, 0],
    [area.width, area.height],
    [0, area.height],
  ].map(([x = 0, y = 0]) => transformPoint(toPhoto, x, y));

  /** Photo pixels to a CSS pixel. */
  const ratio = () => width / (sheet.current?.clientWidth || width);
  const pointOf = (event: PointerEvent): Point => {
    const rect = (sheet.current as SVGSVGElement).getBoundingClientRect();
    return [(event.clientX - rect.left) * ratio(), (event.clientY - rect.top) * ratio()];
  };
  const begin = (grip: Grip) => (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    sheet.current?.setPointerCapture(event.pointerId);
    hold.current ??= { grip, free: placement, points: new Map() };
    hold.current.points.set(event.pointerId, pointOf(event));
    isHeld.value = true;
  };
  const move = (event: PointerEvent) => {
    const held = hold.current;
    const from = held?.points.get(event.pointerId);
    if (!held || !from) return;
    const to = pointOf(event);
    const other = [...held.points].find(([id]) => id !== event.pointerId)?.[1];
    if (other) held.free = pinched(held.free, area, toPhoto, [from, other], [to, other]);
    else if (held.grip === "move") held.free = dragged(held.free, area, toPhoto, from, to);
    else if (held.grip === "size") held.free = resized(held.free, middle, from, to);
    else held.free = turnedBy(held.free, middle, from, to);
    held.points.set(event.pointerId, to);
    creator.place(product.id, event.altKey ? held.free : snapped(held.free));
  };
  const end = (event: PointerEvent) => {
    hold.current?.points.delete(event.pointerId);
    if (hold.current?.points.size === 0) {
      hold.current = null;
      isHeld.value = false;
    }
  };
  const px = sheet.current ? ratio() : width / 500;
  const top = onSheet(0, -box.height / 2);
  const away = Math.hypot(top[0] - middle[0], top[1] - middle[1]) || 1;
  const turnAt: Point = [
    top[0] + ((top[0] - middle[0]) / away) * TURN_HANDLE_AWAY * px,
    top[1] + ((top[1] - middle[1]) / away) * TURN_HANDLE_AWAY * px,
  ];
  return (
    <svg
      ref={sheet}
      class="hands"
      viewBox={`0 0 ${width} ${height}`}
      role="application"
      aria-label={words.stage(product.name)}
      tabindex={0}
      data-held={isHeld.value}
      onPointerDown={begin("move")}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onWheel={(event) => {
        if (!event.ctrlKey && document.activeElement !== event.currentTarget) return;
        event.preventDefault();
        creator.place(product.id, { scale: placement.scale * Math.exp(-event.deltaY * 0.002) });
      }}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const next = keyed(creator.placementOf(product.id), event.key, event.shiftKey);
        if (!next) return;
        event.preventDefault();
        creator.place(product.id, next);
        sayPlace(session, product.id);
      }}
    >
      <polygon class="hands__area" points={edges.join(" ")} />
      {isHeld.value && placement.offset_x === 0 ? <Guide area={area} isUpright toPhoto={toPhoto} /> : null}
      {isHeld.value && placement.offset_y === 0 ? <Guide area={area} toPhoto={toPhoto} /> : null}
      <polygon class="hands__box" points={corners.join(" ")} />
      <line class="hands__stem" x1={top[0]} y1={top[1]} x2={turnAt[0]} y2={turnAt[1]} />
      {corners.map(([x, y], index) => (
        <Handle key={index} x={x} y={y} px={px} onGrip={begin("size")} />
      ))}
      <Handle x={turnAt[0]} y={turnAt[1]} px={px} onGrip={begin("turn")} isTurn />
    </svg>
  );
}

interface GuideProps {
  area: { readonly width: number; readonly height: number };
  toPhoto: Parameters<typeof transformPoint>[0];
  isUpright?: boolean;
}

/** The middle of the print area, while something lies on it. */
function Guide({ area: { width, height }, toPhoto, isUpright }: GuideProps) {
  const [x1, y1] = transformPoint(toPhoto, isUpright ? width / 2 : 0, isUpright ? 0 : height / 2);
  const [x2, y2] = transformPoint(toPhoto, isUpright ? width / 2 : width, isUpright ? height : height / 2);
  return <line class="hands__guide" x1={x1} y1={y1} x2={x2} y2={y2} />;
}

interface HandleProps {
  x: number;
  y: number;
  px: number;
  isTurn?: boolean;
  onGrip: (event: PointerEvent) => void;
}

function Handle({ x, y, px, isTurn, onGrip }: HandleProps) {
  return (
    <g class={isTurn ? "handle handle--turn" : "handle"} onPointerDown={onGrip}>
      <circle class="handle__touch" cx={x} cy={y} r={TOUCH * px} />
      <circle class="handle__dot" cx={x} cy={y} r={HANDLE * px} />
    </g>
  );
}

/** Where it lies now, for those who do not see it. */
function sayPlace({ creator, said }: Session, id: number): void {
  const { offset_x, offset_y, scale, rotation } = creator.placementOf(id);
  const part = (value: number) => words.percent(formatNumber(value * 100));
  said.value = [
    words.said.moved(part(offset_x), part(offset_y)),
    words.said.sized(formatNumber(scale * 100)),
    words.said.turned(formatNumber(rotation)),
  ].join(". ");
}

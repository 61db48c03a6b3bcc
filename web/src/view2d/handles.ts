/** The frame around the selected object: round handles, a halo that shows on any product, room for a thumb. */
import { type Matrix, multiply, transformPoint } from "../geometry/matrix";
import type { Point } from "./placement";
import type { Grip } from "./resizing";
import type { SceneLayer, StageColours } from "./scene";

export type Handle = { readonly kind: "pull"; readonly grip: Grip } | { readonly kind: "turn" };

export interface PlacedHandle extends Point {
  readonly handle: Handle;
}

/** The object's outline on the screen, a little outside of it, and its handles; CSS pixels. */
export interface HandleFrame {
  /** Clockwise from the top left. */
  readonly corners: readonly [Point, Point, Point, Point];
  readonly handles: readonly PlacedHandle[];
  /** The direction of the object's own x axis. */
  readonly angle: number;
}

const RADIUS = 7;
/** Half of the 44 px that a thumb needs; a mouse is given less, so that handles do not cover small objects. */
const THUMB = 22;
const MOUSE = 12;
const PADDING = 6;
/** The least length of a side with a handle in its middle. */
const ROOM_FOR_THREE = 40;
/** From the frame to the handle that turns. */
const TURN_OFFSET = 26;
/** Handles that would lie outside of what is seen are brought this far inside. */
const INSET = 14;

const CORNERS: readonly Grip[] = [
  { x: -1, y: -1 },
  { x: 1, y: -1 },
  { x: 1, y: 1 },
  { x: -1, y: 1 },
];
const ACROSS: readonly Grip[] = [
  { x: -1, y: 0 },
  { x: 1, y: 0 },
];
const DOWN: readonly Grip[] = [
  { x: 0, y: -1 },
  { x: 0, y: 1 },
];

interface Room {
  readonly width: number;
  readonly height: number;
}

/** The frame of a layer. For a thumb it grows away from a small object, so that the object itself can be taken. */
export function frameOf(layer: SceneLayer, areaToScreen: Matrix, room: Room, isTouch: boolean): HandleFrame {
  const toScreen = multiply(areaToScreen, layer.transform);
  const [a, b, c, d] = toScreen;
  const [across, down] = [Math.hypot(a, b), Math.hypot(c, d)];
  const least = layer.fixed ? 0 : isTouch ? 2 * THUMB + 24 : layer.resize === "corners" ? 0 : ROOM_FOR_THREE;
  const half = (length: number, scale: number) =>
    Math.max(length * scale + 2 * PADDING, least) / 2 / (scale || 1e-9);
  const [x, y] = [half(layer.width, across), half(layer.height, down)];
  const at = (grip: Point): Point => {
    const [left, top] = transformPoint(toScreen, grip.x * x, grip.y * y);
    return { x: left, y: top };
  };
  const corners = CORNERS.map(at) as unknown as HandleFrame["corners"];
  const middle = at({ x: 0, y: 0 });
  const place = (grip: Grip): PlacedHandle => ({
    ...brought(at(grip), middle, room),
    handle: { kind: "pull", grip },
  });
  const sides = layer.resize === "sides" ? [...ACROSS, ...DOWN] : layer.resize === "width" ? ACROSS : [];
  const turned = at({ x: 0, y: 1 + TURN_OFFSET / (y * down) });
  const handles: PlacedHandle[] = layer.fixed
    ? []
    : [
        ...CORNERS.map(place),
        ...sides.map(place),
        { ...brought(turned, middle, room), handle: { kind: "turn" } },
      ];
  return { corners, handles, angle: Math.atan2(b, a) };
}

/** A point that is out of sight, drawn towards the middle of its object until it is seen. */
function brought(point: Point, middle: Point, room: Room): Point {
  const share = (from: number, to: number, end: number) => {
    const bound = Math.min(end - INSET, Math.max(INSET, to));
    const isReachable = from > INSET && from < end - INSET;
    return bound === to || !isReachable ? 1 : (bound - from) / (to - from);
  };
  const by = Math.min(share(middle.x, point.x, room.width), share(middle.y, point.y, room.height));
  return { x: middle.x + (point.x - middle.x) * by, y: middle.y + (point.y - middle.y) * by };
}

/** The handle under the pointer: the nearest within reach. */
export function handleAt({ handles }: HandleFrame, point: Point, isTouch: boolean): Handle | null {
  let best: PlacedHandle | null = null;
  let nearest = isTouch ? THUMB : MOUSE;
  for (const handle of handles) {
    const distance = Math.hypot(handle.x - point.x, handle.y - point.y);
    if (distance <= nearest) [best, nearest] = [handle, distance];
  }
  return best?.handle ?? null;
}

const CURSORS = ["ew-resize", "nwse-resize", "ns-resize", "nesw-resize"] as const;

/** The mouse's form over a handle of an object that is turned by `angle`. */
export function cursorOf(handle: Handle, angle: number): string {
  if (handle.kind === "turn") return "grab";
  const direction = Math.atan2(handle.grip.y, handle.grip.x) + angle;
  const eighth = Math.round(direction / (Math.PI / 4));
  return CURSORS[((eighth % 4) + 4) % 4] as string;
}

export function paintFrame(
  pen: CanvasRenderingContext2D,
  { corners, handles, angle }: HandleFrame,
  colours: StageColours,
  isDashed: boolean,
): void {
  pen.beginPath();
  corners.forEach(({ x, y }, index) => {
    if (index === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  });
  pen.closePath();
  pen.strokeStyle = colours.halo;
  pen.lineWidth = 3.5;
  pen.stroke();
  pen.strokeStyle = colours.accent;
  pen.lineWidth = 1.5;
  pen.setLineDash(isDashed ? [5, 4] : []);
  pen.stroke();
  pen.setLineDash([]);
  for (const placed of handles) paintHandle(pen, placed, angle, colours);
}

function paintHandle(
  pen: CanvasRenderingContext2D,
  { x, y, handle }: PlacedHandle,
  angle: number,
  colours: StageColours,
): void {
  pen.save();
  pen.translate(x, y);
  pen.rotate(angle);
  pen.beginPath();
  if (handle.kind === "pull" && handle.grip.x === 0) pen.roundRect(-9, -4, 18, 8, 4);
  else if (handle.kind === "pull" && handle.grip.y === 0) pen.roundRect(-4, -9, 8, 18, 4);
  else pen.arc(0, 0, handle.kind === "turn" ? RADIUS + 3 : RADIUS, 0, 2 * Math.PI);
  pen.fillStyle = colours.handle;
  pen.strokeStyle = colours.accent;
  pen.lineWidth = 1.5;
  pen.fill();
  pen.stroke();
  if (handle.kind === "turn") paintTurn(pen);
  pen.restore();
}

/** An arrow that goes round. */
function paintTurn(pen: CanvasRenderingContext2D): void {
  pen.lineCap = "round";
  pen.beginPath();
  pen.arc(0, 0, 4, -0.15 * Math.PI, 1.5 * Math.PI);
  pen.moveTo(-1.8, -6.2);
  pen.lineTo(0.6, -4);
  pen.lineTo(-1.8, -1.8);
  pen.stroke();
}

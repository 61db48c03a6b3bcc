/** Where a moved object comes to rest: near the area's middle, edges and safe area, and in line with other objects. */
import type { Box } from "./placement";

export interface Guide {
  readonly axis: "x" | "y";
  /** Millimetres from the area's origin. */
  readonly at: number;
  /** How far the line reaches along the other axis, where it joins objects; null: across the whole area. */
  readonly reach: readonly [number, number] | null;
  readonly kind: "centre" | "edge" | "safe" | "object" | "gap";
}

export interface Snap {
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly Guide[];
}

export interface SnapTargets {
  readonly width: number;
  readonly height: number;
  readonly safeMargin: number;
}

type Axis = Guide["axis"];

/** A box along one axis, and how far it reaches along the other. */
interface Span {
  readonly start: number;
  readonly end: number;
  readonly cross: readonly [number, number];
}

interface Candidate {
  readonly shift: number;
  readonly guides: readonly Guide[];
}

/**
 * The shift in millimetres that brings `box` onto the nearest target within `reach` on each axis, and the guides to show.
 * At equal distance the area's centre wins over its edges, and these over other objects.
 */
export function snapBox(box: Box, area: SnapTargets, reach: number, others: readonly Box[] = []): Snap {
  const across = nearest("x", box, area.width, area.safeMargin, reach, others);
  const down = nearest("y", box, area.height, area.safeMargin, reach, others);
  return {
    dx: across?.shift ?? 0,
    dy: down?.shift ?? 0,
    guides: [across, down].flatMap((candidate) => candidate?.guides ?? []),
  };
}

function nearest(
  axis: Axis,
  box: Box,
  side: number,
  safeMargin: number,
  reach: number,
  others: readonly Box[],
): Candidate | null {
  const span = spanOf(box, axis);
  const spans = others.map((other) => spanOf(other, axis));
  const candidates = [
    ...ofArea(axis, span, side, safeMargin),
    ...spans.flatMap((other) => inLine(axis, span, other)),
    ...evenly(axis, span, spans),
  ];
  let best: Candidate | null = null;
  for (const candidate of candidates) {
    const distance = Math.abs(candidate.shift);
    if (distance <= reach && (best === null || distance < Math.abs(best.shift) - 1e-9)) best = candidate;
  }
  return best;
}

function spanOf({ x, y, width, height }: Box, axis: Axis): Span {
  return axis === "x"
    ? { start: x, end: x + width, cross: [y, y + height] }
    : { start: y, end: y + height, cross: [x, x + width] };
}

const middleOf = ({ start, end }: Span) => (start + end) / 2;

function ofArea(axis: Axis, span: Span, side: number, safeMargin: number): Candidate[] {
  const line = (shift: number, at: number, kind: Guide["kind"]): Candidate => ({
    shift,
    guides: [{ axis, at, reach: null, kind }],
  });
  const candidates = [line(side / 2 - middleOf(span), side / 2, "centre")];
  const lines: [number, Guide["kind"]][] = [
    [0, "edge"],
    [side, "edge"],
  ];
  if (safeMargin > 0) lines.push([safeMargin, "safe"], [side - safeMargin, "safe"]);
  for (const [at, kind] of lines)
    candidates.push(line(at - (at < side / 2 ? span.start : span.end), at, kind));
  return candidates;
}

/** Middle on middle, and each edge on each edge. */
function inLine(axis: Axis, span: Span, other: Span): Candidate[] {
  const reach = [Math.min(span.cross[0], other.cross[0]), Math.max(span.cross[1], other.cross[1])] as const;
  const line = (from: number, at: number): Candidate => ({
    shift: at - from,
    guides: [{ axis, at, reach, kind: "object" }],
  });
  return [
    line(middleOf(span), middleOf(other)),
    line(span.start, other.start),
    line(span.end, other.end),
    line(span.start, other.end),
    line(span.end, other.start),
  ];
}

/** In the middle between two neighbours, or as far from one as that is from the next. */
function evenly(axis: Axis, span: Span, others: readonly Span[]): Candidate[] {
  const row = others.filter((other) => other.cross[0] < span.cross[1] && other.cross[1] > span.cross[0]);
  const before = row.filter((other) => other.end <= span.start + 1e-6).sort((p, q) => q.end - p.end);
  const after = row.filter((other) => other.start >= span.end - 1e-6).sort((p, q) => p.start - q.start);
  const length = span.end - span.start;
  const [left, farLeft] = before;
  const [right, farRight] = after;
  const candidates: Candidate[] = [];
  const place = (start: number, gaps: readonly (readonly [number, number])[]) => {
    const at = (span.cross[0] + span.cross[1]) / 2;
    const cross = axis === "x" ? "y" : "x";
    candidates.push({
      shift: start - span.start,
      guides: gaps.map((reach) => ({ axis: cross, at, reach, kind: "gap" })),
    });
  };
  if (left && right) {
    const gap = (right.start - left.end - length) / 2;
    if (gap >= 0) {
      const start = left.end + gap;
      place(start, [
        [left.end, start],
        [start + length, right.start],
      ]);
    }
  }
  if (left && farLeft && left.start > farLeft.end) {
    const start = left.end + (left.start - farLeft.end);
    place(start, [
      [farLeft.end, left.start],
      [left.end, start],
    ]);
  }
  if (right && farRight && farRight.start > right.end) {
    const end = right.start - (farRight.start - right.end);
    place(end - length, [
      [end, right.start],
      [right.end, farRight.start],
    ]);
  }
  return candidates;
}

/** Turns that are easy to hit: every `step`° within `reach` degrees, else the angle as it is. */
export function snapAngle(degrees: number, step = 45, reach = 4): number {
  const near = Math.round(degrees / step) * step + 0;
  return Math.abs(degrees - near) <= reach ? near : degrees;
}

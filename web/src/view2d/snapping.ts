/** Where a moved object comes to rest: the area's centre, its edges and its safe area, when it is near enough. */
import type { Box } from "./placement";

export interface Guide {
  readonly axis: "x" | "y";
  /** Millimetres from the area's origin. */
  readonly at: number;
  readonly kind: "centre" | "edge" | "safe";
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

interface Candidate {
  readonly shift: number;
  readonly guide: Guide;
}

/**
 * The shift in millimetres that brings `box` onto the nearest target within `reach` on each axis, and the guides to show.
 * The centre wins over edges at equal distance.
 */
export function snapBox(box: Box, area: SnapTargets, reach: number): Snap {
  const horizontal = nearest("x", box.x, box.width, area.width, area.safeMargin, reach);
  const vertical = nearest("y", box.y, box.height, area.height, area.safeMargin, reach);
  return {
    dx: horizontal?.shift ?? 0,
    dy: vertical?.shift ?? 0,
    guides: [horizontal, vertical].flatMap((candidate) => (candidate ? [candidate.guide] : [])),
  };
}

function nearest(
  axis: "x" | "y",
  start: number,
  length: number,
  side: number,
  safeMargin: number,
  reach: number,
): Candidate | null {
  const candidates: Candidate[] = [
    { shift: side / 2 - (start + length / 2), guide: { axis, at: side / 2, kind: "centre" } },
  ];
  const lines: [number, Guide["kind"]][] = [
    [0, "edge"],
    [side, "edge"],
  ];
  if (safeMargin > 0) lines.push([safeMargin, "safe"], [side - safeMargin, "safe"]);
  for (const [at, kind] of lines) {
    const isNear = at < side / 2;
    candidates.push({ shift: isNear ? at - start : at - (start + length), guide: { axis, at, kind } });
  }
  let best: Candidate | null = null;
  for (const candidate of candidates) {
    const distance = Math.abs(candidate.shift);
    if (distance <= reach && (best === null || distance < Math.abs(best.shift) - 1e-9)) best = candidate;
  }
  return best;
}

/** Turns that are easy to hit: every 45° within `reach` degrees, else the angle as it is. */
export function snapAngle(degrees: number, reach = 4): number {
  const step = Math.round(degrees / 45) * 45 + 0;
  return Math.abs(degrees - step) <= reach ? step : degrees;
}

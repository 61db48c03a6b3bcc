/** Lines that help and are never printed: the edge of the print area, its safe area, and guides while something moves. */
import { type Matrix, transformPoint } from "../geometry/matrix";
import type { SceneArea, StageColours } from "./scene";
import type { Guide } from "./snapping";

export interface Marks {
  readonly area: SceneArea;
  readonly areaToScreen: Matrix;
  readonly showsEdge: boolean;
  /** Guides while something moves; null at rest. */
  readonly guides: readonly Guide[] | null;
  /** Something reaches beyond the safe area: the part where it may be cut is hatched. */
  readonly isCrossed: boolean;
}

type Pen = CanvasRenderingContext2D;

/** Paints in CSS pixels of the stage. */
export function paintMarks(pen: Pen, marks: Marks, colours: StageColours): void {
  const { area, guides } = marks;
  const isMoving = guides !== null;
  pen.save();
  if (marks.isCrossed && area.safeMargin > 0) hatch(pen, marks, colours);
  if (marks.showsEdge || isMoving) dashed(pen, marks, 0, 0.75, colours);
  if ((isMoving || marks.isCrossed) && area.safeMargin > 0) dashed(pen, marks, area.safeMargin, 0.5, colours);
  for (const guide of guides ?? []) line(pen, marks, guide, colours);
  pen.restore();
}

/** The rectangle that lies `margin` millimetres within the print area. */
function rectangle(pen: Pen, { area, areaToScreen }: Marks, margin: number): void {
  const corners = [
    [margin, margin],
    [area.width - margin, margin],
    [area.width - margin, area.height - margin],
    [margin, area.height - margin],
  ] as const;
  corners.forEach(([x, y], index) => {
    const point = transformPoint(areaToScreen, x, y);
    if (index === 0) pen.moveTo(...point);
    else pen.lineTo(...point);
  });
  pen.closePath();
}

/** Slanting lines between the edge and the safe area. */
function hatch(pen: Pen, marks: Marks, { warning }: StageColours): void {
  pen.save();
  pen.beginPath();
  rectangle(pen, marks, 0);
  rectangle(pen, marks, marks.area.safeMargin);
  pen.clip("evenodd");
  pen.globalAlpha = 0.45;
  pen.strokeStyle = warning;
  pen.lineWidth = 1;
  const points = [
    transformPoint(marks.areaToScreen, 0, 0),
    transformPoint(marks.areaToScreen, marks.area.width, 0),
    transformPoint(marks.areaToScreen, marks.area.width, marks.area.height),
    transformPoint(marks.areaToScreen, 0, marks.area.height),
  ];
  const left = Math.min(...points.map(([x]) => x));
  const right = Math.max(...points.map(([x]) => x));
  const top = Math.min(...points.map(([, y]) => y));
  const bottom = Math.max(...points.map(([, y]) => y));
  pen.beginPath();
  for (let x = left - (bottom - top); x < right; x += 7) {
    pen.moveTo(x, bottom);
    pen.lineTo(x + (bottom - top), top);
  }
  pen.stroke();
  pen.restore();
}

/** A line that shows on black and on white: light dashes on dark ones. */
function dashed(pen: Pen, marks: Marks, margin: number, strength: number, colours: StageColours): void {
  pen.beginPath();
  rectangle(pen, marks, margin);
  pen.globalAlpha = strength;
  pen.lineWidth = 1;
  pen.setLineDash([]);
  pen.strokeStyle = colours.halo;
  pen.stroke();
  pen.setLineDash([4, 4]);
  pen.strokeStyle = colours.guide;
  pen.stroke();
}

function line(pen: Pen, { area, areaToScreen }: Marks, guide: Guide, colours: StageColours): void {
  const isUpright = guide.axis === "x";
  const [from, to] = guide.reach ?? [0, isUpright ? area.height : area.width];
  const start = transformPoint(
    areaToScreen,
    ...(isUpright ? ([guide.at, from] as const) : ([from, guide.at] as const)),
  );
  const end = transformPoint(
    areaToScreen,
    ...(isUpright ? ([guide.at, to] as const) : ([to, guide.at] as const)),
  );
  pen.globalAlpha = 1;
  pen.setLineDash([]);
  for (const [colour, width] of [
    [colours.halo, 2.5],
    [colours.guide, 1],
  ] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(...start);
    pen.lineTo(...end);
    if (guide.kind === "gap") ends(pen, start, end);
    pen.stroke();
  }
}

/** Short bars that show where a gap ends. */
function ends(pen: Pen, [x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number]): void {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const [dx, dy] = [(-4 * (y1 - y0)) / length, (4 * (x1 - x0)) / length];
  for (const [x, y] of [
    [x0, y0],
    [x1, y1],
  ] as const) {
    pen.moveTo(x - dx, y - dy);
    pen.lineTo(x + dx, y + dy);
  }
}

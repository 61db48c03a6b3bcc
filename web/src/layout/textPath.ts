/**
 * Baselines of any form: SVG path data as a way that text can walk. `src/monogram/layout/text_path.py` does the same
 * arithmetic and states the rules.
 */

import type { Align, TextPath } from "../document/types";
import type { Matrix } from "../geometry/matrix";
import type { Path } from "../geometry/path";
import { parsePathData } from "../geometry/pathData";

/** To a curve: its length is then right to a thousandth even where it turns by half a circle… */
const CHORDS = 64;
/** …but to a path of very many curves, each of which cannot be long, fewer. */
const MOST_CHORDS = 4096;

type Point = readonly [number, number];
/** The two points of a line, or three or four of a Bézier curve. */
type Curve = readonly Point[];

/** A point and a direction, one long. */
type Place = readonly [x: number, y: number, dx: number, dy: number];

/** What cuts a curve short between two of its parameters; its ends, with the directions there. */
interface Chord {
  readonly curve: Curve;
  readonly first: number;
  readonly last: number;
  readonly begin: Place;
  readonly end: Place;
}

/** A line's way along the baseline. */
export class Track {
  /** Of the whole way, in mm. */
  readonly length: number;

  /** `distances` say where on the way each chord begins, and where the last one ends. */
  constructor(
    private readonly chords: readonly Chord[],
    private readonly distances: readonly number[],
    private readonly offset: number,
    private readonly start: number,
    readonly isClosed: boolean,
  ) {
    this.length = distances.at(-1) ?? 0;
  }

  /** Where on the way a line of a width begins. */
  begin(width: number, align: Align): number {
    const start = this.start * this.length;
    if (align === "left") return start;
    return align === "center" ? start - width / 2 : start - width;
  }

  /** The frame at a distance along the way, x forwards and y to its right; null beyond an open way's ends. */
  frame(distance: number): Matrix | null {
    if (this.length === 0) return null;
    const along = this.isClosed ? distance - Math.floor(distance / this.length) * this.length : distance;
    if (!(along >= 0 && along <= this.length)) return null;
    const index = this.#chordAt(along);
    const chord = this.chords[index];
    if (!chord) return null;
    const begin = this.distances[index] ?? 0;
    const end = this.distances[index + 1] ?? begin;
    const share = end > begin ? (along - begin) / (end - begin) : 0;
    const [x, y, dx, dy] = at(chord.curve, chord.first + (chord.last - chord.first) * share);
    return [dx, dy, -dy, dx, x - dy * this.offset, y + dx * this.offset];
  }

  /** The index of the last chord that begins at or before a place. */
  #chordAt(along: number): number {
    let low = 0;
    let high = this.chords.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.distances[middle] ?? 0) <= along) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** A path that text runs along. `start` is the share of the way where the alignment begins. */
export class Baseline {
  constructor(
    private readonly chords: readonly Chord[],
    private readonly isClosed: boolean,
    private readonly start: number,
  ) {}

  /** The way of a line that runs `offset` mm beside the path, on the side where the letters' feet are. */
  track(offset: number): Track {
    let along = 0;
    const distances = [0];
    for (const { begin, end } of this.chords) {
      along += distance(beside(begin, offset), beside(end, offset));
      distances.push(along);
    }
    return new Track(this.chords, distances, offset, this.start, this.isClosed);
  }
}

/** The baseline that a layer's path describes. A flipped one is walked from its end, and so on its other side. */
export function baselineOf(path: TextPath): Baseline {
  const [curves, isClosed] = firstWay(parsePathData(path.path));
  const walked = path.flip ? curves.map((curve) => [...curve].reverse()).reverse() : curves;
  const most = Math.max(1, Math.min(CHORDS, Math.floor(MOST_CHORDS / Math.max(1, walked.length))));
  const chords = walked.flatMap((curve) => chordsOf(curve, curve.length === 2 ? 1 : most));
  return new Baseline(chords, isClosed, path.start);
}

function chordsOf(curve: Curve, parts: number): Chord[] {
  const places = Array.from({ length: parts + 1 }, (_, part) => at(curve, part / parts));
  return places.slice(1).map((end, part): Chord => {
    return { curve, first: part / parts, last: (part + 1) / parts, begin: places[part] ?? end, end };
  });
}

/** The curves of the first sub-path that has any, and whether it is closed. */
function firstWay(path: Path): [curves: Curve[], isClosed: boolean] {
  const curves: Curve[] = [];
  let begin: Point = [0, 0];
  let here: Point = [0, 0];
  for (const [letter, ...numbers] of path) {
    if (letter === "Z") {
      if (curves.length > 0) return [[...curves, ...unlessEmpty([here, begin])], true];
      continue;
    }
    const points: Point[] = [];
    for (let index = 0; index < numbers.length; index += 2)
      points.push([numbers[index] ?? 0, numbers[index + 1] ?? 0]);
    if (letter === "M") {
      if (curves.length > 0) break;
      begin = points[0] ?? begin;
    } else curves.push(...unlessEmpty([here, ...points]));
    here = points.at(-1) ?? here;
  }
  return [curves, false];
}

function unlessEmpty(curve: Curve): Curve[] {
  const [x, y] = curve[0] ?? [0, 0];
  return curve.some((point) => point[0] !== x || point[1] !== y) ? [curve] : [];
}

function distance([ax, ay]: Point, [bx, by]: Point): number {
  const across = bx - ax;
  const down = by - ay;
  return Math.sqrt(across * across + down * down);
}

function beside([x, y, dx, dy]: Place, offset: number): Point {
  return [x - dy * offset, y + dx * offset];
}

/** A place on a curve, by de Casteljau's construction. */
function at(curve: Curve, t: number): Place {
  let points = curve;
  while (points.length > 2)
    points = points.slice(1).map((point, index) => between(points[index] ?? point, point, t));
  let [first = [0, 0], last = first] = points;
  const [x, y] = between(first, last, t);
  let length = distance(first, last);
  if (length === 0) {
    // At a cusp: as if towards the far end.
    first = curve[0] ?? first;
    last = curve.at(-1) ?? last;
    length = distance(first, last) || 1;
  }
  return [x, y, (last[0] - first[0]) / length, (last[1] - first[1]) / length];
}

function between([ax, ay]: Point, [bx, by]: Point, t: number): Point {
  return [ax + (bx - ax) * t, ay + (by - ay) * t];
}

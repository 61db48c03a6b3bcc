/**
 * SVG path data, the part that artwork needs: M L H V C S Q T Z, absolute and relative. Elliptical arcs are refused.
 *
 * `src/monogram/geometry/path_data.py` is its twin, with the same sentences and the same order of arithmetic.
 */

import type { Path, Segment } from "./path";

const SEGMENT_LIMIT = 20_000;
const COORDINATE_LIMIT = 1_000_000;

const TOKEN = /([MmLlHhVvCcSsQqTtZz])|([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)/y;
const SEPARATOR = /[ ,\n]*/y;
const COUNTS: Readonly<Record<string, number>> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, Z: 0 };

/** Text that is not path data within the limits; its message is a sentence about the path. */
export class PathDataError extends Error {}

/** The outline that SVG path data describes, in absolute coordinates. Throws PathDataError. */
export function parsePathData(data: string, segmentLimit = SEGMENT_LIMIT): Path {
  const pen = new Pen(segmentLimit);
  let command = "";
  let numbers: number[] = [];
  let position = skip(data, 0);
  while (position < data.length) {
    TOKEN.lastIndex = position;
    const token = TOKEN.exec(data);
    if (!token) throw new PathDataError(`is not path data at character ${position + 1}`);
    position = skip(data, TOKEN.lastIndex);
    if (token[1] !== undefined) {
      if (numbers.length > 0 || (command && !pen.drewCommand)) throw tooFew();
      command = token[1];
      pen.drewCommand = false;
      if (command === "Z" || command === "z") pen.draw(command, []);
      continue;
    }
    if (command === "" || command === "Z" || command === "z")
      throw new PathDataError("has numbers without a command");
    numbers.push(coordinate(token[2] ?? ""));
    if (numbers.length === COUNTS[command.toUpperCase()]) {
      pen.draw(command, numbers);
      numbers = [];
      if (command === "M") command = "L";
      else if (command === "m") command = "l";
    }
  }
  if (command === "") throw new PathDataError("is empty");
  if (numbers.length > 0 || !pen.drewCommand) throw tooFew();
  return pen.segments;
}

function tooFew(): PathDataError {
  return new PathDataError("has a command with too few numbers");
}

function skip(data: string, position: number): number {
  SEPARATOR.lastIndex = position;
  SEPARATOR.exec(data);
  return SEPARATOR.lastIndex;
}

function within(number: number): number {
  if (!(Math.abs(number) <= COORDINATE_LIMIT)) throw new PathDataError("has a coordinate out of range");
  return number;
}

function coordinate(text: string): number {
  return within(Number(text));
}

/** Where the pen is, where the subpath began, and the last control point for smooth curves. */
class Pen {
  readonly segments: Segment[] = [];
  drewCommand = false;
  #x = 0;
  #y = 0;
  #startX = 0;
  #startY = 0;
  #control: readonly [kind: string, x: number, y: number] = ["", 0, 0];

  constructor(private readonly segmentLimit: number) {}

  /** Adds one segment; `numbers` are as many as the command takes. */
  draw(command: string, numbers: readonly number[]): void {
    this.drewCommand = true;
    const kind = command.toUpperCase();
    if (this.segments.length === 0 && kind !== "M") throw new PathDataError("must begin with a move");
    if (this.segments.length === this.segmentLimit)
      throw new PathDataError(`has more than ${this.segmentLimit} segments`);
    const dx = command === kind ? 0 : this.#x;
    const dy = command === kind ? 0 : this.#y;
    const [n0 = 0, n1 = 0, n2 = 0, n3 = 0, n4 = 0, n5 = 0] = numbers;
    if (kind === "Z") this.#close();
    else if (kind === "H") this.#line(n0 + dx, this.#y);
    else if (kind === "V") this.#line(this.#x, n0 + dy);
    else this.#drawPoints(kind, n0 + dx, n1 + dy, n2 + dx, n3 + dy, n4 + dx, n5 + dy);
  }

  #drawPoints(kind: string, a: number, b: number, c: number, d: number, e: number, f: number): void {
    if (kind === "M") {
      this.segments.push(["M", a, b]);
      this.#startX = a;
      this.#startY = b;
      this.#arrive(a, b, "", 0, 0);
    } else if (kind === "L") this.#line(a, b);
    else if (kind === "C") this.#cubic(a, b, c, d, e, f);
    else if (kind === "S") this.#cubic(...this.#reflected("C"), a, b, c, d);
    else if (kind === "Q") this.#quadratic(a, b, c, d);
    else this.#quadratic(...this.#reflected("Q"), a, b);
  }

  #reflected(kind: string): [number, number] {
    const [last, x, y] = this.#control;
    return last === kind ? [2 * this.#x - x, 2 * this.#y - y] : [this.#x, this.#y];
  }

  #line(x: number, y: number): void {
    this.segments.push(["L", x, y]);
    this.#arrive(x, y, "", 0, 0);
  }

  #cubic(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    this.segments.push(["C", ax, ay, bx, by, x, y]);
    this.#arrive(x, y, "C", bx, by);
  }

  #quadratic(cx: number, cy: number, x: number, y: number): void {
    this.segments.push(["Q", cx, cy, x, y]);
    this.#arrive(x, y, "Q", cx, cy);
  }

  #close(): void {
    this.segments.push(["Z"]);
    this.#arrive(this.#startX, this.#startY, "", 0, 0);
  }

  #arrive(x: number, y: number, kind: string, controlX: number, controlY: number): void {
    this.#x = within(x);
    this.#y = within(y);
    this.#control = [kind, controlX, controlY];
  }
}

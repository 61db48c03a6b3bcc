/** For tests: canvases that write down what is asked of them. */

import { type Matrix, multiply } from "../geometry/matrix";

const FIELDS = {
  transform: [1, 0, 0, 1, 0, 0] as Matrix,
  globalAlpha: 1,
  globalCompositeOperation: "source-over",
  imageSmoothingEnabled: true,
  fillStyle: "" as unknown,
  strokeStyle: "" as unknown,
  lineWidth: 1,
  lineJoin: "miter",
  lineCap: "butt",
  miterLimit: 10,
  imageSmoothingQuality: "",
  shadowColor: "",
  shadowBlur: 0,
  shadowOffsetX: 0,
  shadowOffsetY: 0,
};

/** A context. Its transform is kept, and written down where something is drawn. */
export class Recorder {
  readonly trace: unknown[][] = [];
  canvas: { width: number; height: number } = { width: 300, height: 200 };
  state = { ...FIELDS };
  readonly #saved: (typeof FIELDS)[] = [];

  constructor() {
    for (const name of Object.keys(FIELDS) as (keyof typeof FIELDS)[])
      if (name !== "transform")
        Object.defineProperty(this, name, {
          get: () => this.state[name],
          set: (value) => Object.assign(this.state, { [name]: value }),
        });
  }

  save() {
    this.#saved.push({ ...this.state });
  }
  restore() {
    this.state = this.#saved.pop() ?? this.state;
  }
  getTransform() {
    const [a, b, c, d, e, f] = this.state.transform;
    return { a, b, c, d, e, f };
  }
  setTransform(...matrix: Matrix) {
    this.state.transform = matrix;
  }
  resetTransform() {
    this.state.transform = FIELDS.transform;
  }
  transform(...matrix: Matrix) {
    this.state.transform = multiply(this.state.transform, matrix);
  }
  beginPath() {}
  rect() {}
  clearRect(...numbers: number[]) {
    this.trace.push(["clearRect", ...numbers]);
  }
  fillRect(..._numbers: number[]) {
    this.trace.push(["fillRect", this.state.fillStyle, this.state.globalCompositeOperation]);
  }
  clip(path?: unknown, rule?: string) {
    if (path) this.trace.push(["clip", this.state.transform, path, rule]);
  }
  fill(path: unknown, rule?: string) {
    const { fillStyle, globalAlpha, transform } = this.state;
    this.trace.push(["fill", fillStyle, globalAlpha, transform, path, rule]);
  }
  stroke(path: unknown) {
    const { strokeStyle, lineWidth, lineJoin, lineCap, miterLimit, globalAlpha } = this.state;
    this.trace.push(["stroke", strokeStyle, lineWidth, lineJoin, lineCap, miterLimit, globalAlpha, path]);
  }
  drawImage(picture: unknown, ...numbers: number[]) {
    this.trace.push(["drawImage", picture, this.state.globalAlpha, this.state.transform, ...numbers]);
  }
  getImageData(_x: number, _y: number, width: number, height: number) {
    return { data: new Uint8ClampedArray(width * height * 4).fill(100) };
  }
  putImageData(image: { data: Uint8ClampedArray }, ...numbers: number[]) {
    this.trace.push(["putImageData", [...image.data.slice(0, 4)], ...numbers]);
  }
  createLinearGradient(...numbers: number[]) {
    return new RecordedGradient(numbers);
  }
  createRadialGradient(...numbers: number[]) {
    return new RecordedGradient(numbers);
  }
  createPattern(cell: unknown, repetition: string) {
    return {
      cell,
      repetition,
      matrix: null as unknown,
      setTransform(matrix: unknown) {
        this.matrix = matrix;
      },
    };
  }

  /** What was drawn, by the names of the calls. */
  get calls(): unknown[] {
    return this.trace.map(([call]) => call);
  }
  as2d(): CanvasRenderingContext2D {
    return this as unknown as CanvasRenderingContext2D;
  }
}

export class RecordedGradient {
  readonly stops: [number, string][] = [];
  constructor(readonly numbers: number[]) {}
  addColorStop(offset: number, colour: string) {
    this.stops.push([offset, colour]);
  }
}

export class RecordedPath {
  readonly calls: unknown[][] = [];
  moveTo(...numbers: number[]) {
    this.calls.push(["M", ...numbers]);
  }
  lineTo(...numbers: number[]) {
    this.calls.push(["L", ...numbers]);
  }
  quadraticCurveTo(...numbers: number[]) {
    this.calls.push(["Q", ...numbers]);
  }
  bezierCurveTo(...numbers: number[]) {
    this.calls.push(["C", ...numbers]);
  }
  closePath() {
    this.calls.push(["Z"]);
  }
  rect(...numbers: number[]) {
    this.calls.push(["rect", ...numbers]);
  }
  addPath(path: RecordedPath, matrix: unknown) {
    this.calls.push(["path", path, matrix]);
  }
}

export class RecordedCanvas {
  width = 0;
  height = 0;
  readonly context = new Recorder();
  getContext() {
    this.context.canvas = this;
    return this.context;
  }
}

/** Stands for the page's document; `made` are the canvases that it was asked for. */
export function recordingDocument(): { made: RecordedCanvas[]; createElement: () => RecordedCanvas } {
  const made: RecordedCanvas[] = [];
  return {
    made,
    createElement() {
      const canvas = new RecordedCanvas();
      made.push(canvas);
      return canvas;
    },
  };
}

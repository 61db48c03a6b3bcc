/** Canvases over one another that fill an element. Each is drawn again at most once a frame, when it has been asked for. */

/** Several canvases at a phone's full density would cost more memory than the eye gains. */
const MOST_DENSITY = 2;

export interface Canvas {
  readonly pen: CanvasRenderingContext2D;
  /** Draw it again, in the next frame. */
  redraw(): void;
}

interface Kept extends Canvas {
  readonly element: HTMLCanvasElement;
  readonly paint: () => void;
  isStale: boolean;
}

export class Canvases {
  width = 1;
  height = 1;
  /** Canvas pixels to a CSS pixel. */
  ratio = 1;
  private readonly kept: Kept[] = [];
  private frame = 0;

  constructor(private readonly container: HTMLElement) {}

  /** A canvas above the others. `paint` finds it clear, in CSS pixels. */
  add(paint: (pen: CanvasRenderingContext2D) => void): Canvas {
    const element = document.createElement("canvas");
    element.className = "stage__sheet";
    const pen = element.getContext("2d");
    if (!pen) throw new Error("This browser gives no canvas to draw on");
    const canvas: Kept = {
      element,
      pen,
      isStale: true,
      paint: () => {
        canvas.isStale = false;
        pen.setTransform(1, 0, 0, 1, 0, 0);
        pen.clearRect(0, 0, element.width, element.height);
        pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
        paint(pen);
      },
      redraw: () => {
        canvas.isStale = true;
        this.frame ||= requestAnimationFrame(() => this.flush());
      },
    };
    this.kept.push(canvas);
    this.container.append(element);
    return canvas;
  }

  /** Everything is drawn anew before the next frame: a canvas that changes its size is empty. */
  resize(width: number, height: number): void {
    this.width = width;
    this.height = height;
    this.ratio = Math.min(MOST_DENSITY, window.devicePixelRatio || 1);
    for (const { element, redraw } of this.kept) {
      element.width = Math.round(width * this.ratio);
      element.height = Math.round(height * this.ratio);
      redraw();
    }
  }

  /** Draws at once what waits for the next frame. */
  flush(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    for (const canvas of this.kept) if (canvas.isStale) canvas.paint();
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    for (const { element } of this.kept) element.remove();
  }
}

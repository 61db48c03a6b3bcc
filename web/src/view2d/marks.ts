/** Lines that help and are never printed: the edge of the print area, its safe area, and guides while something moves. */
import Konva from "konva/lib/Core";
import type { Matrix } from "../geometry/matrix";
import { decompose } from "./placement";
import type { SceneArea, StageColours } from "./scene";
import type { Guide } from "./snapping";

export class Marks {
  readonly group = new Konva.Group({ listening: false });
  private area: SceneArea | null = null;
  private guides: readonly Guide[] = [];
  private isMoving = false;
  private readonly drawing: Konva.Shape;

  constructor(private readonly colours: StageColours) {
    this.drawing = new Konva.Shape({ sceneFunc: (context) => this.paint(context) });
    this.group.add(this.drawing);
  }

  show(area: SceneArea | null, areaToScreen: Matrix | null, isVisible: boolean): void {
    this.area = area;
    this.group.visible(area !== null && areaToScreen !== null);
    this.drawing.setAttr("edge", isVisible);
    if (areaToScreen) this.group.setAttrs(decompose(areaToScreen));
  }

  moving(guides: readonly Guide[] | null): void {
    this.isMoving = guides !== null;
    this.guides = guides ?? [];
  }

  private paint(context: Konva.Context): void {
    const area = this.area;
    if (!area) return;
    const pen = context._context as CanvasRenderingContext2D;
    const transform = pen.getTransform();
    const pixel = Konva.pixelRatio / Math.hypot(transform.a, transform.b);
    if (this.drawing.getAttr("edge") || this.isMoving) {
      this.dashed(pen, pixel, 0, 0, area.width, area.height, 0.75);
    }
    const margin = area.safeMargin;
    if (this.isMoving && margin > 0) {
      this.dashed(pen, pixel, margin, margin, area.width - 2 * margin, area.height - 2 * margin, 0.4);
    }
    pen.globalAlpha = 1;
    pen.setLineDash([]);
    for (const [colour, width] of [
      [this.colours.halo, 2.5],
      [this.colours.guide, 1],
    ] as const) {
      pen.strokeStyle = colour;
      pen.lineWidth = width * pixel;
      for (const guide of this.guides) {
        pen.beginPath();
        pen.moveTo(guide.axis === "x" ? guide.at : 0, guide.axis === "x" ? 0 : guide.at);
        pen.lineTo(guide.axis === "x" ? guide.at : area.width, guide.axis === "x" ? area.height : guide.at);
        pen.stroke();
      }
    }
  }

  /** A line that shows on black and on white: light dashes on dark ones. */
  private dashed(
    pen: CanvasRenderingContext2D,
    pixel: number,
    x: number,
    y: number,
    width: number,
    height: number,
    strength: number,
  ): void {
    pen.globalAlpha = strength;
    pen.lineWidth = pixel;
    pen.setLineDash([]);
    pen.strokeStyle = this.colours.halo;
    pen.strokeRect(x, y, width, height);
    pen.setLineDash([4 * pixel, 4 * pixel]);
    pen.strokeStyle = this.colours.guide;
    pen.strokeRect(x, y, width, height);
  }
}

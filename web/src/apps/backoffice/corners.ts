/**
 * Corners of print areas, dragged on the photo or moved by the arrow keys; the form's field keeps the numbers. An area
 * whose photo is not stored yet has no picture, and keeps the field alone.
 */
import { middleQuad, moveCorner, type Quad, readQuad } from "./quad";

const SVG = "http://www.w3.org/2000/svg";
const NAMES = ["Top left", "Top right", "Bottom right", "Bottom left"];
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function connectCorners(): void {
  for (const field of document.querySelectorAll<HTMLTextAreaElement>('textarea[name$="-quad"]')) {
    const picture = pictureOf(field);
    if (picture) new Corners(field, picture);
  }
}

/** The photo of the same print area: the nearest drawing up the form that belongs to no other area. */
function pictureOf(field: HTMLTextAreaElement): SVGSVGElement | null {
  for (let part = field.parentElement; part; part = part.parentElement) {
    if (part.querySelectorAll('textarea[name$="-quad"]').length > 1) return null;
    const picture = part.querySelector("image")?.closest("svg");
    if (picture) return picture;
  }
  return null;
}

class Corners {
  private quad: Quad;
  private readonly photo: { width: number; height: number };
  private readonly outline = document.createElementNS(SVG, "polygon");
  private readonly handles: readonly SVGCircleElement[];

  constructor(
    private readonly field: HTMLTextAreaElement,
    private readonly picture: SVGSVGElement,
  ) {
    const { width, height } = picture.viewBox.baseVal;
    this.photo = { width, height };
    this.quad = readQuad(field.value) ?? middleQuad(this.photo, this.ratio());
    for (const drawn of picture.querySelectorAll("polygon, circle, text")) drawn.remove();
    picture.classList.add("corners");
    picture.setAttribute("role", "group"); // it holds controls now, and is no mere image
    picture.dataset.theme = "light"; // as the photo is, in either scheme
    this.outline.classList.add("corners__outline");
    this.handles = NAMES.map((name, corner) => this.handle(name, corner));
    picture.append(this.outline, ...this.handles);
    field.addEventListener("input", () => {
      this.quad = readQuad(field.value) ?? this.quad;
      this.draw();
    });
    this.draw();
  }

  /** Width by height of the area in millimetres, as the form has them now. */
  private ratio(): number {
    const value = (side: string) => {
      const name = this.field.name.replace(/quad$/, side);
      return Number(document.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`)?.value);
    };
    const ratio = value("width") / value("height");
    return Number.isFinite(ratio) && ratio > 0 ? ratio : 1;
  }

  private handle(name: string, corner: number): SVGCircleElement {
    const handle = document.createElementNS(SVG, "circle");
    handle.classList.add("corners__handle");
    handle.setAttribute("r", String(Math.max(this.photo.width, this.photo.height) / 60));
    handle.setAttribute("tabindex", "0");
    handle.setAttribute("role", "button");
    handle.setAttribute("aria-label", `${name} corner: drag it, or move it with the arrow keys`);
    handle.addEventListener("pointerdown", (event) => {
      handle.setPointerCapture(event.pointerId);
      handle.focus();
      event.preventDefault();
    });
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const toPhoto = this.picture.getScreenCTM()?.inverse();
      if (!toPhoto) return;
      const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(toPhoto);
      this.move(corner, x, y);
    });
    handle.addEventListener("keydown", (event) => {
      const step = STEPS[event.key];
      const point = this.quad[corner];
      if (!step || !point) return;
      event.preventDefault();
      const length = event.shiftKey ? 20 : 1;
      this.move(corner, point[0] + step[0] * length, point[1] + step[1] * length);
    });
    return handle;
  }

  private move(corner: number, x: number, y: number): void {
    this.quad = moveCorner(this.quad, corner, x, y, this.photo);
    this.field.value = JSON.stringify(this.quad);
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
    this.draw();
  }

  private draw(): void {
    this.outline.setAttribute("points", this.quad.map(([x, y]) => `${x},${y}`).join(" "));
    this.outline.toggleAttribute("data-unset", readQuad(this.field.value) === null);
    this.handles.forEach((handle, corner) => {
      const [x, y] = this.quad[corner] ?? [0, 0];
      handle.setAttribute("cx", String(x));
      handle.setAttribute("cy", String(y));
    });
  }
}

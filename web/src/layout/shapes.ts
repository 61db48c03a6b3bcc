/** The outlines of the figures, about their centre. `src/monogram/layout/shapes.py` has the same numbers. */

import type { ImageLayer, ShapeLayer } from "../document/types";
import { translation } from "../geometry/matrix";
import { type Path, type Segment, transformPath } from "../geometry/path";
import { parsePathData } from "../geometry/pathData";

/** Length of a cubic's handles that make a quarter circle of radius 1: 4/3·(√2 − 1). */
const KAPPA = 0.5522847498307936;
/** Corner radius of the `rounded` mask, as a part of the picture's shorter side. */
const ROUNDED_MASK = 0.125;
/** A pentagram stretched to fill the box −0.5…0.5: points and notches clockwise from the top. */
const STAR: readonly (readonly [number, number])[] = [
  [0, -0.5],
  [0.118033989, -0.118033989],
  [0.5, -0.118033989],
  [0.190983006, 0.118033989],
  [0.309016994, 0.5],
  [0, 0.263932023],
  [-0.309016994, 0.5],
  [-0.190983006, 0.118033989],
  [-0.5, -0.118033989],
  [-0.118033989, -0.118033989],
];
/** The start between the lobes, then cubics: counter-clockwise around the box −0.5…0.5. */
const HEART_START = [0, -0.26] as const;
const HEART: readonly (readonly [number, number, number, number, number, number])[] = [
  [-0.04, -0.41, -0.145, -0.5, -0.265, -0.5],
  [-0.4, -0.5, -0.5, -0.395, -0.5, -0.25],
  [-0.5, 0.02, -0.19, 0.22, 0, 0.5],
  [0.19, 0.22, 0.5, 0.02, 0.5, -0.25],
  [0.5, -0.395, 0.4, -0.5, 0.265, -0.5],
  [0.145, -0.5, 0.04, -0.41, 0, -0.26],
];

/** A rectangle, clockwise; with radii above 0 its corners are quarter ellipses. */
export function rectangle(
  left: number,
  top: number,
  width: number,
  height: number,
  radiusX: number,
  radiusY: number,
): Path {
  const right = left + width;
  const bottom = top + height;
  if (radiusX <= 0 || radiusY <= 0)
    return [["M", left, top], ["L", right, top], ["L", right, bottom], ["L", left, bottom], ["Z"]];
  const kx = radiusX - radiusX * KAPPA;
  const ky = radiusY - radiusY * KAPPA;
  return [
    ["M", left + radiusX, top],
    ["L", right - radiusX, top],
    ["C", right - kx, top, right, top + ky, right, top + radiusY],
    ["L", right, bottom - radiusY],
    ["C", right, bottom - ky, right - kx, bottom, right - radiusX, bottom],
    ["L", left + radiusX, bottom],
    ["C", left + kx, bottom, left, bottom - ky, left, bottom - radiusY],
    ["L", left, top + radiusY],
    ["C", left, top + ky, left + kx, top, left + radiusX, top],
    ["Z"],
  ];
}

/** An ellipse of four cubics, clockwise from its right. */
export function ellipse(centreX: number, centreY: number, radiusX: number, radiusY: number): Path {
  const kx = radiusX * KAPPA;
  const ky = radiusY * KAPPA;
  const left = centreX - radiusX;
  const right = centreX + radiusX;
  const top = centreY - radiusY;
  const bottom = centreY + radiusY;
  return [
    ["M", right, centreY],
    ["C", right, centreY + ky, centreX + kx, bottom, centreX, bottom],
    ["C", centreX - kx, bottom, left, centreY + ky, left, centreY],
    ["C", left, centreY - ky, centreX - kx, top, centreX, top],
    ["C", centreX + kx, top, right, centreY - ky, right, centreY],
    ["Z"],
  ];
}

function star(width: number, height: number): Path {
  const corners = STAR.map(([x, y], index): Segment => [index === 0 ? "M" : "L", x * width, y * height]);
  return [...corners, ["Z"]];
}

function heart(width: number, height: number): Path {
  const cubics = HEART.map(
    ([a, b, c, d, x, y]): Segment => [
      "C",
      a * width,
      b * height,
      c * width,
      d * height,
      x * width,
      y * height,
    ],
  );
  return [["M", HEART_START[0] * width, HEART_START[1] * height], ...cubics, ["Z"]];
}

/** A shape layer's outline in its local millimetres. */
export function shapePath(layer: ShapeLayer): Path {
  const { width, height } = layer;
  switch (layer.shape) {
    case "rectangle": {
      const radius = Math.min(layer.corner_radius, width / 2, height / 2);
      return rectangle(-width / 2, -height / 2, width, height, radius, radius);
    }
    case "ellipse":
      return ellipse(0, 0, width / 2, height / 2);
    case "star":
      return star(width, height);
    case "heart":
      return heart(width, height);
    case "path":
      return parsePathData(layer.path ?? "");
  }
}

/**
 * A picture's mask in the unit square of its operation, which the layer's flip mirrors: the mask is mirrored back.
 * Rounded corners are round in millimetres.
 */
export function maskPath(layer: ImageLayer): Path | null {
  const path = unitMask(layer);
  if (path === null || layer.flip === "none") return path;
  const mirrorsX = layer.flip !== "vertical";
  const mirrorsY = layer.flip !== "horizontal";
  return transformPath(path, [
    mirrorsX ? -1 : 1,
    0,
    0,
    mirrorsY ? -1 : 1,
    mirrorsX ? 1 : 0,
    mirrorsY ? 1 : 0,
  ]);
}

function unitMask(layer: ImageLayer): Path | null {
  switch (layer.mask) {
    case "none":
      return null;
    case "ellipse":
      return ellipse(0.5, 0.5, 0.5, 0.5);
    case "rounded": {
      const radius = ROUNDED_MASK * Math.min(layer.width, layer.height);
      return rectangle(0, 0, 1, 1, radius / layer.width, radius / layer.height);
    }
    case "star":
      return transformPath(star(1, 1), translation(0.5, 0.5));
    case "heart":
      return transformPath(heart(1, 1), translation(0.5, 0.5));
    case "path":
      return parsePathData(layer.mask_path ?? "");
  }
}
